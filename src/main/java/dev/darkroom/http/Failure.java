package dev.darkroom.http;

/** 500: Darkroom failed. */
public final class Failure extends Problem {

    private static final long serialVersionUID = 1L;

    public Failure(String detail) {
        super(500, "Internal error", detail);
    }
}
