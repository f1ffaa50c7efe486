package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Resources;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedianStepTest extends SetStepTest {

    @Override
    AverageHistogram apply(QuerySet set) {
        return new MedianStep().apply(set);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8})
    void givesTheBytesOfNumpyMedianOf(int histograms) {
        try (var set = Sets.resource("/steps/in/histograms-" + histograms + ".npy")) {
            assertArrayEquals(Resources.bytes("/steps/median/" + histograms + ".npy"), apply(set).encode());
        }
    }

    @Test
    void givesTheMedianOfTheGoldenPhotographs() {
        var histograms = Stream.of("o1_rgb_420", "o2_rgb", "o3_gray8", "o4_rgba", "o5_exif6", "o6_palette")
                .map(name -> Histogram.decode(Resources.bytes("golden/histogram/" + name + ".npy")))
                .toArray(Histogram[]::new);
        try (var set = Sets.of(histograms)) {
            assertArrayEquals(Resources.bytes("npy/median_counts.npy"), apply(set).encode());
        }
    }

    @Test
    void isTheHistogramItselfWhenAllAreTheSame() {
        var histogram = Sets.histogram(0, 3, 17, 1L << 53, 255, Long.MAX_VALUE);
        try (var set = Sets.of(histogram, histogram, histogram, histogram)) {
            var median = apply(set).counts();

            assertEquals(3, median[0]);
            assertEquals(0x1p53, median[17]);
            assertEquals(0x1p63, median[255]);
            assertEquals(0, median[128]);
        }
    }
}
