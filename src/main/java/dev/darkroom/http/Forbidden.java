package dev.darkroom.http;

/** 403: the token is known, but may not do this. */
public final class Forbidden extends Problem {

    private static final long serialVersionUID = 1L;

    public Forbidden(String detail) {
        super(403, "Not allowed", detail);
    }
}
