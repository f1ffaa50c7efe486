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
import dev.darkroom.http.Unauthorized;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.web.Sessions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=frontend/13-batches", "darkroom.batch.job-sequence=grayscale"},
        replaceRouteFromWith = "receive-batch=direct:request",
        mockEndpointsAndSkip = "sql:.*|direct:(serve-request|list-named-sequences|receive-photographs|find-batch|wait-for"
                + "|show-refusal|show-created-batch)")
class BatchesRoutesTest extends RouteTest {

    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost"), Duration.ofMinutes(5));

    private final Bodies bodies = new Bodies();

    /** Stands in for {@code BatchBodies}: what comes of a connection is the matter of its own tests. */
    public static final class Bodies {

        private final List<String> calls = new ArrayList<>();
        private Form form;
        private RuntimeException refusal;
        private boolean page;

        public boolean wantsPage() {
            return page;
        }

        public void receive() {
            calls.add("receive");
            if (refusal != null) {
                throw refusal;
            }
        }

        public Form open() {
            return form;
        }

        public void release() {
            calls.add("release");
        }
    }

    /** Stands in for {@code Uploads}. */
    public record Form(Map<String, String> fields) {
    }

    @Override
    protected void replaceBeans() {
        replace("batchBodies", bodies);
    }

    @BeforeEach
    void nothingCame() {
        bodies.calls.clear();
        bodies.form = null;
        bodies.refusal = null;
        bodies.page = false;
    }

    @Test
    void releasesTheBodyWhenTheRequestIsServed() {
        expect("direct:serve-request", "the answer");

        var exchange = request();

        assertNull(exchange.getException());
        assertEquals("the answer", exchange.getMessage().getBody());
        assertEquals(List.of("receive", "release"), bodies.calls);
    }

    @Test
    void answersAProblemAndReleasesTheBody() {
        expect("direct:serve-request", new Unauthorized("Send a token"));

        assertProblem(401, request());
        assertEquals(List.of("receive", "release"), bodies.calls);
    }

    @Test
    void servesNoRequestWhoseBodyIsNotTaken() {
        bodies.refusal = new Unprocessable("Not like this");

        assertProblem(422, request());
        assertEquals(List.of("receive", "release"), bodies.calls);
    }

    @Test
    void answersABrowsersFormWithAPage() {
        bodies.page = true;
        expect("direct:serve-request", "<p>cup</p>").expectedVariableReceived("page_wanted", true);

        assertPage("<p>cup</p>", request());
    }

    @Test
    void saysAsAPageWhatIsWrongWithABrowsersForm() {
        bodies.page = true;
        expect("direct:serve-request", new Unauthorized("Send a token"));
        expect("direct:show-refusal", "<p>no</p>");

        assertPage("<p>no</p>", request());
        assertEquals(List.of("receive", "release"), bodies.calls);
    }

    @Test
    void makesThePageOfTheBatchOfAForm() {
        bodies.form = new Form(Map.of("form_token", SESSIONS.formToken("s3cr3t")));
        expect("direct:list-named-sequences");
        expectSql("insert-batch", 12L);
        expect("direct:receive-photographs");
        expect("direct:show-created-batch", "<p>cup</p>").expectedVariableReceived("batch_id", 12L);

        assertEquals("<p>cup</p>", createFromPage().getMessage().getBody());
    }

    @Test
    void takesNoFormThatWasNotMadeForTheSession() {
        bodies.form = new Form(Map.of("form_token", "guess"));

        assertNotNull(createFromPage().getException(Forbidden.class));
    }

    @Test
    void storesImagesThatAreAnnouncedAndAnswersWhereToUploadThem() throws Exception {
        expect("direct:list-named-sequences").expectedBodiesReceived(announced("beach.jpg", "beach.jpg"));
        var insert = expectSql("insert-batch", 12L);
        expect("direct:find-batch", batch()).expectedVariableReceived("id", 12L);

        var exchange = create(announced("beach.jpg", "beach.jpg"));

        var parameters = parameters(insert);
        assertEquals(2, parameters.get("variable.batch[size]"));
        assertEquals(7L, parameters.get("variable.batch[user_id]"));
        assertArrayEquals(new String[]{"process", "grayscale"},
                (String[]) parameters.get("variable.batch[job_sequence]"));
        assertTrue(parameters.get("variable.batch[images]").toString().contains("\"name\":\"beach.jpg\""));
        assertEquals("3600", parameters.get("properties:darkroom.batch.seconds"));
        assertEquals("PUT", ((Map<?, ?>) image(exchange).get("upload")).get("method"));
    }

