package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.NotFound;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.TestSteps;
import dev.darkroom.web.Visit.Access;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=pages/6-batches",
        mockEndpointsAndSkip = "direct:(read-batch|index-batches|update-job)")
class BatchPagesRoutesTest extends RouteTest {

    private static final Map<String, Object> CUP = Map.of("label", "cup", "confidence", 0.612, "box",
            Map.of("x", 120, "y", 96, "width", 301, "height", 240, "of", Map.of("width", 600, "height", 400)));
    private static final Map<String, Object> COFFEE = Map.of("id", 77, "name", "<coffee>.jpg", "status", "completed",
            "job_id", 31, "url", "https://s3.example/coffee?a=1&b=2", "predictions", List.of(CUP));
    private static final Map<String, Object> BROKEN = Map.of("id", 78, "name", "broken.jpg", "status", "failed",
            "job_id", 32, "problem",
            Map.of("title", "The photograph cannot be developed", "detail", "It starts with 6e", "step", "classify"));
    private static final Map<String, Object> GIVEN_UP = Map.of("id", 79, "name", "moon.jpg", "status", "failed",
            "job_id", 33, "problem", Map.of("title", "The job was given up", "detail", "It was tried several times"));
    private static final Map<String, Object> NOT_TAKEN = Map.of("name", "huge.jpg", "status", "failed", "problem",
            Map.of("title", "The photograph was not taken", "detail", "It has too many bytes"));

    private final Catalogue steps = TestSteps.darkrooms();

    @Override
    protected void replaceBeans() {
        replace("batchPages", new BatchPages(steps));
    }

    @BeforeEach
    void haveAModel() throws IOException {
        steps.put(PluginHelper.getResourceLoader(getCamelContext())
                .resolveResource("classpath:routes/steps/classify.yaml"));
    }

    @Test
    void invitesWhoeverIsNotSignedIn() {
        var page = page(to("direct:show-start").withVariable("visit", visit("/", null)).send());

        assertTrue(page.contains("href=\"/account/sign-in\"") && page.contains("href=\"/account/register\""), page);
        assertFalse(page.contains("type=\"file\""), page);
    }

    @Test
    void takesThePhotographsOfWhoeverIsSignedIn() {
        var page = page(to("direct:show-start").withVariable("visit", visit("/", "s3cr3t")).withVariable("user", ANSEL)
                .send());

        assertTrue(page.contains("action=\"/api/batches\" enctype=\"multipart/form-data\""), page);
        assertTrue(page.contains("name=\"form_token\"") && page.contains("data-most=\"1000\""), page);
    }

    @Test
    void saysThatThereIsNoModel() {
        steps.remove("classify.yaml");

        var page = page(to("direct:show-start").withVariable("visit", visit("/", "s3cr3t")).withVariable("user", ANSEL)
                .send());
        assertTrue(page.contains("This Darkroom has no model at the moment"), page);
        assertFalse(page.contains("type=\"file\"") || page.contains("<script"), page);

        var welcome = page(to("direct:show-start").withVariable("visit", visit("/", null)).send());
        assertTrue(welcome.contains("This Darkroom has no model at the moment"), welcome);
        assertFalse(welcome.contains("Choose many"), welcome);
    }

    @Test
    void listsOnesOwnBatches() {
        var index = expect("direct:index-batches", List.of(batch()));

        var page = page(to("direct:show-batches").withVariable("user", ADMINISTRATOR)
                .withVariable("visit", asking(Map.of("before_id", "13", "user_id", "7"))).withVariable("next", 12L)
                .send());

        assertEquals(Map.of("user_id", "1", "before_id", "13"),
                index.getExchanges().getFirst().getVariable("query"));
        assertTrue(page.contains("href=\"/batches/12\""), page);
        assertTrue(page.contains("href=\"/batches?before_id=12\""), page);
    }

    @Test
    void refusesAPageThatThereCannotBe() {
        assertNotNull(to("direct:show-batches").withVariable("user", ANSEL)
                .withVariable("visit", asking(Map.of("before_id", "banana"))).send().getException(BadRequest.class));
    }

    @Test
    void showsWhatIsInEachPhotograph() {
        expect("direct:read-batch", batch());

        var page = page(show());

        assertTrue(page.contains("<span class=\"label\">cup</span> <span class=\"confidence\">61 %</span>"), page);
        assertTrue(page.contains("viewBox=\"0 0 600 400\""), page);
        assertTrue(page.contains("<rect x=\"120\" y=\"96\" width=\"301\" height=\"240\"/>"), page);
        assertTrue(page.contains("&lt;coffee&gt;.jpg") && page.contains("a=1&amp;b=2"), page);
    }

    @Test
    void drawsNoBoxesThatDoNotFitThePhotograph() {
        var batch = batch();
        batch.put("job_sequence", List.of("process", "rotate", "classify"));
        expect("direct:read-batch", batch);

        var page = page(show());

        assertTrue(page.contains("<span class=\"label\">cup</span>"), page);
        assertFalse(page.contains("viewBox") || page.contains("<rect"), page);
    }

