package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExchangeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Attempt FIRST = new Attempt(1, "msg_1", NOW.minusMillis(84), "{}", "v1,x");
    private static final Attempt LAST = new Attempt(3, "msg_1", NOW.minusMillis(84), "{}", "v1,x");

    private final Webhooks webhooks = new Webhooks(
            new Retries(List.of(Duration.ofSeconds(5), Duration.ofHours(1)), 0, new Random(1)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    /** The vector of the tests of the reference implementation, github.com/standard-webhooks/standard-webhooks. */
    @Test
    void signsAsTheReferenceDoes() {
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Webhooks.sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}"));
    }

    @Test
    void writesTheEventAndSignsTheMomentOfTheAttempt() throws Exception {
        var attempt = webhooks.write(delivery(SECRET), Map.of("id", 2131));

        assertEquals("{\"type\":\"job.completed\",\"timestamp\":\"2021-02-25T15:00:00+00:00\",\"data\":{\"id\":2131}}",
                attempt.body());
        assertEquals("1614265330", attempt.timestamp());
        assertEquals("msg_1", attempt.messageId());
        assertEquals(3, attempt.number());
        assertEquals(Webhooks.sign(SECRET, "msg_1", NOW, attempt.body()), attempt.signature());
    }

    @Test
    void signsWithEverySecretThatIsValid() throws Exception {
        var other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

        var attempt = webhooks.write(delivery(SECRET, other), Map.of());

        assertEquals(Webhooks.sign(SECRET, "msg_1", NOW, attempt.body()) + " "
                + Webhooks.sign(other, "msg_1", NOW, attempt.body()), attempt.signature());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void isDeliveredWhenTheReceiverSaysSo(int status) {
        var outcome = answered(FIRST, status, null, "thank you");

        assertEquals("delivered", outcome.get("status"));
        assertEquals(status, outcome.get("status_code"));
        assertEquals(84L, outcome.get("duration_ms"));
        assertEquals("thank you", outcome.get("answer"));
        assertNull(outcome.get("problem"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 307, 400, 401, 404, 429, 500, 503, 599})
    void isTriedAgainAfterAnyOtherAnswer(int status) {
        assertEquals("pending", answered(FIRST, status, null, "").get("status"));
        assertEquals(5L, answered(FIRST, status, null, "").get("pause_seconds"));
        assertEquals("failed", answered(LAST, status, null, "").get("status"));
    }

    @Test
    void saysThatItFollowsNoRedirection() {
        assertEquals("The receiver answered 302; redirections are not followed",
                answered(FIRST, 302, null, "").get("problem"));
    }

    @Test
    void isSwitchedOffByAReceiverThatIsGone() {
        assertEquals("switched off", answered(FIRST, 410, null, "").get("status"));
        assertEquals("switched off", answered(LAST, 410, null, "").get("status"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    503 | 120                           | 120
                    429 | 120                           | 120
                    429 | 1                             | 5
                    429 | 999999999                     | 3600
                    429 | 99999999999999999999          | 5
                    429 | Thu, 25 Feb 2021 15:04:10 GMT | 120
                    429 | Thu, 25 Feb 2021 15:00:00 GMT | 5
                    429 | soon                          | 5
                    429 | -7                            | 5
                    500 | 120                           | 5
                    """)
    void waitsAsLongAsABusyReceiverAsksWithinBounds(int status, String retryAfter, long pause) {
        assertEquals(pause, answered(FIRST, status, retryAfter, "").get("pause_seconds"));
    }

    @Test
    void keepsTheBeginningOfAnAnswerAsPlainText() {
        var outcome = answered(FIRST, 500, null, "out\u0000of\r\n\u001b[31mfilm" + "!".repeat(2000));

        assertEquals("out of [31mfilm" + "!".repeat(485), outcome.get("answer"));
        assertEquals("\ufffd", webhooks.answered(FIRST, 500, null, new byte[]{(byte) 0xff}).get("answer"));
        assertNull(webhooks.answered(FIRST, 500, null, null).get("answer"));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RefusedAddressException("example.org"),
                        "example.org leads to an address that is not public; webhooks are sent to public addresses only"),
                Arguments.of(new UnknownHostException("example.org"), "There is no host of that name"),
                Arguments.of(new SSLHandshakeException("certificate expired"),
                        "No secure connection: certificate expired"),
                Arguments.of(new ConnectException("refused"), "Nobody listens there, or the connection was refused"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "No answer in time"),
                Arguments.of(new InterruptedIOException("no answer"), "No answer in time"),
                Arguments.of(new SocketException("Connection reset"), "The connection broke: Connection reset"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyThereWasNoAnswerAndTriesAgain(Exception failure, String problem) {
        var outcome = webhooks.failed(FIRST, new CamelExchangeException("failed", null, failure));

        assertEquals("pending", outcome.get("status"));
        assertNull(outcome.get("status_code"));
        assertEquals(problem, webhooks.failed(FIRST, failure).get("problem"));
        assertEquals("failed", webhooks.failed(LAST, failure).get("status"));
    }

    private Map<String, Object> answered(Attempt attempt, int status, String retryAfter, String answer) {
        return webhooks.answered(attempt, status, retryAfter, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> delivery(String... secrets) {
        return Map.of("message_id", "msg_1", "type", "job.completed", "created_at", "2021-02-25T15:00:00+00:00",
                "attempts_count", 2, "secrets", List.of(secrets));
    }
}
