package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.sequence.TestSteps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobMetricsTest {

    private static final Map<String, Object> OUTCOME = Map.of("id", 2131L, "status", "completed");
    private static final Map<String, Object> COUNTED = Map.of("id", 2131L, "status", "completed", "timings_ms",
            "{\"queue\": 1500, \"grayscale\": 9, \"total\": 20}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobMetrics metrics = new JobMetrics(() -> registry, TestSteps.CATALOGUE);

    @Test
    void theReportThatCountsIsCountedWithItsPhases() throws Exception {
        assertEquals(OUTCOME, metrics.finished(COUNTED));

        assertEquals(1, registry.get("darkroom.jobs.finished").tag("outcome", "completed").counter().count());
        assertEquals(1.5, registry.get("darkroom.job.phase").tag("phase", "queue").timer().totalTime(TimeUnit.SECONDS));
        assertEquals(Set.of("queue", "grayscale", "total"), phases());
    }

    @Test
    void anotherReportIsNotCounted() throws Exception {
        assertEquals(OUTCOME, metrics.finished(OUTCOME));

        assertEquals(0, registry.getMeters().size());
    }

    @Test
    void aTimeBeyondAllMeasureFailsNoReport() throws Exception {
        metrics.finished(
                Map.of("id", 2131L, "status", "completed", "timings_ms", "{\"total\":" + Long.MAX_VALUE + "}"));

        assertEquals(1, registry.get("darkroom.job.phase").tag("phase", "total").timer().count());
    }

    @Test
    void aJobWithoutTimingsIsCounted() throws Exception {
        metrics.finished(Map.of("id", 2131L, "status", "failed", "timings_ms", "{}"));

        assertEquals(1, registry.get("darkroom.jobs.finished").tag("outcome", "failed").counter().count());
        assertEquals(Set.of(), phases());
    }

    @Test
    void aJobThatIsGivenUpIsCounted() {
        metrics.givenUp();

        assertEquals(1, registry.get("darkroom.jobs.finished").tag("outcome", "given up").counter().count());
    }

    @Test
    void whateverAWorkerSaysThereAreOnlySoManyPhases() throws Exception {
        metrics.finished(Map.of("status", "completed", "timings_ms", "{\"sepia\": 1, \"cyanotype\": 2}"));

        assertEquals(Set.of("other"), phases());
        assertEquals(2, registry.get("darkroom.job.phase").timer().count());
    }

    private Set<String> phases() {
        return registry.find("darkroom.job.phase").timers().stream().map(timer -> timer.getId().getTag("phase"))
                .collect(Collectors.toSet());
    }
}
