package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.NotFound;
import dev.darkroom.frontend.webhook.RefusedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/12-call-back",
        replaceRouteFromWith = {"look-for-due-webhooks=direct:webhook-period-over",
                "send-due-webhooks=direct:woken", "deliver-webhook=direct:due"},
        mockEndpointsAndSkip = "(sql|seda|https):.*|direct:find-(job|webhook-delivery)")
class CallBackRoutesTest extends RouteTest {

    private static final String RECEIVER = "https:receiver-of-a-webhook";
    private static final String WAKE_UP = "seda:send-due-webhooks";

    @Test
    void looksForDueWebhooksNowAndThen() {
        expect(WAKE_UP);

        assertNull(to("direct:webhook-period-over").send().getException());
    }

    @Test
    void looksForDueWebhooksAtOnceAndLeavesItsCallersMessageAsItIs() {
        expect(WAKE_UP);

        assertEquals("the report's answer", to("direct:wake-webhooks").withBody("the report's answer").send()
                .getMessage().getBody());
    }

    @Test
    void handsEveryDueWebhookToThoseWhoSend() throws Exception {
        var take = expectSql("take-due-webhooks", List.of(Map.of("id", 511L), Map.of("id", 512L)));
        expect("seda:deliver-webhook").expectedBodiesReceived(511L, 512L);

        assertNull(to("direct:woken").send().getException());
        assertEquals(Map.of("properties:darkroom.webhook.parallel", "16",
                "properties:darkroom.webhook.parallel-per-user", "4",
                "properties:darkroom.webhook.timeout-seconds", "15"), parameters(take));
    }

    @Test
    void sendsNothingWhenNothingIsDue() {
        expectSql("take-due-webhooks", List.of());

        assertNull(to("direct:woken").send().getException());
    }

    @Test
    void sendsTheJobAsItsUserSeesItSigned() throws Exception {
        due();
        var receiver = expectAnswer(204, null, "");
        var record = expectSql("record-webhook-attempt");
        expect(WAKE_UP);

        assertNull(deliver().getException());

        var call = receiver.getExchanges().getFirst().getMessage();
        assertEquals("https://example.org/darkroom?key=5f3a9c", call.getHeader("CamelHttpUri"));
        assertEquals("POST", call.getHeader("CamelHttpMethod"));
        assertEquals("application/json", call.getHeader("Content-Type"));
        assertEquals("msg_0b7c5f6e1d9a4c3f8a2e6d5c4b3a2918", call.getHeader("webhook-id"));
        assertTrue(call.getHeader("webhook-timestamp", String.class).matches("\\d{10}"));
        assertTrue(call.getHeader("webhook-signature", String.class).startsWith("v1,"));
        assertEquals(6, call.getHeaders().size());
        var body = call.getBody(String.class);
        assertTrue(body.startsWith("{\"type\":\"job.completed\",\"timestamp\":\"2026-11-22T08:01:02.000Z\",\"data\":{"),
                body);
        assertTrue(body.contains("X-Amz-Signature"), body);
        var parameters = parameters(record);
        assertEquals(511L, parameters.get("variable.delivery_id"));
        assertEquals("delivered", parameters.get("variable.outcome[status]"));
        assertEquals(204, parameters.get("variable.outcome[status_code]"));
    }

    @Test
    void sendsNothingThatIsNoLongerDue() throws Exception {
        var find = expectSql("find-due-webhook", NO_ROW);

        assertNull(deliver().getException());
        assertEquals(511L, parameters(find).get("variable.delivery_id"));
    }

    @Test
    void recordsAnAnswerThatDoesNotCount() throws Exception {
        due();
        expectAnswer(503, "120", "busy");
        var record = expectSql("record-webhook-attempt");
        expect(WAKE_UP);

        assertNull(deliver().getException());

        var parameters = parameters(record);
        assertEquals("pending", parameters.get("variable.outcome[status]"));
        assertEquals("The receiver answered 503", parameters.get("variable.outcome[problem]"));
        assertEquals("busy", parameters.get("variable.outcome[answer]"));
        var pause = (Long) parameters.get("variable.outcome[pause_seconds]");
        assertTrue(pause >= 120 && pause <= 144, pause::toString);
    }

