package dev.darkroom.http;

import java.io.Serializable;
import java.util.List;

/**
 * Why a request is not fulfilled, in words that its sender can act on. A route or bean throws one; the front door
 * answers it as RFC 9457 {@code application/problem+json}.
 */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One of the fields that are wrong.
     *
     * @param detail  what is wrong with it
     * @param pointer where in the body it is, a JSON pointer (RFC 6901) as a URI fragment
     */
    public record Error(String detail, String pointer) implements Serializable {
    }

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

    /** Which fields of the body are wrong, if that is the problem. */
    public List<Error> errors() {
        return List.of();
    }
}
