package dev.darkroom.transport;

/** A message of a queue that is not what the queue is for; it will never be read. */
public final class UnreadableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
