package dev.darkroom.frontend.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The batches whose forms this front end is reading, however long that takes. */
public final class OpenBatches {

    private final Set<Long> open = ConcurrentHashMap.newKeySet();

    /** Its form is being read from now on. */
    public void begin(Long batchId) {
        open.add(batchId);
    }

    /** Its form has been read, or has broken off. */
    public void end(Long batchId) {
        open.remove(batchId);
    }

    /** All of them. */
    public Long[] all() {
        return open.toArray(Long[]::new);
    }
}
