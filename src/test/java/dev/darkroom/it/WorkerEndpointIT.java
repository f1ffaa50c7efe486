package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that are handed to a worker by HTTP, which takes none from the queue itself. */
class WorkerEndpointIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Gate AT_WORK = new Gate();

    private static Node worker;
    private static Client ansel;

    @BeforeAll
    static void start() throws Exception {
        var frontEnd = SYSTEM.start("frontend");
        worker = SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url(), "darkroom.worker.queue=false");
        worker.before("step-grayscale", AT_WORK);
        ansel = Client.register(frontEnd);
    }

    @Test
    void aJobThatIsHandedOverIsDoneWhenItIsAnswered() {
        var job = job(Photographs.jpeg());

        assertEquals("completed", hand(TestSystem.message(job)).expect(200).get("status").asText());

        assertEquals("completed", ansel.job(Client.id(job)).get("status").asText());
        assertEquals(1, TestSystem.rows("SELECT FROM results WHERE job_id = ?", Client.id(job)).size());
    }

    @Test
    void aJobThatIsHandedOverAgainNeedsNoWork() {
        var job = job(Photographs.jpeg());
        hand(TestSystem.message(job)).expect(200);
        var traces = TestSystem.traces(job);

        hand(TestSystem.message(job)).expect(200);

        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void ofTwoAtOnceOneIsToComeAgain() {
        var job = job(Photographs.jpeg());
        AT_WORK.shut();
        var first = CompletableFuture.supplyAsync(() -> hand(TestSystem.message(job)));
        AT_WORK.awaitArrivals(1);

        var second = hand(TestSystem.message(job));
        AT_WORK.open();

        second.expect(503);
        assertEquals("5", second.header("Retry-After"));
        first.join().expect(200);
        assertEquals(1, AT_WORK.arrived());
        assertEquals(1, TestSystem.rows("SELECT FROM results WHERE job_id = ?", Client.id(job)).size());
    }

    @Test
    void aJobThatCanNeverWorkIsReportedAndItsReasonAnswered() {
        var job = job(Photographs.noImage());

        var problem = hand(TestSystem.message(job)).expect(422);

        assertTrue(problem.get("detail").asText().startsWith("This is not a JPEG or PNG image"), problem::toString);
        assertEquals("failed", ansel.job(Client.id(job)).get("status").asText());
    }

    @Test
    void nobodyElseHandsJobsOver() {
        var message = TestSystem.message(job(Photographs.jpeg())).getBytes(StandardCharsets.UTF_8);

        for (var token : new String[]{null, ansel.token(), TestSystem.WORKER_TOKEN + "x"}) {
            assertEquals(token == null ? 401 : 403, Client.withToken(worker.url(), token)
                    .sendBytes("POST", "/worker", message, "Content-Type", "application/json").status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"400, application/json, good morning", "400, application/json, {}",
                    "400, application/json, `{\"job_id\": 1, \"s3_key\": \"a.jpg\", \"job_sequence\": []}`",
                    "415, text/plain, {}", "415, multipart/form-data, {}"})
    void whatIsNoJobMessageIsRefused(int status, String contentType, String body) {
        assertProblem(status, send("POST", "/worker", body, contentType));
    }

    @Test
    void whatTheServerRefusesIsAProblemToo() {
        assertProblem(413, send("POST", "/worker", "a".repeat(2_000_000), "application/json"));
        assertProblem(405, Client.worker(worker).get("/worker"));
        assertProblem(404, Client.worker(worker).get("/workers"));
    }

    @Test
    void aProcessOfBothRolesTakesJobsByHttpToo() {
        var both = SYSTEM.start("both", "darkroom.worker.queue=false");
        var job = job(Photographs.jpeg());

        var answer = Client.worker(both).sendBytes("POST", "/worker",
                TestSystem.message(job).getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");

        assertEquals("completed", answer.expect(200).get("status").asText());
    }

    /** A job whose message this test hands over, and nobody else. */
    private static JsonNode job(byte[] photograph) {
        var job = ansel.createJob(ansel.stored(photograph), "grayscale");
        TestSystem.takeJob(job);
        return job;
    }

    private static Answer hand(String message) {
        return send("POST", "/worker", message, "application/json");
    }

    private static Answer send(String method, String path, String body, String contentType) {
        return Client.worker(worker).sendBytes(method, path, body.getBytes(StandardCharsets.UTF_8), "Content-Type",
                contentType);
    }

    private static void assertProblem(int status, Answer answer) {
        answer.expect(status);
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }
}
