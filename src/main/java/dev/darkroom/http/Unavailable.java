package dev.darkroom.http;

/** 503: Darkroom cannot do it now, and can soon. */
public final class Unavailable extends Problem {

    /** When to try again, as the {@code Retry-After} header says it. */
    public static final int RETRY_SECONDS = 5;

    private static final long serialVersionUID = 1L;

    public Unavailable(String detail) {
        super(503, "Not available now", detail + ". Nothing was lost; try again in " + RETRY_SECONDS + " seconds");
    }
}
