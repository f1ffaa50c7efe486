package dev.darkroom.frontend.batch;

import java.io.Serial;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * How far a batch is, as far as somebody knows: what is gathered in Redis, note by note.
 *
 * @param batchId the batch
 * @param size    how many images it has; 0 while they are still coming
 * @param ended   the places, from 1, whose images are completed or failed
 * @param over    whether its time is over
 */
public record Tally(long batchId, int size, BitSet ended, boolean over) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** From what a statement says: {@code {"batch_id":12,"size":3,"ended":[1,3]}}, and {@code over}, if it is. */
    public static Tally of(Map<String, Object> row) {
        var ended = new BitSet();
        ((List<?>) row.get("ended")).forEach(position -> ended.set(((Number) position).intValue()));
        return new Tally(((Number) row.get("batch_id")).longValue(), ((Number) row.get("size")).intValue(), ended,
                Boolean.TRUE.equals(row.get("over")));
    }

    /** What two know of the same batch. */
    Tally and(Tally other) {
        var both = (BitSet) ended.clone();
        both.or(other.ended);
        return new Tally(batchId, Math.max(size, other.size), both, over || other.over);
    }

    /** Whether there is nothing left to wait for. */
    public boolean isComplete() {
        return over || size > 0 && ended.cardinality() >= size;
    }
}
