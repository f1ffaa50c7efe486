package dev.darkroom.frontend;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One client that waits for jobs to change, until its time is over. */
public final class Watch implements AutoCloseable {

    private static final Set<String> FINISHED = Set.of("completed", "failed");

    private final Semaphore wakeUps = new Semaphore(0);
    private final long recheckNanos;
    private final Consumer<Watch> onClose;
    private volatile long deadline;

    Watch(Duration wait, Duration recheck, Consumer<Watch> onClose) {
        this.deadline = System.nanoTime() + wait.toNanos();
        this.recheckNanos = recheck.toNanos();
        this.onClose = onClose;
    }

    /**
     * Whether there is still something to wait for, and time left.
     *
     * @param status    of the job, or of the image; null, when it went meanwhile
     * @param developed whether the image is developed; null of a job
     */
    public boolean goesOn(String status, Boolean developed) {
        return status != null && !FINISHED.contains(status) && !Boolean.TRUE.equals(developed) && isInTime();
    }

    /** Whether there is time left. */
    boolean isInTime() {
        return remaining() > 0;
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
        onClose.accept(this);
    }

    private long remaining() {
        return deadline - System.nanoTime();
    }
}
