package dev.darkroom.frontend.problem;

/**
 * Why a request is not fulfilled, in words that its sender can act on. A route or bean throws one; the front door
 * answers it as RFC 9457 {@code application/problem+json}.
 */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    /**
     * @param status the HTTP status
     * @param title  the kind of problem, the same for every problem of this kind
     * @param detail this problem, and what to do about it
     */
    protected Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