    @Test
    void recordsThatAReceiverIsGone() throws Exception {
        due();
        expectAnswer(410, null, "");
        var record = expectSql("record-webhook-attempt");
        expect(WAKE_UP);

        assertNull(deliver().getException());

        assertEquals("switched off", parameters(record).get("variable.outcome[status]"));
    }

    @Test
    void recordsWhyThereWasNoAnswer() throws Exception {
        due();
        expect(RECEIVER, new RefusedAddressException("example.org"));
        var record = expectSql("record-webhook-attempt");
        expect(WAKE_UP);

        assertNull(deliver().getException());

        var parameters = parameters(record);
        assertEquals("pending", parameters.get("variable.outcome[status]"));
        assertNull(parameters.get("variable.outcome[status_code]"));
        assertTrue(parameters.get("variable.outcome[problem]").toString().contains("not public"));
    }

    @Test
    void failsWhenTheDatabaseIsAwaySoThatItIsTakenAgain() {
        expectSql("find-due-webhook", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(deliver().getException(CannotGetJdbcConnectionException.class));
    }

    @Test
    void callsNobodyForAJobThatIsGone() throws Exception {
        expectSql("find-due-webhook", file("due-webhook.json"));
        expect("direct:find-job", new NotFound("There is no job 2131 that you may see"));

        assertNotNull(deliver().getException(NotFound.class));
    }

    @Test
    void sendsADeliveryAgainAtOnce() throws Exception {
        var retry = expectSql("retry-webhook-delivery", 511L);
        expect("direct:find-webhook-delivery", Map.of("id", 511, "status", "pending"));
        expect(WAKE_UP);

        assertEquals(Map.of("id", 511, "status", "pending"), send("direct:retry-webhook-delivery").getMessage()
                .getBody());
        assertEquals(Map.of("variable.id", 511L, "variable.user[id]", 7L, "variable.user[role]", "user"),
                parameters(retry));
    }

    @Test
    void sendsNoDeliveryOfSomebodyElseAgain() {
        expectSql("retry-webhook-delivery", NO_ROW);
        expect("direct:find-webhook-delivery", new NotFound("There is no webhook delivery 511 that you may see"));

        assertNotNull(send("direct:retry-webhook-delivery").getException(NotFound.class));
    }

    @Test
    void answersTheSecret() {
        expectSql("find-webhook-secret", "whsec_AAAA");

        assertEquals(Map.of("secret", "whsec_AAAA"), send("direct:read-webhook-secret").getMessage().getBody());
    }

    @Test
    void answersTheNewSecret() {
        expectSql("rotate-webhook-secret", "whsec_BBBB");

        assertEquals(Map.of("secret", "whsec_BBBB"), send("direct:rotate-webhook-secret").getMessage().getBody());
    }

    @Test
    void answersNoSecretOfSomebodyElse() {
        expectSql("find-webhook-secret", NO_ROW);
        expectSql("rotate-webhook-secret", NO_ROW);

        assertNotNull(send("direct:read-webhook-secret").getException(NotFound.class));
        assertNotNull(send("direct:rotate-webhook-secret").getException(NotFound.class));
    }

    private void due() throws Exception {
        expectSql("find-due-webhook", file("due-webhook.json"));
        expect("direct:find-job").whenAnyExchangeReceived(exchange -> {
            assertEquals(2131, exchange.getVariable("id"));
            assertEquals("user", ((Map<?, ?>) exchange.getVariable("user")).get("role"));
            exchange.getMessage().setBody(job());
        });
    }

    private static Map<String, Object> job() {
        return new HashMap<>(Map.of("id", 2131, "results", List.of(new HashMap<>(
                Map.of("s3_key", "images/12345/grayscale-beach.jpg", "content_type", "image/jpeg")))));
    }

    private MockEndpoint expectAnswer(int status, String retryAfter, String body) {
        var receiver = expect(RECEIVER);
        receiver.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setHeader("CamelHttpResponseCode", status);
            if (retryAfter != null) {
                exchange.getMessage().setHeader("Retry-After", retryAfter);
            }
            exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
        });
        return receiver;
    }

    private Exchange deliver() {
        return to("direct:due").withBody(511L).send();
    }

    private Exchange send(String operation) {
        return to(operation).withVariable("id", 511L).withVariable("user", ANSEL).send();
    }
}
