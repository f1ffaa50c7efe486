package dev.darkroom.transport;

import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The word to stop, which reaches every worker that listens at this moment; Redis carries it and keeps it for nobody. */
public final class Nodes {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final String CHANNEL = "darkroom:stop";
    private static final String WORD = "stop";

    private final RedissonClient redis;

    public Nodes(RedissonClient redis) {
        this.redis = redis;
    }

    /**
     * Tells all workers to stop.
     *
     * @return how many were told; null when Redis does not answer, and all go on
     */
    public Long tellToStop() {
        try {
            return redis.getTopic(CHANNEL).publish(WORD);
        } catch (RedisException e) {
            LOG.warn("No worker is told to stop, for Redis does not answer: {}", e.getMessage());
            return null;
        }
    }

    /**
     * Listens from now on, also after Redis was away.
     *
     * @param stop what to do when told to stop
     * @throws RedisException when Redis does not answer now
     */
    public void onStop(Runnable stop) {
        redis.getTopic(CHANNEL).addListener(String.class, (_, _) -> stop.run());
    }
}
