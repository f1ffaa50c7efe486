package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import dev.darkroom.imaging.Storable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What the steps of one job made, in their order, and how far it is stored. Results are stored beside the slip; before
 * the job is reported, {@link #await()} waits for the last one.
 */
public final class Results {

    private final Job job;
    private final List<Result> made = new ArrayList<>();
    private final Map<String, Long> timings = new LinkedHashMap<>();
    private final long started = System.nanoTime();
    private long lap = started;
    private boolean stepping;

    public Results(Job job) {
        this.job = job;
    }

    /** The photograph is there; from now on steps run. */
    public void beginSteps() {
        lap("decode");
        stepping = true;
    }

    /** Takes what the next step of the sequence made. */
    public Result add(Storable what) {
        var step = job.steps().get(made.size());
        lap(step);
        var result = new Result(step, ResultKeys.next(previousKey(), step, what.extension()), what);
        made.add(result);
        return result;
    }

    /** Notes that the part of the work which just ended took the time since the last one ended. */
    public void lap(String part) {
        var now = System.nanoTime();
        timings.merge(part, TimeUnit.NANOSECONDS.toMillis(now - lap), Long::sum);
        lap = now;
    }

    /**
     * Waits until everything that was made is stored.
     *
     * @throws Exception what kept a result from being stored
     */
    public void await() throws Exception {
        try {
            for (var result : made) {
                result.whenStored().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        lap("store");
    }

    /** Those that are stored; of a job that failed, those of the steps before. */
    public List<Result> stored() {
        CompletableFuture.allOf(made.stream().map(Result::whenStored).toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null).join();
        return made.stream().filter(result -> !result.whenStored().isCompletedExceptionally()).toList();
    }

    /** The step that is running; null before the first and after the last. */
    public String currentStep() {
        return stepping && made.size() < job.steps().size() ? job.steps().get(made.size()) : null;
    }

    /** Milliseconds by part of the work, and in total. */
    public Map<String, Long> getTimings() {
        var all = new LinkedHashMap<>(timings);
        all.put("total", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return all;
    }

    private String previousKey() {
        return made.isEmpty() ? job.s3Key() : made.getLast().getS3Key();
    }
}
