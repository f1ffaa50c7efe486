package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the time of a job is made of: in the job, and in the metrics of the front end at which it finished. */
class TimingsIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Map<String, ?> STARTS = Map.of("status", "processing", "worker", "darkest-room");

    private static Node frontEnd;
    private static Client ansel;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        ansel = Client.register(frontEnd);
    }

    @Test
    void aJobSaysWhatItsTimeWasMadeOf() {
        var both = SYSTEM.start("both");
        var client = ansel.at(both);
        var image = client.stored(Photographs.jpeg());

        var timings = client.finished(client.createJob(image, "grayscale", "histogram")).get("timings_ms");

        assertEquals(List.of("queue", "fetch", "decode", "grayscale", "histogram", "store", "report", "total"),
                timings.propertyStream().map(Map.Entry::getKey).toList());
        for (var phase : List.of("queue", "fetch", "decode", "grayscale", "histogram", "store", "report", "total")) {
            var line = "darkroom_job_phase_seconds_count{phase=\"" + phase + "\"} 1";
            assertTrue(metrics(both).lines().anyMatch(line::equals), line);
        }
        assertTrue(metrics(both).contains("darkroom_jobs_finished_total{outcome=\"completed\"} 1.0"));
        assertTrue(metrics(both).contains("darkroom_job_phase_seconds_bucket{phase=\"decode\",le=\"0.1\"}"));
    }

    @Test
    void eachClockIsComparedWithItselfOnly() {
        var job = started();
        TestSystem.update("UPDATE jobs SET started_at = started_at - interval '10 s' WHERE id = ?", Client.id(job));

        report(job, completed(7000)).expect(200);

        var timings = timings(job);
        assertEquals(7000, timings.get("total").asLong());
        assertTrue(timings.get("report").asLong() >= 3000 && timings.get("report").asLong() < 4000 + 60_000,
                timings::toString);
    }

    @Test
    void noPartIsNegativeWhateverAWorkersClockSays() {
        var job = started();

        report(job, completed(86_400_000)).expect(200);

        assertEquals(0, timings(job).get("report").asLong());
    }

    @Test
    void aJobWaitedUntilTheWorkerStartedThatFinishedIt() {
        var job = started();
        TestSystem.update("UPDATE jobs SET started_at = started_at - interval '300 s' WHERE id = ?", Client.id(job));

        report(job, STARTS).expect(200);
        report(job, completed(20)).expect(200);

        var timings = timings(job);
        assertTrue(timings.get("queue").asLong() >= 300_000, timings::toString);
        assertTrue(timings.get("report").asLong() < 300_000, timings::toString);
    }

    @Test
    void aJobThatIsDoneOnceMoreWaitedFromThenOn() {
        var job = started();
        report(job, Map.of("status", "failed", "timings_ms", Map.of("total", 5))).expect(200);
        TestSystem.update("UPDATE jobs SET created_at = created_at - interval '300 s' WHERE id = ?", Client.id(job));

        ansel.put("/api/jobs/" + Client.id(job), Map.of("status", "job queued")).expect(200);
        assertTrue(timings(job).isNull());
        report(job, STARTS).expect(200);
        report(job, completed(20)).expect(200);

        assertTrue(timings(job).get("queue").asLong() < 300_000, timings(job)::toString);
    }

    @Test
    void aReportIsMeasuredOnce() {
        var job = started();
        report(job, completed(20)).expect(200);
        var counted = finished();

        report(job, completed(20)).expect(200);
        report(job, Map.of("status", "failed")).expect(200);

        assertEquals(counted, finished());
    }

    @Test
    void aReportWithoutTimingsHasThoseThatTheFrontEndKnows() {
        var job = started();

        var answer = report(job, Map.of("status", "completed")).expect(200);

        assertFalse(answer.has("timings_ms"), answer::toString);
        assertEquals(List.of("queue"), timings(job).propertyStream().map(Map.Entry::getKey).toList());
    }

    private static JsonNode started() {
        var job = ansel.createJob(ansel.stored(Photographs.jpeg()), "grayscale");
        report(job, STARTS).expect(200);
        return job;
    }

    private static Map<String, ?> completed(long total) {
        return Map.of("status", "completed", "timings_ms", Map.of("fetch", 5, "total", total));
    }

    private static Answer report(JsonNode job, Map<String, ?> report) {
        return Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), report);
    }

    private static JsonNode timings(JsonNode job) {
        return ansel.job(Client.id(job)).get("timings_ms");
    }

    private static List<String> finished() {
        return metrics(frontEnd).lines().filter(line -> line.startsWith("darkroom_job")).toList();
    }

    private static String metrics(Node node) {
        return Client.withToken(node.managementUrl(), null).get("/observe/metrics").text();
    }
}
