package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/01-serve-api",
        replaceRouteFromWith = "serve-api=direct:request",
        mockEndpointsAndSkip = "sql:.*|direct:answer-request")
class AnswerOnceRoutesTest extends RouteTest {

    private static final String ANSWER = "{\"id\":12345,\"status\":\"created\"}";
    private static final Map<String, Object> HEADERS = Map.of(Exchange.HTTP_RESPONSE_CODE, 201, Exchange.CONTENT_TYPE,
            "application/json", "ETag", "\"2026-11-22T08:00:00.000Z\"");

    @Test
    void doesARequestThatComesForTheFirstTimeAndKeepsItsAnswer() throws Exception {
        expectSql("claim-request", claim(true, null, null));
        expectAnswer().expectedBodiesReceived(Map.of("name", "beach.jpg"));
        var keep = expectSql("keep-answer", 1);
        expectSql("release-request", 1);

        var exchange = request();

        assertEquals(ANSWER, exchange.getMessage().getBody());
        assertEquals(HEADERS, exchange.getMessage().getHeaders());
        assertNotNull(parameters(keep).get("variable.sealed_answer"));
    }

    @Test
    void keepsTheAnswerBeforeItReleasesTheRequest() {
        var done = new ArrayList<String>();
        expectSql("claim-request", claim(true, null, null));
        expectAnswer();
        expectSql("keep-answer").whenAnyExchangeReceived(_ -> done.add("keep"));
        expectSql("release-request").whenAnyExchangeReceived(_ -> done.add("release"));

        request();

        assertEquals(List.of("keep", "release"), done);
    }

    @Test
    void tellsTheDatabaseNeitherKeyNorBodyNorAnswer() throws Exception {
        var claim = expectSql("claim-request", claim(true, null, null));
        expectAnswer();
        var keep = expectSql("keep-answer");
        var release = expectSql("release-request");

        request();

        var digest = parameters(claim).get("variable.request_digest").toString();
        assertTrue(digest.matches("[0-9a-f]{64}"));
        assertTrue(parameters(claim).get("variable.body_digest").toString().matches("[0-9a-f]{64}"));
        assertEquals(digest, parameters(keep).get("variable.request_digest"));
        assertEquals(digest, parameters(release).get("variable.request_digest"));
        var sealed = new String((byte[]) parameters(keep).get("variable.sealed_answer"), StandardCharsets.ISO_8859_1);
        assertTrue(!sealed.contains("12345") && !sealed.contains("created"), sealed);
    }

    @Test
    void answersARequestThatComesAgainAsTheFirstTime() throws Exception {
        expectSql("claim-request", claim(true, null, null));
        expectAnswer();
        var keep = expectSql("keep-answer");
        expectSql("release-request");
        request();
        var sealed = (byte[]) parameters(keep).get("variable.sealed_answer");
        MockEndpoint.resetMocks(getCamelContext());
        expectSql("claim-request", claim(false, false, sealed));

        var again = request();

        assertNull(again.getException());
        assertEquals(ANSWER, again.getMessage().getBody());
        var headers = new HashMap<>(HEADERS);
        headers.put("Idempotent-Replayed", "true");
        assertEquals(headers, again.getMessage().getHeaders());
    }

    @Test
    void refusesAKeyThatCameWithAnotherBody() {
        expectSql("claim-request", claim(false, true, new byte[]{1}));

        assertEquals(
                "This Idempotency-Key came with another body, or for another row, before. Take a new key for a new request",
                request().getException(Unprocessable.class).getMessage());
    }

    @ParameterizedTest
    @CsvSource(value = {"NULL", "false"}, nullValues = "NULL")
    void refusesARequestWhoseFirstOneIsNotAnsweredYet(Boolean otherBody) {
        expectSql("claim-request", claim(false, otherBody, null));

        assertEquals("The first request with this Idempotency-Key is not answered yet. Repeat it in a moment",
                request().getException(Conflict.class).getMessage());
    }

    @Test
    void releasesARequestThatIsRefused() {
        expectSql("claim-request", claim(true, null, null));
        expect("direct:answer-request", new Forbidden("Your user_id is 7"));
        expectSql("release-request");

        assertEquals("Your user_id is 7", request().getException(Forbidden.class).getMessage());
    }

    @Test
    void releasesARequestWhoseAnswerCannotBeKept() {
        expectSql("claim-request", claim(true, null, null));
        expectAnswer();
        expectSql("keep-answer", new CannotGetJdbcConnectionException("timeout"));
        expectSql("release-request");

        assertNotNull(request().getException(CannotGetJdbcConnectionException.class));
    }

    @Test
    void doesNothingWhenItCannotKnowWhetherItWasDone() {
        expectSql("claim-request", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(request().getException(CannotGetJdbcConnectionException.class));
    }

    private MockEndpoint expectAnswer() {
        var answer = expect("direct:answer-request");
        answer.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(HEADERS));
            exchange.getMessage().setBody(ANSWER);
        });
        return answer;
    }

    private Exchange request() {
        return to("direct:answer-once").withVariable("user", ANSEL).withVariable("operation", "create-image")
                .withVariable("idempotency_key", "k3y").withBody(Map.of("name", "beach.jpg")).send();
    }

    private static Map<String, Object> claim(boolean mine, Boolean otherBody, byte[] answer) {
        var claim = new HashMap<String, Object>();
        claim.put("mine", mine);
        claim.put("other_body", otherBody);
        claim.put("answer", answer);
        return claim;
    }
}
