package dev.darkroom.frontend;

import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unavailable;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Variable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Passwords, of which only an Argon2id hash is kept (RFC 9106; 16 MiB of memory, 2 passes). A hash takes a core for a
 * while, on purpose; hashing has a thread of its own, so that many sign-ins do not keep others from being answered.
 */
public final class Passwords implements AutoCloseable {

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    /** Compared with where there is no user of the name that was tried, so that nobody learns that from the time. */
    private final String nobodys = encoder.encode("");
    private final ThreadPoolExecutor hashing;

    /** @param waiting how many sign-ins and registrations may wait for their hash */
    public Passwords(int waiting) {
        hashing = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("passwords").factory());
    }

    /** @throws Unavailable when too many wait already */
    public String encrypt(@Variable("password") String password) throws ExecutionException, InterruptedException {
        return inTurn(() -> encoder.encode(password));
    }

    /**
     * Whether it is the account's password.
     *
     * @param account as the statement start-sign-in answers it; without a password when there is no such user
     * @throws TooManyRequests when so many attempts have failed that the next one has to wait
     * @throws Unavailable     when too many wait already
     */
    public boolean matches(@Variable("sign_in") Map<String, Object> account, @Variable("password") String password)
            throws ExecutionException, InterruptedException {
        if (!(boolean) account.get("allowed")) {
            var seconds = ((Number) account.get("wait_seconds")).longValue();
            throw new TooManyRequests("Too many sign-ins have failed; try again in " + seconds + " s", seconds);
        }
        var kept = (String) account.get("encrypted_password");
        return inTurn(() -> encoder.matches(password, kept == null ? nobodys : kept)) && kept != null;
    }

    private <T> T inTurn(Callable<T> hash) throws ExecutionException, InterruptedException {
        try {
            return hashing.submit(hash).get();
        } catch (RejectedExecutionException e) {
            throw new Unavailable("Too many sign in or register at this moment");
        }
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
