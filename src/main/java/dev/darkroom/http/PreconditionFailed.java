package dev.darkroom.http;

/** 412: what the request refers to has changed since its sender read it. */
public final class PreconditionFailed extends Problem {

    private static final long serialVersionUID = 1L;

    public PreconditionFailed(String detail) {
        super(412, "Precondition failed", detail);
    }
}
