package dev.darkroom.http;

/** 413: more than a documented limit allows. */
public final class TooLarge extends Problem {

    private static final long serialVersionUID = 1L;

    public TooLarge(String detail) {
        super(413, "Too large", detail);
    }
}
