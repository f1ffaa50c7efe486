package dev.darkroom.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sequence.Catalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the jobs that finish at this front end, and measures the parts of their time, each job once: the counter
 * {@code darkroom.jobs.finished} by {@code outcome}, and the timer {@code darkroom.job.phase} by {@code phase}.
 */
public final class JobMetrics {

    private static final String PREFIX = "darkroom.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> TIMINGS = new TypeReference<>() {
    };
    private static final Set<String> PHASES = Set.of("queue", "fetch", "query", "decode", "inference", "store",
            "report", "total");
    /** Of a step that this front end does not know. */
    private static final String OTHER = "other";
    private static final Duration[] BUCKETS = Stream.of("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1",
            "2.5", "5", "10", "30", "60", "300", "900").map(seconds -> Duration.parse("PT" + seconds + "S"))
            .toArray(Duration[]::new);

    private final Supplier<MeterRegistry> registry;
    private final Catalogue catalogue;

    /**
     * @param registry  where metrics are kept; asked for when the first job finishes
     * @param catalogue the steps, the names of whose phases there may be
     */
    public JobMetrics(Supplier<MeterRegistry> registry, Catalogue catalogue) {
        this.registry = registry;
        this.catalogue = catalogue;
    }

    /**
     * Takes what a report has come to.
     *
     * @param row of the statement finish-job; with timings_ms, JSON, when this is the report that counts
     * @return the same without timings_ms
     */
    public Map<String, Object> finished(Map<String, Object> row) throws JsonProcessingException {
        var outcome = new LinkedHashMap<>(row);
        if (outcome.remove("timings_ms") instanceof String timings) {
            count((String) outcome.get("status"));
            JSON.readValue(timings, TIMINGS)
                    .forEach((part, millis) -> phase(part).record(millis, TimeUnit.MILLISECONDS));
        }
        return outcome;
    }

    /** A job was given up; it may still complete, and is counted again then. */
    public void givenUp() {
        count("given up");
    }

    private void count(String outcome) {
        registry.get().counter(PREFIX + "jobs.finished", "outcome", outcome).increment();
    }

    private Timer phase(String part) {
        var known = PHASES.contains(part) || catalogue.find(part).isPresent();
        return Timer.builder(PREFIX + "job.phase")
                .description("Parts of the time of jobs, by the front end they finish at")
                .tag("phase", known ? part : OTHER).serviceLevelObjectives(BUCKETS).register(registry.get());
    }
}
