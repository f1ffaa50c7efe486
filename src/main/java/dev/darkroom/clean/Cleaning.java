package dev.darkroom.clean;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a cleaning has deleted so far. It goes on round after round until one has found nothing: what was announced,
 * uploaded or stored in the middle of a round is found by the next.
 */
public final class Cleaning {

    private static final int MOST_ROUNDS = 5;

    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private Long workersTold;
    private int rounds;
    private boolean found = true;

    /** How many workers were told to stop; null when Redis does not answer. */
    void told(Long workers) {
        workersTold = workers;
    }

    void beginRound() {
        rounds++;
        found = false;
    }

    /** Whether there is to be another round. */
    public boolean isGoingOn() {
        return found && rounds < MOST_ROUNDS;
    }

    /** Whether the last round has found nothing. */
    public boolean isComplete() {
        return !found;
    }

    /** Rows and objects: of these nothing may be left. */
    void deleted(String what, long number) {
        counts.merge(what, number, Long::sum);
        found |= number > 0;
    }

    /** Messages: SQS knows their number only roughly, and those that are left lead to nothing. */
    void emptied(String queue, long messages) {
        counts.merge(queue + " queue", messages, Long::sum);
    }

    /** As {@code Cleaning} of the contract has it. */
    Map<String, Object> outcome() {
        var outcome = new LinkedHashMap<String, Object>();
        outcome.put("workers_told", workersTold);
        outcome.put("batches", count("batches"));
        outcome.put("jobs", count("jobs"));
        outcome.put("images", count("images"));
        outcome.put("messages", Map.of("jobs", count("jobs queue"), "dead_jobs", count("dead-jobs queue"),
                "upload_events", count("upload-events queue")));
        outcome.put("objects", Map.of("input", count("input"), "output", count("output")));
        return outcome;
    }

    private long count(String what) {
        return counts.getOrDefault(what, 0L);
    }
}
