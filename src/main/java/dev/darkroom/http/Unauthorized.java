package dev.darkroom.http;

/** 401: no token, or one that is nobody's. */
public final class Unauthorized extends Problem {

    private static final long serialVersionUID = 1L;

    public Unauthorized(String detail) {
        super(401, "Not signed in", detail);
    }
}
