package dev.darkroom.local;

/**
 * The local cloud could not do what it was asked to. The message is one plain sentence for the person at the
 * terminal: print it without a stack trace.
 */
public final class LocalCloudException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LocalCloudException(String message) {
        super(message);
    }

    LocalCloudException(String message, Throwable cause) {
        super(message, cause);
    }
}
