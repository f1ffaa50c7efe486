package dev.darkroom.transport;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases on jobs, so that a second delivery does not do the work twice. A claim is a lock in Redis that is prolonged
 * while its worker lives, and is free {@code darkroom.claim.lease} seconds after the worker died. Without Redis jobs
 * are worked on unclaimed: work may be done twice, results are recorded once all the same.
 */
public final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final long TIMEOUT_SECONDS = 5;

    // Redisson's locks belong to threads; a claim belongs to one delivery, whichever threads it runs on
    private final AtomicLong deliveries = new AtomicLong();
    private final RedissonClient redis;

    public Claims(RedissonClient redis) {
        this.redis = redis;
    }

    /** A claim that is held until it is closed. */
    public interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Claims a job.
     *
     * @throws ClaimHeldException when another delivery of it is being worked on
     */
    public Claim take(long jobId) throws InterruptedException {
        var lock = lock(jobId);
        var delivery = deliveries.incrementAndGet();
        try {
            var answer = lock.tryLockAsync(delivery).toCompletableFuture();
            try {
                if (!answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    throw new ClaimHeldException("job " + jobId + " is being worked on");
                }
            } catch (TimeoutException e) {
                // a claim that is granted after all would be prolonged for ever
                answer.thenAccept(taken -> release(lock, jobId, delivery));
                throw e;
            }
            return () -> release(lock, jobId, delivery);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            LOG.warn("job {}: worked on without a claim, for Redis does not answer: {}", jobId, e.getMessage());
            return () -> {
            };
        }
    }

    private static void release(RLock lock, long jobId, long delivery) {
        lock.unlockAsync(delivery).exceptionally(e -> {
            LOG.warn("job {}: Redis did not take back the claim, which ends by itself: {}", jobId, e.getMessage());
            return null;
        });
    }

    /**
     * Makes sure that nobody works on a job, as far as Redis knows.
     *
     * @throws ClaimHeldException when somebody does
     */
    public void requireFree(long jobId) throws InterruptedException {
        try {
            if (lock(jobId).isLockedAsync().get(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new ClaimHeldException("job " + jobId + " is being worked on");
            }
        } catch (ExecutionException | TimeoutException | RedisException e) {
            LOG.warn("job {}: Redis does not say whether it is claimed: {}", jobId, e.getMessage());
        }
    }

    private RLock lock(long jobId) {
        return redis.getLock("darkroom:claim:" + jobId);
    }
}
