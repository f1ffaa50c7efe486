package dev.darkroom.sequence;

import java.io.Serial;

/** A sequence, or its environment, that can never be done; the message is a sentence for who sent it. */
public final class UnacceptableSequenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public UnacceptableSequenceException(String message) {
        super(message);
    }
}
