package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotentRequestsTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static final Map<String, Object> ANSEL = Map.of("id", 7L);
    private static final Map<String, Object> BODY = Map.of("name", "beach.jpg");
    private static final String DIGEST = "0d19e57a";
    private static final String ANSWER = "{\"authentication_token\":\"t0k3n\"}";

    private final IdempotentRequests requests = new IdempotentRequests();

    @Test
    void theSameRequestHasTheSameDigest() {
        assertEquals(requests.digest(ANSEL, "create-image", "k3y"), requests.digest(ANSEL, "create-image", "k3y"));
    }

    @ParameterizedTest
    @CsvSource({"8, create-image, k3y", "7, create-job, k3y", "7, create-image, another", ", create-image, k3y"})
    void whoAsksForWhatWithWhichKeyTellsRequestsApart(Long user, String operation, String key) {
        assertNotEquals(requests.digest(ANSEL, "create-image", "k3y"),
                requests.digest(user == null ? null : Map.of("id", user), operation, key));
    }

    @Test
    void theOrderOfABodysFieldsDoesNotMatter() throws Exception {
        var one = new LinkedHashMap<String, Object>();
        one.put("name", "beach.jpg");
        one.put("more", new LinkedHashMap<>(Map.of("a", 1)));
        var other = new LinkedHashMap<String, Object>();
        other.put("more", Map.of("a", 1));
        other.put("name", "beach.jpg");

        assertEquals(requests.bodyDigest(one, null), requests.bodyDigest(other, null));
        assertEquals(requests.secret(one, "k3y"), requests.secret(other, "k3y"));
    }

    @Test
    void anotherBodyHasAnotherDigest() throws Exception {
        assertNotEquals(requests.bodyDigest(BODY, null), requests.bodyDigest(Map.of("name", "beach.png"), null));
        assertNotEquals(requests.bodyDigest(BODY, null), requests.bodyDigest(Map.of(), null));
    }

    @Test
    void anotherRowsRequestHasAnotherDigest() throws Exception {
        assertEquals(requests.bodyDigest(null, 511L), requests.bodyDigest(null, 511L));
        assertNotEquals(requests.bodyDigest(null, 511L), requests.bodyDigest(null, 512L));
        assertNotEquals(requests.bodyDigest(null, 511L), requests.bodyDigest(null, null));
    }

    @Test
    void anAnswerIsReplayedAsItWas() throws Exception {
        var replay = exchange(requests.secret(BODY, "k3y"), DIGEST);
        replay.setVariable("claim", Map.of("answer", sealed()));

        requests.replay(replay);

        assertEquals(ANSWER, replay.getMessage().getBody());
        assertEquals(Map.of(Exchange.HTTP_RESPONSE_CODE, 201, Exchange.CONTENT_TYPE, "application/json", "ETag",
                "\"2026\"", "Idempotent-Replayed", "true"), replay.getMessage().getHeaders());
    }

    @Test
    void aSealedAnswerShowsNothing() throws Exception {
        assertFalse(new String(sealed(), StandardCharsets.ISO_8859_1).contains("t0k3n"));
    }

    @ParameterizedTest
    @CsvSource({"another, beach.jpg, 0d19e57a", "k3y, beach.png, 0d19e57a", "k3y, beach.jpg, 0d19e57b"})
    void onlyTheKeyAndTheBodyOpenAnAnswer(String key, String name, String digest) throws Exception {
        var replay = exchange(requests.secret(Map.of("name", name), key), digest);
        replay.setVariable("claim", Map.of("answer", sealed()));

        assertThrows(IllegalStateException.class, () -> requests.replay(replay));
    }

    private byte[] sealed() throws Exception {
        var exchange = exchange(requests.secret(BODY, "k3y"), DIGEST);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("ETag", "\"2026\"");
        exchange.getMessage().setBody(ANSWER);
        return requests.seal(exchange);
    }

    private static Exchange exchange(String secret, String digest) {
        var exchange = new DefaultExchange(CONTEXT);
        exchange.setVariable("request_secret", secret);
        exchange.setVariable("request_digest", digest);
        return exchange;
    }
}
