package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.analysis.ColourHistogram;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Resources;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourHistogramStepTest extends StepTest {

    @Override
    ColourHistogram apply(Photograph in) {
        return new ColourHistogramStep().apply(in);
    }

    @ParameterizedTest
    @EnumSource
    void countsEveryPixelOnceInEachColourOf(Case example) {
        var in = example.photograph();

        var made = apply(in);

        for (var histogram : List.of(made.red(), made.green(), made.blue())) {
            assertEquals((long) in.width() * in.height(), Arrays.stream(histogram.counts()).sum());
        }
    }

    @Test
    void isThreeTimesTheHistogramOfAGreyPhotograph() {
        var grey = new HistogramStep().apply(Case.GREY.photograph());

        assertEquals(new ColourHistogram(grey, grey, grey), apply(Case.GREY.photograph()));
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @ValueSource(strings = {"coffee", "astronaut", "camera"})
    void givesTheBytesOfNumpyBincount(String photograph) {
        var made = apply(References.input(photograph));

        assertArrayEquals(Resources.bytes("/steps/colour_histogram/" + photograph + ".npy"), made.encode());
    }
}
