package dev.darkroom.parts;

/**
 * The token with which workers report, as the operator gave it to front ends and workers alike.
 *
 * @param text at least {@value #MINIMUM_LENGTH} characters
 */
public record WorkerToken(String text) {

    private static final int MINIMUM_LENGTH = 32;

    /** @throws IllegalArgumentException when it is missing or short enough to be guessed */
    public WorkerToken {
        if (text.length() < MINIMUM_LENGTH) {
            throw new IllegalArgumentException("Set DARKROOM_WORKER_TOKEN to at least " + MINIMUM_LENGTH
                    + " random characters, the same for front ends and workers (for example: openssl rand -hex 32)");
        }
    }
}
