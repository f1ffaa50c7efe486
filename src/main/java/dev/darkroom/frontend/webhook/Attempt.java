package dev.darkroom.frontend.webhook;

import java.time.Instant;

/**
 * One attempt to deliver a message, as it goes out, after Standard Webhooks.
 *
 * @param number    which one it is, from 1
 * @param messageId the same at every attempt
 * @param sentAt    the moment that is signed
 * @param body      the very bytes that are signed
 * @param signature one for each secret that is valid
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
public record Attempt(int number, String messageId, Instant sentAt, String body, String signature) {

    /** Seconds since 1970, as they are signed and sent. */
    public String timestamp() {
        return Long.toString(sentAt.getEpochSecond());
    }
}
