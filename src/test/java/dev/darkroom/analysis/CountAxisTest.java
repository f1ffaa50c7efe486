package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountAxisTest {

    private static final double[] NOTHING = new double[256];

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {"1 → 0 0.2 0.4 0.6 0.8 1", "2000 → 0 500 1 k 1.5 k 2 k", "8.6 → 0 2 4 6 8",
                    "46000 → 0 10 k 20 k 30 k 40 k", "0.07 → 0 0.02 0.04 0.06"})
    void tellsRoundCounts(double highest, String ticks) {
        assertEquals(ticks, ticks(axis(Plot.Scale.LINEAR, highest, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {"1 | 1000 → 1 10 100 1 k", "7 | 7 → 1 10", "0.02 | 5 → 0.01 0.1 1",
                    "1 | 20000000 → 1 100 10 k 1 M"})
    void tellsPowersOfTenOnALogarithmicScale(String range, String ticks) {
        var ends = range.split(" \\| ");

        assertEquals(ticks,
                ticks(axis(Plot.Scale.LOG, Double.parseDouble(ends[1]), Double.parseDouble(ends[0]))));
    }

    @Test
    void hasPlaceForTheHighestAndForTheLeastCount() {
        for (var scale : Plot.Scale.values()) {
            var axis = axis(scale, 5000, 1);

            assertTrue(axis.place(5000) > 0.9 && axis.place(5000) < 1);
            assertTrue(axis.place(1) > 0);
            assertEquals(0, axis.place(0));
        }
    }

    @Test
    void cutsOffNothingOnALogarithmicScale() {
        var heights = NOTHING.clone();
        heights[0] = 1e6;
        heights[9] = 1;

        assertTrue(new CountAxis(Plot.Scale.LINEAR, heights, 1).cuts(1e6));
        assertFalse(new CountAxis(Plot.Scale.LOG, heights, 1).cuts(1e6));
    }

    @Test
    void copesWithoutAnyCounts() {
        assertEquals("0 0.2 0.4 0.6 0.8 1", ticks(new CountAxis(Plot.Scale.LINEAR, NOTHING, 1)));
        assertEquals("1 10", ticks(new CountAxis(Plot.Scale.LOG, NOTHING, 1)));
    }

    private static CountAxis axis(Plot.Scale scale, double highest, double least) {
        var heights = NOTHING.clone();
        heights[100] = highest;
        return new CountAxis(scale, heights, least);
    }

    private static String ticks(CountAxis axis) {
        return axis.ticks().stream().map(CountScale::brief).collect(Collectors.joining(" "));
    }
}
