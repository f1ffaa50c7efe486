package dev.darkroom.frontend.batch;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.redisson.api.RedissonClient;

/**
 * Puts together what front ends note about batches. It leaves the exchange that is in Redis as it is, and answers the new
 * one: by what Redis holds the repository sees whether another front end was faster.
 */
public final class Tallies implements AggregationStrategy {

    /** The hash of Redis that the aggregation repository gathers in, by batch. */
    static final String HASH = "darkroom:batches";

    private final RedissonClient redis;

    /** @param redis where they are gathered */
    public Tallies(RedissonClient redis) {
        this.redis = redis;
    }

    /** What a statement says, as a note. */
    public Tally read(Map<String, Object> row) {
        return Tally.of(row);
    }

    @Override
    public Exchange aggregate(Exchange gathered, Exchange note) {
        // it is a copy of an exchange that goes on with something else, of which nothing belongs into Redis
        note.removeVariable("*");
        note.removeProperties("*");
        note.getMessage().removeHeaders("*");
        var tally = note.getMessage().getBody(Tally.class);
        if (gathered != null) {
            note.getMessage().setBody(gathered.getMessage().getBody(Tally.class).and(tally));
            // by its id the group is confirmed that was put aside when it was complete
            note.setExchangeId(gathered.getExchangeId());
        }
        // which Camel adds before it removes a complete group; what is in Redis would not be the same without
        note.setProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, Long.toString(tally.batchId()));
        return note;
    }

    /** The batches that something is gathered of. */
    public Long[] batches() {
        return redis.<String, Object>getMap(HASH).keySet().stream().map(Long::valueOf).toArray(Long[]::new);
    }

    /** Forgets what was noted of batches that are completed, or destroyed. */
    public void forget(Collection<Map<String, Object>> batches) {
        redis.getMap(HASH).fastRemove(batches.stream().map(row -> row.get("id").toString()).toArray());
    }
}
