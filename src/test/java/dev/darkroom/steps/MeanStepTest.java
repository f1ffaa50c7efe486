package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanStepTest extends SetStepTest {

    @Override
    AverageHistogram apply(QuerySet set) {
        return new MeanStep().apply(set);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8})
    void givesTheBytesOfNumpyMeanOf(int histograms) {
        try (var set = Sets.resource("/steps/in/histograms-" + histograms + ".npy")) {
            assertArrayEquals(Resources.bytes("/steps/mean/" + histograms + ".npy"), apply(set).encode());
        }
    }
}
