package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.frontend.Contract;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.web.Sessions;
import dev.darkroom.web.Visits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms with photographs that a browser sends, which is answered with pages. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/13-batches",
        replaceRouteFromWith = "receive-batch=direct:request",
        mockEndpointsAndSkip = "sql:.*|direct:(serve-request|show-refusal|show-created-batch|list-named-sequences"
                + "|receive-photographs|find-batch)")
class BatchPageRoutesTest extends RouteTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost"), Duration.ofMinutes(5));

    /** Requests of tests have no connection that one could read. */
    public static final class Bodies {

        private final BatchBodies bodies = new BatchBodies(1000, Duration.ofSeconds(1), 10, 1000);

        public boolean wantsPage(String contentType, String accept) {
            return bodies.wantsPage(contentType, accept);
        }

        public void receive(Exchange exchange) {
            exchange.getMessage().setBody(null);
        }

        public Uploads open(Exchange exchange) {
            var form = exchange.getVariable("fields", String.class);
            return form == null
                    ? null
                    : new Uploads(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), FORM, 10, 1000);
        }

        public void release() {
            // nothing is held
        }
    }

    @Override
    protected void replaceBeans() {
        replace("batchBodies", new Bodies());
        replace("visits", new Visits(contract(), List.of("https://s3.example")));
    }

    private Contract contract() {
        try {
            return new Contract(file("/openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void answersABrowsersFormWithAPage() {
        expect("direct:serve-request", "<p>cup</p>").expectedVariableReceived("page_wanted", true);

        var answer = request(FORM, BROWSER).getMessage();

        assertEquals("<p>cup</p>", answer.getBody());
        assertEquals(200, answer.getHeader(Exchange.HTTP_RESPONSE_CODE));
        assertEquals("text/html; charset=utf-8", answer.getHeader("Content-Type"));
        assertTrue(answer.getHeader("Content-Security-Policy", String.class).startsWith("default-src 'none'"));
    }

    @Test
    void saysAsAPageWhatIsWrongWithABrowsersForm() {
        expect("direct:serve-request", new Unprocessable("There is no photograph in this form"));
        expect("direct:show-refusal", "<p>none</p>");

        var answer = request(FORM, BROWSER).getMessage();

        assertEquals("<p>none</p>", answer.getBody());
        assertEquals("text/html; charset=utf-8", answer.getHeader("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {FORM + "|*/*", FORM + "|application/json", "application/json|" + BROWSER})
    void answersOthersInJson(String contentType, String accept) {
        expect("direct:serve-request", new Unprocessable("No"));

        var answer = request(contentType, accept).getMessage();

        assertEquals("application/problem+json", answer.getHeader("Content-Type"));
        assertEquals(422, answer.getHeader(Exchange.HTTP_RESPONSE_CODE));
    }

    @Test
    void takesAFormOfTheSession() {
        expect("direct:list-named-sequences");
        expectSql("insert-batch", 12L);
        expect("direct:receive-photographs");
        expect("direct:show-created-batch", "<p>cup</p>");

        var exchange = create("s3cr3t", SESSIONS.formToken("s3cr3t"), true);

        assertNull(exchange.getException());
        assertEquals("<p>cup</p>", exchange.getMessage().getBody());
    }

    @Test
    void refusesAFormThatIsNotOfTheSession() {
        assertNotNull(create("s3cr3t", "guess", true).getException(Forbidden.class));
    }

    @Test
    void asksAClientWithATokenForNoProof() {
        expect("direct:list-named-sequences");
        expectSql("insert-batch", 12L);
        expect("direct:receive-photographs");
        expect("direct:find-batch", Map.of("id", 12, "images", List.of()));

        assertNull(create(null, null, false).getException());
    }

    private Exchange request(String contentType, String accept) {
        return to("direct:request").withHeader("Content-Type", contentType).withHeader("Accept", accept).send();
    }

    private Exchange create(String session, String formToken, boolean page) {
        var field = formToken == null
                ? ""
                : "--b\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n" + formToken + "\r\n";
        return to("direct:create-batch").withVariable("user", ANSEL).withVariable("session", session)
                .withVariable("named", List.of()).withVariable("page_wanted", page)
                .withVariable("fields", field + """
                        --b\r
                        Content-Disposition: form-data; name="images"; filename="beach.jpg"\r
                        \r
                        x\r
                        --b--\r
                        """).send();
    }
}
