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
class FinishesTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeRedis redis = new FakeRedis();
    private final Finishes finishes = new Finishes(redis.client(), NEVER);

    @ParameterizedTest
    @CsvSource({"job queued, true", "processing, true", "completed, false", "failed, false"})
    void aWatchGoesOnUntilTheJobIsFinished(String status, boolean goesOn) {
        assertEquals(goesOn, finishes.watch(1, "60").goesOn(status));
    }

    @ParameterizedTest
    @CsvSource(value = {"NULL", "0"}, nullValues = "NULL")
    void aWatchIsOverAtOnceForThoseWhoDoNotWait(String seconds) {
        assertFalse(finishes.watch(1, seconds).goesOn("processing"));
    }

    @Test
    void thoseWhoWaitAreWoken() throws Exception {
        var waiting = new CountDownLatch(100);
        var threads = IntStream.range(0, 100).mapToObj(_ -> Thread.ofVirtual().start(() -> assertDoesNotThrow(() -> {
            try (var watch = finishes.watch(1, "60")) {
                waiting.countDown();
                watch.await();
            }
        }))).toList();

        waiting.await();
        finishes.announce(1);

        for (var thread : threads) {
            thread.join();
        }
        assertEquals(0, finishes.watched());
    }

    @Test
    void whatHappensBetweenTwoLooksIsNotMissed() throws Exception {
        try (var watch = finishes.watch(1, "60")) {
            finishes.announce(1);
            finishes.announce(1);

            watch.await();
        }
    }

    @Test
    void anotherJobWakesNobody() {
        var finishes = new Finishes(redis.client(), Duration.ZERO);
        try (var watch = finishes.watch(1, "60")) {
            finishes.announce(2);

            assertTrue(watch.goesOn("processing"));
            assertEquals(1, finishes.watched());
        }
    }

    @Test
    void withoutWakeUpOneLooksForOneself() throws Exception {
        try (var watch = new Finishes(redis.client(), Duration.ofMillis(1)).watch(1, "60")) {
            watch.await();
        }
    }

    @Test
    void thoseWhoWaitAtOtherFrontEndsAreWoken() throws Exception {
        var elsewhere = new Finishes(redis.client(), NEVER);
        try (var watch = elsewhere.watch(1, "60")) {
            await().until(redis::hasListener);

            finishes.announce(1);

            watch.await();
        }
        assertEquals(List.of("1"), redis.published());
    }

    @Test
    void withoutRedisThoseWhoWaitHereAreWoken() throws Exception {
        redis.goAway();
        try (var watch = finishes.watch(1, "60")) {
            finishes.announce(1);

            watch.await();
        }
    }

    @Test
    void listensAgainWhenRedisComesBack() {
        redis.goAway();
        finishes.watch(1, "60").close();
        redis.comeBack();

        await().until(() -> {
            finishes.watch(1, "60").close();
            return redis.hasListener();
        });
    }

    @Test
    void nothingIsLeftOfAWatchThatIsClosed() {
        var first = finishes.watch(1, "60");
        var second = finishes.watch(1, "60");

        first.close();
        assertEquals(1, finishes.watched());
        second.close();
        assertEquals(0, finishes.watched());
    }
}
