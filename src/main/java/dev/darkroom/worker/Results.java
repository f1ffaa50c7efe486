package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Storable;
import dev.darkroom.sequence.Sequence;
import dev.darkroom.sequence.Stage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Variable;

/**
 * What the steps of one job made, in their order, and how far it is stored. Results are stored beside the slip; before
 * the job is reported, {@link #await()} waits for the last one.
 */
public final class Results {

    /** Entries that the contract allows. */
    private static final int MOST_ANSWERS = 1000;

    private final Job job;
    private final long mostAnswerBytes;
    private final long mostDocumentBytes;
    private Iterator<Stage> stages = Collections.emptyIterator();
    private Stage running;
    private JsonNode answer;
    private final List<Result> made = new ArrayList<>();
    private final Map<String, Long> timings = new LinkedHashMap<>();
    private final long started = System.nanoTime();
    private long lap = started;

    /**
     * @param mostAnswerBytes   how long a search's answer may be, as JSON
     * @param mostDocumentBytes how long a result may be, as JSON, to be reported with its content
     */
    public Results(Job job, long mostAnswerBytes, long mostDocumentBytes) {
        this.job = job;
        this.mostAnswerBytes = mostAnswerBytes;
        this.mostDocumentBytes = mostDocumentBytes;
    }

    /** The input is there; from now on the steps of this sequence run. */
    public void begin(@Variable("sequence") Sequence sequence) {
        stages = sequence.stages().iterator();
    }

    /**
     * The next step runs.
     *
     * @return its parameters
     */
    public Map<String, Object> beginStep() {
        running = stages.next();
        return running.parameters();
    }

    /** Takes what the running step made, to be stored. */
    public Result add(Storable what) {
        var stage = endStep();
        var result = new Result(stage.name(), ResultKeys.next(previousKey(), stage, what.extension()), what,
                mostDocumentBytes);
        made.add(result);
        return result;
    }

    /**
     * Takes what the running step, the last one of a search, found: the job's answer, an array.
     *
     * @throws UnworkableJobException when it is more than a report can carry
     */
    public void answer(Document found) {
        var json = found.json();
        var array = json.isArray() ? json : JsonNodeFactory.instance.arrayNode().add(json);
        var bytes = found.encode().length;
        if (array.size() > MOST_ANSWERS || bytes > mostAnswerBytes) {
            throw new UnworkableJobException("The answer has %d entries and %d bytes; at most %d and %d fit into a job."
                    .formatted(array.size(), bytes, MOST_ANSWERS, mostAnswerBytes)
                    + " A query, in the place of the search, stores it");
        }
        endStep();
        answer = array;
    }

    private Stage endStep() {
        var ended = running;
        lap(ended.name());
        running = null;
        return ended;
    }

    /** What a search found; null of other jobs. */
    public JsonNode answer() {
        return answer;
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

    /** Whether the job is about what it finds, and not about a photograph. */
    boolean isQuery() {
        return job.imageId() == null;
    }

    /** The step that is running; null when none is. */
    public String currentStep() {
        return running == null ? null : running.name();
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
