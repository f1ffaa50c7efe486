package dev.darkroom.frontend.problem;

/** 422: well-formed, but not something that can be done. */
public final class Unprocessable extends Problem {

    private static final long serialVersionUID = 1L;

    public Unprocessable(String detail) {
        super(422, "Not acceptable content", detail);
    }
}
