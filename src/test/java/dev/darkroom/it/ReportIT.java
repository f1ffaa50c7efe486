package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports come late, twice and at once; what they say is recorded once. */
class ReportIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int WORKERS = 8;

    private static Client ansel;
    private static Client worker;

    private JsonNode image;
    private JsonNode job;

    @BeforeAll
    static void start() {
        var frontEnd = SYSTEM.start("frontend");
        ansel = Client.register(frontEnd);
        worker = Client.worker(frontEnd);
    }

    @BeforeEach
    void queue() {
        image = ansel.stored(Photographs.jpeg());
        job = ansel.createJob(image, "grayscale", "histogram");
    }

    @Test
    void reportsAtOnceAreRecordedOnce() throws Exception {
        var together = new CyclicBarrier(WORKERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, WORKERS).mapToObj(_ -> callable(() -> {
                together.await();
                return report(completed());
            })).toList());
            for (var answer : answers) {
                assertEquals("completed", answer.get().expect(200).get("status").asText());
            }
        }

        assertEquals("2", TestSystem.value("SELECT count(*) FROM results WHERE job_id = ?", Client.id(job)));
        assertEquals("2", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
    }

    @Test
    void aSecondReportChangesNothing() {
        report(completed()).expect(200);
        var traces = TestSystem.traces(job);

        report(completed()).expect(200);

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aLateFailureDoesNotUndoACompletion() {
        report(completed()).expect(200);
        var traces = TestSystem.traces(job);

        assertEquals("completed", report(failed()).expect(200).get("status").asText());

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aLateCompletionDoesNotUndoAFailure() {
        report(failed()).expect(200);
        var traces = TestSystem.traces(job);

        assertEquals("failed", report(completed()).expect(200).get("status").asText());

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aLateCompletionCompletesWhatWasGivenUp() {
        TestSystem.value("UPDATE jobs SET status = 'failed', given_up = true WHERE id = ? RETURNING id",
                Client.id(job));

        assertEquals("completed", report(completed()).expect(200).get("status").asText());

        var completed = ansel.job(Client.id(job));
        assertEquals("completed", completed.get("status").asText());
        assertEquals(2, completed.get("results").size());
        assertTrue(completed.get("problem").isNull(), completed::toString);
    }

    @Test
    void aWorkerThatStartsLateLearnsThatThereIsNothingLeftToDo() {
        report(completed()).expect(200);
        var traces = TestSystem.traces(job);

        assertEquals("completed", report(Map.of("status", "processing")).expect(200).get("status").asText());

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aResultOfAnotherImageIsRefusedAndChangesNothing() {
        var traces = TestSystem.traces(job);
        var foreign = Map.of("step", "grayscale", "s3_key", "images/1/grayscale-beach.jpg", "content_type",
                "image/jpeg",
                "byte_size", 7);

        report(Map.of("status", "completed", "results", List.of(foreign))).expect(422);

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aResultOfAnotherStepIsRefused() {
        var other = Map.of("step", "sepia", "s3_key", "images/" + Client.id(image) + "/sepia-beach.jpg", "content_type",
                "image/jpeg", "byte_size", 7);

        report(Map.of("status", "completed", "results", List.of(other))).expect(422);
    }

    @Test
    void aSmallDocumentIsAnsweredWithTheJobAndWithItsImageAndNotInAList() {
        report(completed(List.of(Map.of("label", "cup", "confidence", 0.46)))).expect(200);

        var results = ansel.job(Client.id(job)).get("results");
        assertEquals(Answer.json("[{\"label\": \"cup\", \"confidence\": 0.46}]"), results.get(1).get("document"));
        assertTrue(results.get(0).get("document").isNull(), results::toString);
        assertEquals(results.get(1).get("document"), ansel.image(image).get("results").get(0).get("document"));
        var listed = ansel.get("/api/jobs?image_id=" + Client.id(image)).expect(200).get(0).get("results").get(1);
        assertFalse(listed.has("document"), listed::toString);
    }

    @Test
    void aJobThatIsDoneOnceMoreHasItsNewDocument() {
        report(failed(completed(Map.of("run", 1)))).expect(200);
        ansel.put("/api/jobs/" + Client.id(job), Map.of("status", "job queued")).expect(200);

        report(completed(Map.of("run", 2))).expect(200);

        assertEquals("{\"run\":2}", ansel.job(Client.id(job)).get("results").get(1).get("document").toString());
    }

    @Test
    void aReportOnAJobThatIsGoneIsAnswered() {
        var answer = worker.put("/api/jobs/" + Long.MAX_VALUE, Map.of("status", "completed"));

        assertEquals("gone", answer.expect(200).get("status").asText());
    }

    private Answer report(Map<String, ?> report) {
        return worker.put("/api/jobs/" + Client.id(job), report);
    }

    private Map<String, ?> completed() {
        var folder = "images/" + Client.id(image) + "/";
        return Map.of("status", "completed", "worker", "darkest-room", "results", List.of(
                Map.of("step", "grayscale", "s3_key", folder + "grayscale-beach.jpg", "content_type", "image/jpeg",
                        "byte_size", 2445),
                Map.of("step", "histogram", "s3_key", folder + "histogram-grayscale-beach.npy", "content_type",
                        "application/octet-stream", "byte_size", 2176)));
    }

    /** With what is in the second result. */
    private Map<String, Object> completed(Object document) {
        var report = new HashMap<String, Object>(completed());
        var results = new ArrayList<Object>((List<?>) report.get("results"));
        var second = new HashMap<Object, Object>((Map<?, ?>) results.get(1));
        second.put("document", document);
        results.set(1, second);
        report.put("results", results);
        return report;
    }

    private static Map<String, ?> failed(Map<String, Object> report) {
        var failed = new HashMap<>(report);
        failed.putAll(failed());
        return failed;
    }

    private static Map<String, ?> failed() {
        return Map.of("status", "failed", "problem",
                Map.of("title", "The photograph cannot be developed", "detail", "No film in the camera"));
    }

    private static <T> Callable<T> callable(Callable<T> task) {
        return task;
    }
}
