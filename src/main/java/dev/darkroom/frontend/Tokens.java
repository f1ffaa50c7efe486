package dev.darkroom.frontend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.apache.camel.Variable;

/** Bearer tokens: 256 random bits, of which only a SHA-256 is kept. */
public final class Tokens {

    private static final int BYTES = 32;
    private static final int MINIMUM_LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final byte[] workerDigest;

    /**
     * @param workerToken the token that the operator gave the workers
     * @throws IllegalArgumentException when it is missing or short enough to be guessed
     */
    public Tokens(String workerToken) {
        if (workerToken.length() < MINIMUM_LENGTH) {
            throw new IllegalArgumentException("Set DARKROOM_WORKER_TOKEN to at least " + MINIMUM_LENGTH
                    + " random characters, the same for front end and workers (for example: openssl rand -hex 32)");
        }
        workerDigest = sha256(workerToken);
    }

    /** A new token for a user. */
    public String create() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the database keeps of a token: its SHA-256 in hexadecimal. */
    public String digest(@Variable("token") String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    /** Whether it is the workers' token; takes equally long whatever the token is. */
    public boolean isWorker(@Variable("token") String token) {
        return MessageDigest.isEqual(workerDigest, sha256(token));
    }

    /** Who a worker is, in the form of a row of users. */
    public Map<String, Object> worker() {
        return Map.of("username", "worker", "role", "worker");
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