    @Test
    void storesTheBatchOfAFormAndThenItsPhotographs() throws Exception {
        bodies.form = new Form(Map.of("job_sequence", "gamma, grayscale", "environment", "GAMMA=2"));
        expect("direct:list-named-sequences");
        var insert = expectSql("insert-batch", 12L);
        expect("direct:receive-photographs").expectedVariableReceived("batch_id", 12L);
        expect("direct:find-batch", batch()).expectedVariableReceived("id", 12L);

        assertNotNull(image(create(null)));

        var parameters = parameters(insert);
        assertNull(parameters.get("variable.batch[size]"));
        assertEquals("[]", parameters.get("variable.batch[images]"));
        assertEquals("GAMMA=2", parameters.get("variable.batch[environment]"));
        assertArrayEquals(new String[]{"process", "gamma", "grayscale"},
                (String[]) parameters.get("variable.batch[job_sequence]"));
    }

    @Test
    void storesNothingOfAFormThatAsksForWhatThereIsNot() {
        bodies.form = new Form(Map.of("job_sequence", "sepia"));
        expect("direct:list-named-sequences");

        assertNotNull(create(null).getException(Unprocessable.class));
    }

    @Test
    void storesNothingOfAnAnnouncementThatAsksForWhatThereIsNot() {
        expect("direct:list-named-sequences");

        var exchange = create(Map.of("images", List.of(Map.of("name", "beach.heic", "content_type", "image/heic"))));

        assertTrue(exchange.getException(Unprocessable.class).getMessage().startsWith("images[0], beach.heic: "));
    }

    @Test
    void storesNoBatchOfSomebodyWhoIsGone() {
        expect("direct:list-named-sequences");
        expectSql("insert-batch", NO_ROW);

        assertNotNull(create(announced("beach.jpg")).getException(Unauthorized.class));
    }

    @Test
    void answersNoBatchWhoseFormBrokeOff() {
        bodies.form = new Form(Map.of());
        expect("direct:list-named-sequences");
        expectSql("insert-batch", 12L);
        expect("direct:receive-photographs", new Conflict("The batch takes no more images"));

        assertNotNull(create(null).getException(Conflict.class));
    }

    @Test
    void answersABatchWhenThoseWhoWaitAreWoken() throws Exception {
        var wait = expect("direct:wait-for", batch());
        wait.expectedVariableReceived("topic", "batch 12");
        wait.expectedVariableReceived("finder", "batch");

        assertNotNull(image(read()).get("upload"));
    }

    @Test
    void answersNoBatchThatIsNobodys() {
        expect("direct:wait-for", new NotFound("There is no batch 12 that you may see"));

        assertNotNull(read().getException(NotFound.class));
    }

    private Exchange request() {
        return to("direct:request").send();
    }

    private Exchange create(Map<String, ?> body) {
        return to("direct:create-batch").withVariable("user", ANSEL).withVariable("named", List.of()).withBody(body)
                .send();
    }

    private Exchange createFromPage() {
        return to("direct:create-batch").withVariable("user", ANSEL).withVariable("named", List.of())
                .withVariable("session", "s3cr3t").withVariable("page_wanted", true).send();
    }

    private static void assertPage(String page, Exchange exchange) {
        assertNull(exchange.getException());
        assertEquals(page, exchange.getMessage().getBody());
        assertEquals("text/html; charset=utf-8", exchange.getMessage().getHeader("Content-Type"));
        assertNotNull(exchange.getMessage().getHeader("Content-Security-Policy"));
    }

    private Exchange read() {
        return to("direct:read-batch").withVariable("id", 12L).withVariable("user", ANSEL)
                .withVariable("query", Map.of("wait", "60")).send();
    }

    private static Map<String, ?> announced(String... names) {
        return Map.of("images", List.of(names).stream().map(name -> Map.of("name", name)).toList());
    }

    /** As find-batch leaves it: one image that is not uploaded yet. */
    private static Map<String, Object> batch() {
        var image = new HashMap<String, Object>(
                Map.of("id", 77, "name", "beach.jpg", "status", "created", "image_status",
                        "created", "s3_key", "images/77/beach.jpg", "content_type", "image/jpeg"));
        return new HashMap<>(Map.of("id", 12, "status", "processing", "images", List.of(image)));
    }

    private static Map<?, ?> image(Exchange exchange) {
        assertNull(exchange.getException());
        return (Map<?, ?>) ((List<?>) exchange.getMessage().getBody(Map.class).get("images")).getFirst();
    }

    private static void assertProblem(int status, Exchange exchange) {
        assertNull(exchange.getException());
        assertEquals(status, exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
    }
}
