package dev.darkroom.frontend;

import dev.darkroom.frontend.problem.Unavailable;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Passwords, of which only an Argon2id hash is kept (RFC 9106; 16 MiB of memory, 2 passes). A hash takes a core for a
 * while, on purpose; hashing has a thread of its own, so that many registrations do not keep others from being
 * answered.
 */
public final class Passwords implements AutoCloseable {

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final ThreadPoolExecutor hashing;

    /** @param waiting how many registrations may wait for their hash */
    public Passwords(int waiting) {
        hashing = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("passwords").factory());
    }

    /**
     * @param registration as {@code NewUser} of the contract has it
     * @throws Unavailable when too many wait already
     */
    public String encrypt(Map<String, Object> registration) throws ExecutionException, InterruptedException {
        try {
            return hashing.submit(() -> encoder.encode((String) registration.get("password"))).get();
        } catch (RejectedExecutionException e) {
            throw new Unavailable("Too many register at this moment");
        }
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
