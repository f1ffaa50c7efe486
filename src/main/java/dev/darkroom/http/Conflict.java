package dev.darkroom.http;

/** 409: the request does not fit what is stored. */
public final class Conflict extends Problem {

    private static final long serialVersionUID = 1L;

    public Conflict(String detail) {
        super(409, "Conflict", detail);
    }
}
