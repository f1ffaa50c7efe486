package dev.darkroom.frontend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.FakeRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is not woken waits longer than the test has. */
@Timeout(10)
class ChangesTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeRedis redis = new FakeRedis();
    private final Changes changes = new Changes(redis.client(), NEVER);

    @ParameterizedTest
    @CsvSource({"job queued, true", "processing, true", "completed, false", "failed, false"})
    void aWatchGoesOnUntilTheJobIsFinished(String status, boolean goesOn) {
        assertEquals(goesOn, changes.watch("job 1", "60").goesOn(status, null));
    }

    @ParameterizedTest
    @CsvSource(value = {"NULL", "0"}, nullValues = "NULL")
    void aWatchIsOverAtOnceForThoseWhoDoNotWait(String seconds) {
        assertFalse(changes.watch("job 1", seconds).goesOn("processing", null));
    }

    @Test
    void thoseWhoWaitAreWoken() throws Exception {
        var waiting = new CountDownLatch(100);
        var threads = IntStream.range(0, 100).mapToObj(_ -> Thread.ofVirtual().start(() -> assertDoesNotThrow(() -> {
            try (var watch = changes.watch("job 1", "60")) {
                waiting.countDown();
                watch.await();
            }
        }))).toList();

        waiting.await();
        changes.announce(1L, 12L, 7L);

        for (var thread : threads) {
            thread.join();
        }
        assertEquals(0, changes.watched());
    }

    @Test
    void whatHappensBetweenTwoLooksIsNotMissed() throws Exception {
        try (var watch = changes.watch("job 1", "60")) {
            changes.announce(1L, 12L, 7L);
            changes.announce(1L, 12L, 7L);

            watch.await();
        }
    }

    @Test
    void anotherJobWakesNobody() {
        var changes = new Changes(redis.client(), Duration.ZERO);
        try (var watch = changes.watch("job 1", "60")) {
            changes.announce(2L, 12L, 7L);

            assertTrue(watch.goesOn("processing", null));
            assertEquals(1, changes.watched());
        }
    }

    @Test
    void withoutWakeUpOneLooksForOneself() throws Exception {
        try (var watch = new Changes(redis.client(), Duration.ofMillis(1)).watch("job 1", "60")) {
            watch.await();
        }
    }

    @Test
    void thoseWhoWaitAtOtherFrontEndsAreWoken() throws Exception {
        var elsewhere = new Changes(redis.client(), NEVER);
        try (var watch = elsewhere.watch("job 1", "60")) {
            await().until(redis::hasListener);

            changes.announce(1L, 12L, 7L);

            watch.await();
        }
        assertEquals(List.of("job 1,image 12,user 7"), redis.published());
    }

    @Test
    void thoseWhoWaitForABatchAreWokenWhereverTheyWait() throws Exception {
        var elsewhere = new Changes(redis.client(), NEVER);
        try (var here = changes.watch("batch 12", "60"); var there = elsewhere.watch("batch 12", "60")) {
            await().until(redis::hasListener);

            changes.announceBatch(12L);

            here.await();
            there.await();
        }
        assertEquals(List.of("batch 12"), redis.published());
    }

    @Test
    void aBatchIsNoImageOfTheSameNumber() {
        var changes = new Changes(redis.client(), Duration.ZERO);
        try (var watch = changes.watch("image 12", "60")) {
            changes.announceBatch(12L);

            assertTrue(watch.goesOn("created", false));
            assertEquals(1, changes.watched());
        }
    }

    @Test
    void withoutRedisThoseWhoWaitHereAreWoken() throws Exception {
        redis.goAway();
        try (var watch = changes.watch("job 1", "60")) {
            changes.announce(1L, 12L, 7L);

            watch.await();
        }
    }

    @Test
    void listensAgainWhenRedisComesBack() {
        redis.goAway();
        changes.watch("job 1", "60").close();
        redis.comeBack();

        await().until(() -> {
            changes.watch("job 1", "60").close();
            return redis.hasListener();
        });
    }

    @Test
    void nothingIsLeftOfAWatchThatIsClosed() {
        var first = changes.watch("job 1", "60");
        var second = changes.watch("job 1", "60");

        first.close();
        assertEquals(1, changes.watched());
        second.close();
        assertEquals(0, changes.watched());
    }
}
