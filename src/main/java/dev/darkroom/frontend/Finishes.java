package dev.darkroom.frontend;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for which job to finish. The front end that takes a report wakes those who wait at it, and through Redis
 * those who wait at other front ends. Without Redis they find out when they look for themselves, every
 * {@code darkroom.wait.recheck-seconds}.
 */
public final class Finishes {

    private static final Logger LOG = LoggerFactory.getLogger(Finishes.class);
    private static final String TOPIC = "darkroom:finished";

    private final Map<Long, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final RedissonClient redis;
    private final Duration recheck;

    public Finishes(RedissonClient redis, Duration recheck) {
        this.redis = redis;
        this.recheck = recheck;
    }

    /**
     * Starts to watch a job: whatever happens from now on is not missed.
     *
     * @param seconds how long the client wants to wait; null, when it does not
     */
    public Watch watch(long jobId, String seconds) {
        if (seconds == null) {
            return new Watch(Duration.ZERO, recheck, () -> {
            });
        }
        listen();
        var watch = new Watch[1];
        watch[0] = new Watch(Duration.ofSeconds(Long.parseLong(seconds)), recheck, () -> remove(jobId, watch[0]));
        watches.compute(jobId, (_, waiting) -> {
            var all = waiting == null ? ConcurrentHashMap.<Watch>newKeySet() : waiting;
            all.add(watch[0]);
            return all;
        });
        return watch[0];
    }

    /** Wakes everyone who waits for the job, at every front end. */
    public void announce(long jobId) {
        wake(jobId);
        beside(() -> redis.getTopic(TOPIC).publish(Long.toString(jobId)),
                e -> LOG.warn("job {} ended, but Redis does not carry the wake-up: {}", jobId, e.getMessage()));
    }

    /** How many jobs somebody waits for here. */
    int watched() {
        return watches.size();
    }

    /** Darkroom stops: everyone who waits gets the present state of the job, now. */
    public void stop() {
        watches.values().forEach(waiting -> waiting.forEach(Watch::giveUp));
    }

    private void wake(long jobId) {
        watches.getOrDefault(jobId, Set.of()).forEach(Watch::wake);
    }

    private void remove(long jobId, Watch watch) {
        watches.computeIfPresent(jobId, (_, waiting) -> {
            waiting.remove(watch);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Listens from the first waiting client on; again with the next one, when Redis did not answer. */
    private void listen() {
        if (listening.compareAndSet(false, true)) {
            beside(() -> redis.getTopic(TOPIC).addListener(String.class, (_, jobId) -> wake(Long.parseLong(jobId))),
                    e -> {
                        listening.set(false);
                        LOG.warn("Redis carries no wake-ups at the moment: {}", e.getMessage());
                    });
        }
    }

    /** Nobody waits for Redis, which takes seconds to be found away. */
    private static void beside(Runnable call, Consumer<RedisException> whenAway) {
        Thread.ofVirtual().name("wake-up").start(() -> {
            try {
                call.run();
            } catch (RedisException e) {
                whenAway.accept(e);
            }
        });
    }
}
