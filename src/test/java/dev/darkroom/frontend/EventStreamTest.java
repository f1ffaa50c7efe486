package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EventStreamTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Map<String, Object> QUEUED = Map.of("id", 5, "status", "job queued", "updated_at", "08:00");
    private static final Map<String, Object> COMPLETED = Map.of("id", 5, "status", "completed", "updated_at", "08:01");

    private final FakeResponse client = new FakeResponse();
    private final AtomicInteger closed = new AtomicInteger();
    private final Watch watch = new Watch(NEVER, NEVER, _ -> closed.incrementAndGet());

    @Test
    void aStreamBeginsWithTheStateOfAllAndSaysWhenToComeAgain() throws Exception {
        stream(null).send(look(new TreeMap<>(QUEUED)));

        assertEquals("""
                retry: 3000

                event: job
                data: {"id":5,"status":"job queued","updated_at":"08:00"}

                """, client.sent());
    }

    @Test
    void theHeadKeepsThoseOnTheWayFromHoldingEventsBack() throws Exception {
        stream(null).send(look());

        assertEquals("text/event-stream", client.header("Content-Type"));
        assertEquals("no-store", client.header("Cache-Control"));
        assertEquals("no", client.header("X-Accel-Buffering"));
    }

    @Test
    void theVersionThatAClientKnowsIsNotLookedForAgain() throws Exception {
        var stream = stream(Set.of(5L));
        assertArrayEquals(new String[]{null}, stream.getVersions());

        stream.send(look(QUEUED));
        assertArrayEquals(new String[]{"08:00"}, stream.getVersions());
        client.sent();
        stream.send(unchanged());
        assertEquals("", client.sent());
        stream.send(look(COMPLETED));

        assertTrue(client.sent().contains("completed"));
        assertArrayEquals(new String[]{"08:01"}, stream.getVersions());
    }

    @Test
    void aFinishedJobOfABatchMayBeDoneOnceMore() throws Exception {
        var stream = new EventStream(client.response(), false, watch, null, 12L, 200, NEVER, closed::get);
        assertEquals(12L, stream.getBatchId());
        assertFalse(stream.isAll());

        stream.send(look(COMPLETED));

        assertArrayEquals(new Long[]{5L}, stream.getJobIds());
    }

    @Test
    void aFinishedJobOfAllIsLookedAtNoMore() throws Exception {
        var stream = stream(null);
        stream.send(look(QUEUED));
        assertArrayEquals(new Long[]{5L}, stream.getJobIds());

        stream.send(look(COMPLETED));
        assertArrayEquals(new Long[0], stream.getJobIds());
        client.sent();
        stream.send(look());
        assertEquals("", client.sent());
    }

    @Test
    void aFinishedJobThatIsNamedMayStillChange() throws Exception {
        var stream = stream(Set.of(5L));
        stream.send(look(COMPLETED));

        assertArrayEquals(new Long[]{5L}, stream.getJobIds());
    }

    @Test
    void aJobThatIsNoLongerThereIsToldOnceToBeGone() throws Exception {
        var stream = stream(Set.of(5L));
        stream.send(look(QUEUED));
        client.sent();

        stream.send(look());
        assertTrue(client.sent().contains("gone"));
        assertArrayEquals(new Long[0], stream.getJobIds());
        stream.send(look());
        assertEquals("", client.sent());
    }

    @Test
    void jobsThatCameSinceTheLastLookAreLookedAt() throws Exception {
        var stream = stream(null);
        assertNull(stream.getNewest());

        stream.send(look(QUEUED));

        assertEquals(9, stream.getNewest());
    }

    @Test
    void aSilentStreamIsKeptAlive() throws Exception {
        var stream = new EventStream(client.response(), false, watch, null, null, 200, Duration.ofNanos(1),
                closed::get);
        stream.send(look());
        client.sent();

        stream.send(look());

        assertEquals(":\n\n", client.sent());
    }

    @Test
    void aClientThatReadsNoMoreIsLeft() throws Exception {
        var stream = new EventStream(client.response(), false, watch, null, null, 200, Duration.ofMillis(1),
                closed::get);
        client.readNoMore();

        stream.send(look(QUEUED));

        assertTrue(client.closed());
        assertFalse(stream.isOpen());
    }

    @Test
    void aClientThatGoesIsNoticedAtOnce() throws Exception {
        var stream = stream(null);
        stream.send(look());
        assertTrue(stream.isOpen());

        client.goAway();

        stream.await();
        assertFalse(stream.isOpen());
    }

    @Test
    void whoAsksForTheHeadGetsNothingElse() throws Exception {
        var stream = new EventStream(client.response(), true, watch, null, null, 200, NEVER, closed::get);

        stream.send(look(QUEUED));
        stream.await();

        assertFalse(stream.isOpen());
        stream.close();
        assertEquals("", client.sent());
        assertEquals("text/event-stream", client.header("Content-Type"));
        assertTrue(client.ended());
    }

    @Test
    void aStreamThatIsClosedHasEndedAndWatchesNoMore() throws Exception {
        var stream = new EventStream(client.response(), false, watch, null, null, 200, NEVER, closed::incrementAndGet);
        stream.send(look());

        stream.close();

        assertTrue(client.ended());
        assertEquals(2, closed.get());
    }

    @Test
    void aStreamThatHasNotBegunLeavesTheAnswerToOthers() {
        stream(null).close();

        assertFalse(client.ended());
    }

    private EventStream stream(Set<Long> jobIds) {
        return new EventStream(client.response(), false, watch, jobIds, null, 200, NEVER, () -> {
        });
    }

    private static Map<String, Object> look() {
        return Map.of("newest", 9, "ids", List.of(), "jobs", List.of());
    }

    private static Map<String, Object> unchanged() {
        return Map.of("newest", 9, "ids", List.of(5), "jobs", List.of());
    }

    private static Map<String, Object> look(Map<String, Object> job) {
        return Map.of("newest", 9, "ids", List.of(5), "jobs", List.of(job));
    }
}
