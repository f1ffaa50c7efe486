package dev.darkroom.http;

import dev.darkroom.parts.Digests;
import dev.darkroom.parts.WorkerToken;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Variable;

/** Bearer tokens: 256 random bits, of which only a SHA-256 is kept. */
public final class Tokens {

    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final SecureRandom random = new SecureRandom();
    private final byte[] workerDigest;

    public Tokens(WorkerToken workerToken) {
        workerDigest = Digests.sha256(workerToken.text());
    }

    /** The token that the header {@code Authorization} carries; null when it carries none. */
    public static String bearer(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).trim()
                : null;
    }

    /** A new token for a user. */
    public String create() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the database keeps of a token: its SHA-256 in hexadecimal. */
    public String digest(@Variable("token") String token) {
        return Digests.sha256Hex(token);
    }

    /** Whether it is the workers' token; takes equally long whatever the token is. */
    public boolean isWorker(@Variable("token") String token) {
        return MessageDigest.isEqual(workerDigest, Digests.sha256(token));
    }

    /** Who a worker is, in the form of a row of users. */
    public Map<String, Object> worker() {
        return Map.of("username", "worker", "role", "worker");
    }
}
