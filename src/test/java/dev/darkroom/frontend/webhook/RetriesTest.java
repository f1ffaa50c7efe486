package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

    private static final List<Duration> PAUSES = Stream.of(5, 300, 1800).map(Duration::ofSeconds).toList();

    private final Retries punctual = new Retries(PAUSES, 0, new Random(1));

    @ParameterizedTest
    @CsvSource({"1, PT0S, PT5S", "2, PT0S, PT5M", "3, PT0S, PT30M", "1, PT10M, PT10M", "3, PT10M, PT30M",
            "1, PT24H, PT30M"})
    void waitsAsLongAsTheReceiverAsksButNotLongerThanTheLongestPause(int attempt, Duration asked, Duration pause) {
        assertEquals(Optional.of(pause), punctual.after(attempt, asked));
    }

    @Test
    void givesUpAfterTheLastPause() {
        assertEquals(Optional.empty(), punctual.after(4, Duration.ofSeconds(1)));
        assertEquals(Optional.empty(), punctual.after(17, Duration.ZERO));
    }

    @Test
    void waitsALittleLongerByChance() {
        var retries = new Retries(PAUSES, 0.2, new Random(1));

        var pauses = Stream.generate(() -> retries.after(2, Duration.ZERO).orElseThrow()).limit(100).toList();

        assertTrue(pauses.stream().distinct().count() > 90);
        assertTrue(pauses.stream().allMatch(pause -> pause.compareTo(Duration.ofSeconds(300)) >= 0
                && pause.compareTo(Duration.ofSeconds(360)) <= 0), pauses::toString);
    }

    @Test
    void takesNoPauseThatIsNegative() {
        assertThrows(IllegalArgumentException.class, () -> new Retries(PAUSES, -0.1, new Random(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new Retries(List.of(Duration.ofSeconds(-1)), 0, new Random(1)));
    }
}
