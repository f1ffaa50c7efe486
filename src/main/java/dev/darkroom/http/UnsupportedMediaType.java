package dev.darkroom.http;

/** 415: a kind of data that Darkroom does not read. */
public final class UnsupportedMediaType extends Problem {

    private static final long serialVersionUID = 1L;

    public UnsupportedMediaType(String detail) {
        super(415, "Unsupported media type", detail);
    }
}
