package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.PreconditionFailed;
import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/09-jobs",
        mockEndpointsAndSkip = "sql:.*|direct:(list-named-sequences|find-image|find-job|wait-for|complete-upload|queue-job|reopen-batch)")
class JobsRoutesTest extends RouteTest {

    private static final Map<String, Object> FAILED = Map.of("id", 2131, "status", "failed");
    private static final String[] VERSION = {"2026-11-22T08:00:00.123456Z"};

    @Test
    void storesAJobAndQueuesIt() throws Exception {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7)).expectedVariableReceived("id",
                12345);
        var insert = expectSql("insert-job", 2131L);
        expect("direct:queue-job").expectedVariableReceived("job_id", 2131L);
        expect("direct:find-job", object("queued-job.json")).expectedVariableReceived("id", 2131L);

        var exchange = create(ANSEL)
                .withBody(Map.of("image_id", 12345, "job_type", "gamma", "environment", "GAMMA=2")).send();

        var parameters = parameters(insert);
        assertEquals(List.of("process", "gamma"), List.of((Object[]) parameters.get("variable.job[job_sequence]")));
        assertEquals("GAMMA=2", parameters.get("variable.job[environment]"));
        assertEquals(12345, parameters.get("variable.job[image_id]"));
        assertEquals(2131, job(exchange).get("id"));
    }

    @Test
    void answersTheJobAsItWasStoredHoweverFastAWorkerIs() throws Exception {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7));
        expectSql("insert-job", 2131L);
        expect("direct:find-job", object("queued-job.json"));
        expect("direct:queue-job", "what queue-job leaves");

        var exchange = create();

        assertEquals("job queued", job(exchange).get("status"));
    }

    @Test
    void looksItselfForAnOriginalThatNobodyToldOf() throws Exception {
        expect("direct:find-image", Map.of("status", "created", "user_id", 7));
        expect("direct:complete-upload").expectedBodiesReceived(Map.of("status", "created", "user_id", 7));
        expectSql("insert-job", 2131L);
        expect("direct:find-job", object("queued-job.json"));
        expect("direct:queue-job");

        assertNull(create().getException());
    }

    @Test
    void storesNoJobWhileTheOriginalIsNotThere() {
        expect("direct:find-image", Map.of("status", "created", "user_id", 7));
        expect("direct:complete-upload", new Conflict("The original is not in the bucket yet"));

        assertNotNull(create().getException(Conflict.class));
    }

    @Test
    void storesNoJobForAnImageThatIsNobodys() {
        expect("direct:find-image", new NotFound("There is no image 12345 that you may see"));

        assertNotNull(create().getException(NotFound.class));
    }

    @Test
    void storesNoJobForAnImageThatHasGoneMeanwhile() {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7));
        expectSql("insert-job", NO_ROW);

        assertEquals("There is no image 12345 that you may see",
                create().getException(NotFound.class).getMessage());
    }

    @Test
    void refusesAStepThatThereIsNot() {
        var exchange = create(ANSEL)
                .withBody(Map.of("image_id", 12345, "job_type", "direct:update-job")).send();

        assertNotNull(exchange.getException(Unprocessable.class));
    }

    @Test
    void storesWhereToCallWhenTheJobHasEnded() throws Exception {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7));
        var insert = expectSql("insert-job", 2131L);
        expect("direct:find-job", object("queued-job.json"));
        expect("direct:queue-job");

        create(ANSEL).withBody(Map.of("image_id", 12345, "job_type", "grayscale",
                "callback_url", "https://example.org/darkroom")).send();

        assertEquals("https://example.org/darkroom", parameters(insert).get("variable.callback_url"));
    }

    @Test
    void refusesToCallWhatCanNeverBeCalled() {
        var exchange = create(ANSEL).withBody(Map.of("image_id", 12345,
                "job_type", "grayscale", "callback_url", "https://169.254.169.254/")).send();

        assertNotNull(exchange.getException(Unprocessable.class));
    }

    @Test
    void refusesAJobForSomebodyElse() {
        var exchange = create(ANSEL)
                .withBody(Map.of("image_id", 12345, "job_type", "grayscale", "user_id", 8)).send();

        assertNotNull(exchange.getException(Forbidden.class));
    }

    @Test
    void refusesAJobOfAnotherUserThanTheImages() {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7));

        var exchange = create(ADMINISTRATOR)
                .withBody(Map.of("image_id", 12345, "job_type", "grayscale", "user_id", 8)).send();

        assertEquals("A user must be assigned to the job: the one whose image 12345 is, user 7",
                exchange.getException(Unprocessable.class).getMessage());
    }

    @Test
    void storesAJobOfTheImagesUserForAnAdministrator() throws Exception {
        expect("direct:find-image", Map.of("status", "original stored", "user_id", 7));
        expectSql("insert-job", 2131L);
        expect("direct:find-job", object("queued-job.json"));
        expect("direct:queue-job");

        var exchange = create(ADMINISTRATOR)
                .withBody(Map.of("image_id", 12345, "job_type", "grayscale", "user_id", 7)).send();

        assertEquals(2131, job(exchange).get("id"));
    }

    @Test
    void answersAJobWithLinksToItsResults() throws Exception {
        expect("direct:wait-for", object("completed-job.json"));

        var result = (Map<?, ?>) ((List<?>) job(read(null)).get("results")).getFirst();

        assertTrue(result.get("url").toString().contains("/images/12345/grayscale-beach.jpg?"));
    }

    @Test
    void refusesAJobThatIsNobodys() {
        expect("direct:wait-for", new NotFound("There is no job 2131 that you may see"));

        assertEquals("There is no job 2131 that you may see", read("60").getException(NotFound.class).getMessage());
    }

    @Test
    void queuesAFailedJobAgain() throws Exception {
        expect("direct:find-job", FAILED, object("queued-job.json"));
        var requeue = expectSql("requeue-job", 2131L);
        expect("direct:reopen-batch").expectedVariableReceived("job_id", 2131L);
        expect("direct:queue-job", "what queue-job leaves").expectedVariableReceived("job_id", 2131L);

        var exchange = requeue();

        assertEquals(object("queued-job.json"), job(exchange));
        assertEquals(2131L, parameters(requeue).get("variable.id"));
        assertArrayEquals(VERSION, (String[]) parameters(requeue).get("variable.if_match"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job queued", "processing", "completed"})
    void queuesNoJobAgainThatHasNotFailed(String status) {
        expect("direct:find-job", Map.of("id", 2131, "status", status));

        assertEquals("Job 2131 is " + status + "; only a failed job is queued again",
                requeue().getException(Conflict.class).getMessage());
    }

    @Test
    void queuesNoJobAgainThatHasChangedMeanwhile() {
        expect("direct:find-job", FAILED, FAILED);
        expectSql("requeue-job", NO_ROW);

        assertEquals("This job has changed since you read it. Read it again, and decide anew",
                requeue().getException(PreconditionFailed.class).getMessage());
    }

    @Test
    void queuesNoJobAgainThatSomebodyElseQueuedMeanwhile() {
        expect("direct:find-job", FAILED, Map.of("id", 2131, "status", "job queued"));
        expectSql("requeue-job", NO_ROW);

        assertEquals("Job 2131 is job queued; only a failed job is queued again",
                requeue().getException(Conflict.class).getMessage());
    }

    @Test
    void queuesNoJobAgainThatIsNobodys() {
        expect("direct:find-job", new NotFound("There is no job 2131 that you may see"));

        assertNotNull(requeue().getException(NotFound.class));
    }

    private Exchange requeue() {
        return to("direct:requeue-job").withVariable("id", 2131L).withVariable("user", ANSEL)
                .withVariable("if_match", VERSION).withBody(Map.of("status", "job queued")).send();
    }

    private Exchange create() {
        return create(ANSEL)
                .withBody(Map.of("image_id", 12345, "job_type", "grayscale")).send();
    }

    private Exchange read(String wait) {
        return to("direct:read-job").withVariable("id", 2131L).withVariable("user", ANSEL)
                .withVariable("query", wait == null ? Map.of() : Map.of("wait", wait)).send();
    }

    private static Map<?, ?> job(Exchange exchange) {
        assertNull(exchange.getException());
        return exchange.getMessage().getBody(Map.class);
    }

    /** No named sequences are there. */
    private FluentProducerTemplate create(Map<String, Object> user) {
        expect("direct:list-named-sequences");
        return to("direct:create-job").withVariable("user", user).withVariable("named", List.of());
    }
}
