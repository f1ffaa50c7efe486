package dev.darkroom.worker;

/** A job that can never be done, by no worker and at no time; its message says why. */
public final class UnworkableJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnworkableJobException(String message) {
        super(message);
    }
}
