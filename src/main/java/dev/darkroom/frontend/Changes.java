package dev.darkroom.frontend;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
 * Who waits for changes of which jobs and batches. The front end at which a job changes wakes those who wait at it, and through
 * Redis those who wait at other front ends. Without Redis they find out when they look for themselves, every
 * {@code darkroom.wait.recheck-seconds}.
 *
 * <p>One may wait for a change of one job, of any job of an image, or of any job of a user, and for the
 * end of a batch; these are the topics {@code job 2131}, {@code image 12345}, {@code user 78901} and {@code batch 12}.
 */
public final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final String CHANNEL = "darkroom:changes";
    private static final String SEPARATOR = ",";

    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final RedissonClient redis;
    private final Duration recheck;
    private volatile boolean stopping;

    public Changes(RedissonClient redis, Duration recheck) {
        this.redis = redis;
        this.recheck = recheck;
    }

    /**
     * Starts to watch: whatever happens from now on is not missed.
     *
     * @param topic   of which it waits
     * @param seconds how long the client wants to wait; null, when it does not
     */
    public Watch watch(String topic, String seconds) {
        return seconds == null
                ? new Watch(Duration.ZERO, recheck, _ -> {
                })
                : watch(List.of(topic), Duration.ofSeconds(Long.parseLong(seconds)), recheck);
    }

    /** Starts to watch several topics. */
    Watch watch(Collection<String> topics, Duration wait, Duration lookAgain) {
        listen();
        var watch = new Watch(wait, lookAgain, closed -> topics.forEach(topic -> remove(topic, closed)));
        topics.forEach(topic -> watches.compute(topic, (_, waiting) -> {
            var all = waiting == null ? ConcurrentHashMap.<Watch>newKeySet() : waiting;
            all.add(watch);
            return all;
        }));
        if (stopping) {
            watch.giveUp();
        }
        return watch;
    }

    /** How long at most nobody looks for himself. */
    Duration recheck() {
        return recheck;
    }

    /** Wakes everyone who waits for a change of this job, at every front end; nobody, of a job that is gone. */
    public void announce(Long jobId, Long imageId, Long userId) {
        if (userId == null) {
            return;
        }
        announce(List.of("job " + jobId, "image " + imageId, "user " + userId));
    }

    /** Wakes everyone who waits for this batch, at every front end. */
    public void announceBatch(Long batchId) {
        announce(List.of("batch " + batchId));
    }

    private void announce(List<String> topics) {
        topics.forEach(this::wake);
        beside(() -> redis.getTopic(CHANNEL).publish(String.join(SEPARATOR, topics)), e -> LOG
                .warn("{} changed, but Redis does not carry the wake-up: {}", topics.getFirst(), e.getMessage()));
    }

    /** How many topics somebody waits for here. */
    int watched() {
        return watches.size();
    }

    /** Darkroom stops: everyone who waits gets the present state, now. */
    public void stop() {
        stopping = true;
        watches.values().forEach(waiting -> waiting.forEach(Watch::giveUp));
    }

    private void wake(String topic) {
        watches.getOrDefault(topic, Set.of()).forEach(Watch::wake);
    }

    private void remove(String topic, Watch watch) {
        watches.computeIfPresent(topic, (_, waiting) -> {
            waiting.remove(watch);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Listens from the first waiting client on; again with the next one, when Redis did not answer. */
    private void listen() {
        if (listening.compareAndSet(false, true)) {
            beside(() -> redis.getTopic(CHANNEL).addListener(String.class,
                    (_, topics) -> List.of(topics.split(SEPARATOR)).forEach(this::wake)), e -> {
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
