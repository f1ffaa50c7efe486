package dev.darkroom.imaging;

import java.io.Serial;

/**
 * These bytes will never become a photograph here: a permanent failure, pointless to try again.
 * The message is a sentence for the person who sent them.
 */
public final class UnacceptablePhotographException extends RuntimeException {

    /** Why it is refused, as coarse as an HTTP status. */
    public enum Reason {
        /** Another format than JPEG and PNG, or a kind of them that is not read. */
        UNSUPPORTED,
        /** More bytes or pixels than accepted. */
        TOO_LARGE,
        /** A JPEG or PNG that is broken. */
        DAMAGED
    }

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    UnacceptablePhotographException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnacceptablePhotographException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static UnacceptablePhotographException damaged(Format format, String what) {
        return new UnacceptablePhotographException(Reason.DAMAGED, "The " + format + " data is damaged: " + what);
    }

    static UnacceptablePhotographException damaged(Format format, Exception cause) {
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new UnacceptablePhotographException(Reason.DAMAGED,
                "The " + format + " data is damaged: " + what, cause);
    }

    static UnacceptablePhotographException unsupported(String message) {
        return new UnacceptablePhotographException(Reason.UNSUPPORTED, message);
    }

    public Reason reason() {
        return reason;
    }
}
