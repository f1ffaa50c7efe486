package dev.darkroom.http;

/** 406: the client asks for a form of answer that there is none of. */
public final class NotAcceptable extends Problem {

    private static final long serialVersionUID = 1L;

    public NotAcceptable(String detail) {
        super(406, "Not acceptable", detail);
    }
}
