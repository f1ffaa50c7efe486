package dev.darkroom.transport;

/** Another delivery of the job is being worked on; this one is to come again later. */
public final class ClaimHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimHeldException(String message) {
        super(message);
    }
}