    @Test
    void saysWhatFailedAndWhatCanBeTriedAgain() {
        expect("direct:read-batch", batch());

        var page = page(show());

        assertTrue(page.contains("It starts with 6e") && page.contains("It has too many bytes"), page);
        assertTrue(page.contains("It was tried several times"), page);
        var offered = page.split("action=\"/batches/12/retry\">", -1);
        assertEquals(3, offered.length, page);
        assertTrue(offered[1].split("</form>")[0].contains("value=\"32\""), page);
        assertTrue(offered[2].split("</form>")[0].contains("value=\"33\""), page);
        assertEquals(List.of("<broken.jpg>", "<huge.jpg>"), List.of(said(page, "hopeless"), said(page, "lost")));
        assertTrue(page.contains("<b data-count=\"failed\">3</b>"), page);
    }

    /** The photographs of which a hint is shown. */
    private static String said(String page, String hint) {
        return Arrays.stream(page.split("<li class=\"photo\"")).filter(photo -> photo.contains("hint " + hint + "\">"))
                .map(photo -> photo.replaceFirst("(?s).*<b class=\"name\">([^<]*)<.*", "<$1>"))
                .collect(Collectors.joining());
    }

    @Test
    void takesThePhotographsAgainThatWereNotUploaded() {
        var batch = batch();
        batch.put("images", List.of(COFFEE, NOT_TAKEN,
                Map.of("id", 80, "name", "moon.jpg", "status", "created", "image_status", "created", "byte_size",
                        2841331),
                Map.of("id", 81, "name", "dunes.jpg", "status", "failed", "image_status", "expired", "problem",
                        Map.of("title", "The photograph did not come", "detail", "It was announced"))));
        expect("direct:read-batch", batch);

        var page = page(show());

        assertTrue(page.contains("type=\"file\""), page);
        assertTrue(page.contains("2 photographs wait for their upload, which this page can do with JavaScript"), page);
        assertTrue(page.contains("data-image=\"80\" data-waits=\"2841331\""), page);
        assertTrue(page.contains("data-image=\"81\" data-waits=\"\""), page);
        assertEquals("<huge.jpg>", said(page, "lost"));
    }

    @Test
    void takesNoMoreThanWhatWasNotUploaded() {
        expect("direct:read-batch", batch());

        assertFalse(page(show()).contains("type=\"file\""));
    }

    @Test
    void leadsToWhatIsMissingLater() {
        var batch = batch();
        batch.put("status", "processing");
        expect("direct:read-batch", batch);

        assertTrue(page(show()).contains(">Look again</a>"));
    }

    @Test
    void waitsForTheBatchOfAForm() {
        var read = expect("direct:read-batch", batch());

        var exchange = to("direct:show-created-batch").withVariable("user", ANSEL).withVariable("batch_id", 12L)
                .withVariable("session", "s3cr3t").send();

        assertEquals(Map.of("wait", "60"), read.getExchanges().getFirst().getVariable("query"));
        assertEquals(Map.of("Content-Location", "/batches/12"), exchange.getVariable("page_headers"));
        assertTrue(page(exchange).contains("action=\"/batches/12/retry\""));
    }

    @Test
    void showsNoFormToAClientWithoutCookie() {
        expect("direct:read-batch", batch());

        var page = page(to("direct:show-created-batch").withVariable("user", ANSEL).withVariable("batch_id", 12L)
                .send());

        assertTrue(page.contains("It starts with 6e"), page);
        assertFalse(page.contains("<form"), page);
    }

    @Test
    void queuesAFailedJobAgain() {
        var update = expect("direct:update-job");
        update.expectedVariableReceived("id", 32L);

        assertEquals("/batches/12?done=retried", retry("32").getVariable("location"));
        assertEquals(Map.of("status", "job queued"), update.getExchanges().getFirst().getMessage().getBody());
    }

    @Test
    void queuesNothingThatIsNoJob() {
        assertNotNull(retry("x").getException(BadRequest.class));
    }

    @Test
    void queuesNothingOfOthers() {
        expect("direct:update-job", new NotFound("There is no job 32 that you may see"));

        assertNotNull(retry("32").getException(NotFound.class));
    }

    private Exchange show() {
        return to("direct:show-batch").withVariable("user", ANSEL)
                .withVariable("visit", visit("/batches/12", "s3cr3t")).send();
    }

    private Exchange retry(String job) {
        var visit = new Visit(Access.USER, true, "/batches/12/retry", null, 12L, null, Map.of(), Map.of("job_id", job),
                "s3cr3t", null, null, "localhost");
        return to("direct:retry-photograph").withVariable("user", ANSEL).withVariable("visit", visit).send();
    }

    private static Visit asking(Map<String, String> query) {
        return new Visit(Access.USER, false, "/batches", null, null, null, query, Map.of(), "s3cr3t", null, null,
                "localhost");
    }

    private static Visit visit(String address, String session) {
        return new Visit(Access.USER, false, address, null, null, null, Map.of(), Map.of(), session, null, null,
                "localhost");
    }

    private static Map<String, Object> batch() {
        return new HashMap<>(Map.of("id", 12, "status", "completed", "user_id", 7, "job_sequence",
                List.of("process", "classify"), "created_at", "2026-11-22T11:41:36.178034+00:00", "counts",
                Map.of("images", 4, "completed", 1, "failed", 3, "unfinished", 0), "images",
                List.of(COFFEE, BROKEN, NOT_TAKEN, GIVEN_UP)));
    }

    private static String page(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
