package dev.darkroom.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One client that watches jobs by server-sent events, and what it knows of them. */
public final class EventStream implements AutoCloseable {

    static final String MEDIA_TYPE = "text/event-stream";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINISHED = Set.of("completed", "failed");
    /** Between two looks: many jobs that change at once are looked at once. */
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    /** After so many milliseconds a client comes again whose stream ended. */
    private static final int RETRY = 3000;

    private final HttpServerResponse response;
    private final boolean headOnly;
    private final Watch watch;
    private final boolean all;
    private final Long batchId;
    private final int limit;
    private final long keepAliveNanos;
    private final Runnable onClose;
    /** When each job that may still change was changed, as the client was told; null, when it was told nothing yet. */
    private final Map<Long, String> known = new LinkedHashMap<>();
    private Long newest;
    private long lastLook;
    private long lastSent;
    private boolean begun;

    /**
     * @param headOnly whether the client asks only what it would get
     * @param jobIds   the jobs to watch; null: all of the user's, or of the batch
     * @param batchId  the batch whose jobs are watched, or null
     */
    EventStream(HttpServerResponse response, boolean headOnly, Watch watch, Set<Long> jobIds, Long batchId, int limit,
            Duration keepAlive, Runnable onClose) {
        this.response = response;
        this.headOnly = headOnly;
        this.watch = watch;
        this.all = jobIds == null && batchId == null;
        this.batchId = batchId;
        this.limit = limit;
        this.keepAliveNanos = keepAlive.toNanos();
        this.onClose = onClose;
        if (jobIds != null) {
            jobIds.forEach(id -> known.put(id, null));
        }
        response.closeHandler(_ -> watch.giveUp());
    }

    /** Whether all of the user's jobs are watched. */
    public boolean isAll() {
        return all;
    }

    /** The batch whose jobs are watched, those that come, too; null, when it is none. */
    public Long getBatchId() {
        return batchId;
    }

    /** How many jobs are watched at most, where all are. */
    public int getLimit() {
        return limit;
    }

    /** The jobs to look at, whatever their state. */
    public Long[] getJobIds() {
        return known.keySet().toArray(Long[]::new);
    }

    /** When each of {@link #getJobIds()} was changed, as far as the client knows; null of one that it knows nothing of. */
    public String[] getVersions() {
        return known.values().toArray(String[]::new);
    }

    /** The newest job that there was at the last look; null, when there was none. */
    public Long getNewest() {
        return newest;
    }

    /** Whether the client is still there, and this front end does not stop. */
    public boolean isOpen() {
        return watch.isInTime() && !response.closed();
    }

    /**
     * Tells the client what has changed since the last look, the first time the state of all.
     *
     * @param look newest; ids of all jobs that are watched; and jobs, those of them that have another version than the
     *             client knows
     */
    public void send(Map<String, Object> look) throws JsonProcessingException, InterruptedException {
        var events = new StringBuilder();
        if (!begun) {
            begin(events);
        }
        lastLook = System.nanoTime();
        var gone = new HashSet<>(known.keySet());
        ((List<?>) look.get("ids")).forEach(id -> gone.remove(((Number) id).longValue()));
        @SuppressWarnings("unchecked")
        var jobs = (List<Map<String, Object>>) look.get("jobs");
        for (var job : jobs) {
            var id = ((Number) job.get("id")).longValue();
            events.append(event(job));
            if (all && FINISHED.contains(job.get("status"))) {
                known.remove(id);
            } else {
                known.put(id, (String) job.get("updated_at"));
            }
        }
        for (var id : gone) {
            events.append(event(Map.of("id", id, "status", "gone")));
            known.remove(id);
        }
        newest = ((Number) look.get("newest")).longValue();
        if (events.isEmpty() && System.nanoTime() - lastSent >= keepAliveNanos) {
            events.append(":\n\n");
        }
        if (headOnly) {
            watch.giveUp();
        } else if (!events.isEmpty()) {
            write(events.toString());
        }
    }

    /** Waits for a change, for the client to go, or for the time to look again. */
    public void await() throws InterruptedException {
        watch.await();
        TimeUnit.NANOSECONDS.sleep(lastLook + SHORTEST_PAUSE - System.nanoTime());
    }

    @Override
    public void close() {
        watch.close();
        onClose.run();
        if (begun && !response.ended()) {
            response.end();
        }
    }

    private void begin(StringBuilder events) {
        response.setStatusCode(200).setChunked(!headOnly).putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                // or nginx would hand on the events by the bufferful
                .putHeader("X-Accel-Buffering", "no");
        begun = true;
        events.append("retry: ").append(RETRY).append("\n\n");
    }

    private static String event(Map<String, Object> job) throws JsonProcessingException {
        // JSON has no line break in it: one line of data is all
        return "event: job\ndata: " + JSON.writeValueAsString(job) + "\n\n";
    }

    /** A client that does not take what it is sent is left: it would be told what is long past. */
    private void write(String events) throws InterruptedException {
        try {
            response.write(events).toCompletionStage().toCompletableFuture().get(keepAliveNanos, TimeUnit.NANOSECONDS);
            lastSent = System.nanoTime();
        } catch (ExecutionException | TimeoutException e) {
            response.reset();
            watch.giveUp();
        }
    }
}
