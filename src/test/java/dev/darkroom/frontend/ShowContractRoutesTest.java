package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/19-show-contract",
        replaceRouteFromWith = {
                "serve-contract=direct:contract",
                "show-contract=direct:page"})
class ShowContractRoutesTest extends RouteTest {

    @ParameterizedTest
    @CsvSource({
            "/openapi.yaml,              application/yaml,              openapi: 3.0.3",
            "/docs,                      text/html; charset=utf-8,      <!doctype html>",
            "/docs/,                     text/html; charset=utf-8,      <!doctype html>",
            "/docs/docs.js,              text/javascript; charset=utf-8,SwaggerUIBundle",
            "/docs/docs.css,             text/css; charset=utf-8,       body",
            "/docs/swagger-ui.css,       text/css; charset=utf-8,       swagger-ui",
            "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8,SwaggerUIBundle",
            "/docs/favicon-32x32.png,    image/png,                     PNG"})
    void handsOutTheContractAndItsPage(String path, String contentType, String content) {
        var answer = get(path, null);

        assertNull(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        assertEquals(contentType, answer.getMessage().getHeader(Exchange.CONTENT_TYPE));
        assertTrue(answer.getMessage().getBody(String.class).contains(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/docs/swagger-ui.js", "/docs/../openapi.yaml", "/docs/../application.properties",
                    "/docs/%2e%2e/openapi.yaml", "/docs//docs.js", "/docsx", "/docs/docs.js/", "/docs/null",
                    "/docs/swagger-ui.css.map"})
    void handsOutNothingElse(String path) {
        var answer = get(path, null);

        assertEquals(404, answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        assertEquals("application/problem+json", answer.getMessage().getHeader(Exchange.CONTENT_TYPE));
        assertFalse(answer.getMessage().getBody(String.class).contains(path));
    }

    @Test
    void saysWhenTheBrowserHasItAlready() {
        var tag = get("/docs", null).getMessage().getHeader("ETag", String.class);

        for (var known : Set.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var answer = get("/docs", known);
            assertEquals(304, answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE), known);
            assertEquals("", answer.getMessage().getBody(String.class));
            assertEquals(tag, answer.getMessage().getHeader("ETag"));
        }
        for (var other : Set.of("\"other\"", "", tag.substring(1), "${body}")) {
            assertNull(get("/docs", other).getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE), other);
        }
    }

    @Test
    void letsThePageAskNobodyElse() {
        var answer = get("/docs", null).getMessage();
        var policy = answer.getHeader("Content-Security-Policy", String.class);

        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(Pattern.compile("https?:|\\*|unsafe-eval").matcher(policy).find(), policy);
        assertFalse(answer.getBody(String.class).contains("//"), answer.getBody(String.class));
    }

    @Test
    void handsNoHeaderOfAClientBack() {
        var answer = to("direct:contract").withHeader(Exchange.HTTP_PATH, "/openapi.yaml").withHeader("spoof", "1")
                .send();

        assertEquals(Set.of("Content-Type", "ETag", "Cache-Control", "Content-Security-Policy",
                "X-Content-Type-Options", "Referrer-Policy"), answer.getMessage().getHeaders().keySet());
    }

    private Exchange get(String path, String ifNoneMatch) {
        return to("direct:page").withHeader(Exchange.HTTP_PATH, path).withHeader("If-None-Match", ifNoneMatch).send();
    }
}
