package dev.darkroom.frontend;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One client that waits for one job to finish, until its time is over. */
public final class Watch implements AutoCloseable {

    private static final Set<String> FINISHED = Set.of("completed", "failed");

    private final Semaphore wakeUps = new Semaphore(0);
    private final long recheckNanos;
    private final Runnable onClose;
    private volatile long deadline;

    Watch(Duration wait, Duration recheck, Runnable onClose) {
        this.deadline = System.nanoTime() + wait.toNanos();
        this.recheckNanos = recheck.toNanos();
        this.onClose = onClose;
    }

    /** Whether there is still something to wait for: the job is not in a final state, and there is time left. */
    public boolean goesOn(String status) {
        return !FINISHED.contains(status) && remaining() > 0;
    }

    /** Waits for a wake-up, for the time to be over, or for the time to look again, whichever is first. */
    public void await() throws InterruptedException {
        if (wakeUps.tryAcquire(Math.min(remaining(), recheckNanos), TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }

    void wake() {
        wakeUps.release();
    }

    /** The time is over, now. */
    void giveUp() {
        deadline = System.nanoTime();
        wake();
    }

    @Override
    public void close() {
        onClose.run();
    }

    private long remaining() {
        return deadline - System.nanoTime();
    }
}
