package dev.darkroom.recognition;

/** A model cannot be used; the message says why, in words that whoever configured it can act on. */
public final class UnusableModelException extends Exception {

    private static final long serialVersionUID = 1;

    UnusableModelException(String message) {
        super(message);
    }

    UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
