package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=clean/1-clean", "darkroom.role=clean"},
        mockEndpointsAndSkip = "direct:(forget-images|empty-queues|empty-buckets)")
class CleanRoutesTest extends RouteTest {

    private static final List<String> PARTS = List.of("forget-images", "empty-queues", "empty-buckets");

    private final List<String> done = new ArrayList<>();

    @Test
    void rowsGoBeforeMessagesAndMessagesBeforeObjects() {
        rounds(Map.of());

        assertNull(clean().getException());
        assertEquals(PARTS, done);
    }

    @Test
    void goesOnUntilARoundFindsNothing() {
        rounds(Map.of("images", 21L), Map.of("output", 1L), Map.of());

        var exchange = clean();

        assertNull(exchange.getException());
        assertEquals(9, done.size());
        var outcome = exchange.getMessage().getBody(Map.class);
        assertEquals(21L, outcome.get("images"));
        assertEquals(0L, outcome.get("jobs"));
        assertEquals(Map.of("input", 0L, "output", 1L), outcome.get("objects"));
    }

    @Test
    void saysThatItCannotKeepUpWithTheClients() {
        var more = Map.of("images", 1L);
        rounds(more, more, more, more, more);

        assertNotNull(clean().getException(Conflict.class));
    }

    @Test
    void stopsWhereAPartFails() {
        expect("direct:forget-images");
        expect("direct:empty-queues", SdkClientException.create("SQS is away"));

        assertNotNull(clean().getException(SdkClientException.class));
    }

    @Test
    void tellsTheWorkersToStop() {
        rounds(Map.of());

        assertEquals(0L, clean().getMessage().getBody(Map.class).get("workers_told"));
        assertEquals(List.of("stop"), redis.published());
    }

    @Test
    void cleansWithoutRedisAndSaysThatNobodyWasTold() {
        rounds(Map.of());
        redis.goAway();

        var exchange = clean();

        assertNull(exchange.getException());
        assertNull(exchange.getMessage().getBody(Map.class).get("workers_told"));
    }

    /** What each round is to find. */
    @SafeVarargs
    private void rounds(Map<String, Long>... found) {
        done.clear();
        for (var part : PARTS) {
            var mock = mock("direct:" + part);
            mock.expectedMessageCount(found.length);
            for (int i = 0; i < found.length; i++) {
                var finds = found[i];
                mock.whenExchangeReceived(i + 1, exchange -> {
                    done.add(part);
                    if (part.equals("empty-buckets")) {
                        finds.forEach(exchange.getVariable("cleaning", Cleaning.class)::deleted);
                    }
                });
            }
        }
    }

    private Exchange clean() {
        return to("direct:clean").send();
    }
}
