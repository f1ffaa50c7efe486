package dev.darkroom.http;

/** 404: there is no such thing, or none that this user may see. */
public final class NotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public NotFound(String detail) {
        super(404, "Not found", detail);
    }
}
