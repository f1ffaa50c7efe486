package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/09-jobs",
        mockEndpointsAndSkip = "sql:.*|direct:(list-named-sequences|find-image|find-job|wait-for|complete-upload|queue-job)")
class JobsRoutesTest extends RouteTest {

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
