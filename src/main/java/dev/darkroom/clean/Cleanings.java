package dev.darkroom.clean;

import java.util.Map;
import org.apache.camel.Variable;

/** Keeps count of what the routes of a cleaning delete; variable {@code cleaning} is the one they are at. */
public final class Cleanings {

    public Cleaning begin() {
        return new Cleaning();
    }

    public void beginRound(@Variable("cleaning") Cleaning cleaning) {
        cleaning.beginRound();
    }

    /** @param workers how many were told to stop; null when Redis does not answer */
    public void told(Cleaning cleaning, Long workers) {
        cleaning.told(workers);
    }

    /** @param what batches, jobs, images, or objects of the bucket input or output */
    public void deleted(Cleaning cleaning, String what, long number) {
        cleaning.deleted(what, number);
    }

    /** @param queue jobs, dead-jobs or upload-events */
    public void emptied(Cleaning cleaning, String queue, long messages) {
        cleaning.emptied(queue, messages);
    }

    /** As {@code Cleaning} of the contract has it. */
    public Map<String, Object> outcome(@Variable("cleaning") Cleaning cleaning) {
        return cleaning.outcome();
    }
}
