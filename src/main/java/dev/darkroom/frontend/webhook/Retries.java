package dev.darkroom.frontend.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again: after growing pauses, each a little longer by chance, so that what failed together
 * does not come again together.
 *
 * @param pauses after the first attempt, the second, and so on; then it is given up
 * @param jitter by which fraction of itself a pause may be longer
 */
public record Retries(List<Duration> pauses, double jitter, RandomGenerator random) {

    public Retries {
        if (jitter < 0 || pauses.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("The pauses between tries, and their jitter, cannot be negative");
        }
    }

    /**
     * How long to wait after a failed attempt.
     *
     * @param attempt  its number, from 1
     * @param atLeast  what the receiver asked for; the longest pause of all is the most it gets
     * @return nothing, when it was the last one
     */
    public Optional<Duration> after(int attempt, Duration atLeast) {
        if (attempt > pauses.size()) {
            return Optional.empty();
        }
        var pause = pauses.get(attempt - 1);
        var longest = pauses.stream().max(Duration::compareTo).orElseThrow();
        var asked = atLeast.compareTo(longest) > 0 ? longest : atLeast;
        var longer = pause.compareTo(asked) > 0 ? pause : asked;
        return Optional.of(longer.plusMillis((long) (longer.toMillis() * jitter * random.nextDouble())));
    }
}
