package dev.darkroom.http;

/** 429: what may be done only so often. */
public final class TooManyRequests extends Problem {

    private static final long serialVersionUID = 1L;

    private final long retrySeconds;

    /** @param retrySeconds when to try again, as the {@code Retry-After} header says it */
    public TooManyRequests(String detail, long retrySeconds) {
        super(429, "Too many requests", detail);
        this.retrySeconds = retrySeconds;
    }

    public long retrySeconds() {
        return retrySeconds;
    }
}
