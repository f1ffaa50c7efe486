package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=pages/2-serve-page",
        mockEndpointsAndSkip = "direct:(admit|show-dashboard|show-row|show-sign-in|destroy-from-form)")
class ServePageRoutesTest extends RouteTest {

    @Test
    void callsTheRouteOfThePage() {
        expect("direct:admit").expectedVariableReceived("token", "t0k3n");
        expect("direct:show-dashboard", "<p>All is well</p>");

        var answer = visit("GET", "/admin").withHeader("Cookie", "darkroom_session=t0k3n").send();

        assertEquals("<p>All is well</p>", answer.getMessage().getBody());
        assertStatus(200, answer);
    }

    @Test
    void isAskedForTheHeadersOfAPageToo() {
        expect("direct:admit");
        expect("direct:show-dashboard", "<p>All is well</p>");

        assertStatus(200, visit("HEAD", "/admin").send());
    }

    @Test
    void answersPagesThatTheBrowserKeepsToItself() {
        expect("direct:admit");
        expect("direct:show-dashboard", "");

        var headers = visit("GET", "/admin").withHeader("spoof", "1").send().getMessage().getHeaders();

        assertEquals(Map.of(
                "Content-Type", "text/html; charset=utf-8",
                "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'"
                        + " https://darkroom-input.s3.amazonaws.com https://darkroom-output.s3.amazonaws.com;"
                        + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                "Cache-Control", "no-store",
                "Referrer-Policy", "same-origin",
                "X-Content-Type-Options", "nosniff",
                Exchange.HTTP_RESPONSE_CODE, 200), headers);
    }

    @Test
    void handsNoHeaderOfABrowserOn() {
        expect("direct:admit").expectedNoHeaderReceived();
        var page = expect("direct:show-dashboard", "");
        page.expectedNoHeaderReceived();

        visit("GET", "/admin").withHeader("spoof", "1").withHeader("CamelSqlQuery", "DROP TABLE users").send();

        assertNull(page.getExchanges().getFirst().getVariable("user"));
    }

    @Test
    void takesNoFieldForAHeader() {
        var query = visit("GET", "/admin").withHeader(Exchange.HTTP_RAW_QUERY, "cookie=darkroom_session%3Dmine").send();
        var form = visit("POST", "/account/sign-in").withBody(Map.of("Sec-Fetch-Site", "same-origin")).send();

        assertStatus(400, query);
        assertStatus(400, form);
    }

    @Test
    void knowsWhereTheRequestComesFromAndGoesTo() {
        expect("direct:admit");
        var page = expect("direct:show-dashboard", "");

        visit("GET", "/admin").withHeader(Exchange.HTTP_URL, "http://localhost:8080/admin?q=a|b^c")
                .withHeader("Origin", "http://localhost:8080").withHeader("Sec-Fetch-Site", "same-origin").send();

        var visit = page.getExchanges().getFirst().getVariable("visit", Visit.class);
        assertEquals("localhost:8080", visit.host());
        assertEquals("http://localhost:8080", visit.origin());
        assertEquals("same-origin", visit.fetchSite());
    }

    @Test
    void findsTheClassAndTheRow() {
        expect("direct:admit");
        var page = expect("direct:show-row", "");
        page.expectedVariableReceived("id", 2131L);

        visit("GET", "/admin/images/2131").send();

        assertEquals("image", page.getExchanges().getFirst().getVariable("visit", Visit.class).rowClass().one());
    }

    @Test
    void answersAPageWhereThereIsNone() {
        for (var path : new String[]{"/admin/album", "/admin/images/x", "/admin/images/2131/", "/administrator",
                "/admin/images/99999999999999999999"}) {
            var answer = visit("GET", path).send();

            assertStatus(404, answer);
            assertTrue(answer.getMessage().getBody(String.class).contains("There is no page at"), path);
        }
    }

    @Test
    void showsAnAddressAsText() {
        var page = visit("GET", "/admin/<script>alert(1)</script>").send().getMessage().getBody(String.class);

        assertTrue(page.contains("There is no page at /admin/&lt;script&gt;alert(1)&lt;/script&gt;."), page);
        assertFalse(page.contains("<script"), page);
    }

    @Test
    void saysWhichMethodsAPageHas() {
        var answer = visit("DELETE", "/admin/images/2131").send();

        assertStatus(405, answer);
        assertEquals("GET, POST", answer.getMessage().getHeader("Allow"));
    }

    @Test
    void answersAProblemOfThePageAsAPage() {
        expect("direct:admit");
        expect("direct:destroy-from-form", new Conflict("It is in use"));

        var answer = visit("POST", "/admin/image_types/1/destroy").withBody(Map.of()).send();

        assertStatus(409, answer);
        assertTrue(answer.getMessage().getBody(String.class).contains("It is in use."));
    }

    @Test
    void saysThatAPartIsAway() {
        expect("direct:admit", new CannotGetJdbcConnectionException("timeout after 5000ms"));

        var answer = visit("GET", "/admin").send();

        assertStatus(503, answer);
        assertEquals("5", answer.getMessage().getHeader("Retry-After"));
    }

    @Test
    void saysNothingOfItsInsideWhenItFails() {
        expect("direct:admit");
        expect("direct:show-dashboard", new IllegalStateException("secret"));

        var answer = visit("GET", "/admin").send();

        assertStatus(500, answer);
        assertFalse(answer.getMessage().getBody(String.class).contains("secret"));
    }

    @Test
    void handsOutTheStyleSheetForGood() throws IOException {
        expect("direct:admit");

        var answer = visit("GET", new Assets().addresses().get("style.css")).send();

        assertStatus(200, answer);
        assertEquals("text/css; charset=utf-8", answer.getMessage().getHeader("Content-Type"));
        assertEquals("public, max-age=31536000, immutable", answer.getMessage().getHeader("Cache-Control"));
        assertTrue(answer.getMessage().getBody(String.class).contains("--paper"));
    }

    @Test
    void handsOutNoOtherFile() {
        for (var path : new String[]{"/assets/../layout.ftlh", "/assets/%2e%2e%2flayout.ftlh",
                "/assets/..%5capplication.properties", "/assets/", "/assets/style.css"}) {
            assertStatus(404, visit("GET", path).send());
        }
        expect("direct:admit");
        assertStatus(404, visit("GET", "/assets/0123456789ab/other.css").send());
    }

    private FluentProducerTemplate visit(String method, String path) {
        return to("direct:serve-page").withHeader(Exchange.HTTP_METHOD, method).withHeader(Exchange.HTTP_PATH, path)
                .withHeader(Exchange.HTTP_URI, path);
    }

    private static void assertStatus(int status, Exchange answer) {
        assertNull(answer.getException());
        assertEquals(status, answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE),
                () -> answer.getMessage().getBody(String.class));
    }
}
