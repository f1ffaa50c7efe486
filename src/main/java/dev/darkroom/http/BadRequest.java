package dev.darkroom.http;

/** 400: the request cannot be read. */
public final class BadRequest extends Problem {

    private static final long serialVersionUID = 1L;

    public BadRequest(String detail) {
        super(400, "Malformed request", detail);
    }
}
