package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.ThresholdStep.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new ThresholdStep().apply(in, Method.OTSU, 25, 0.2);
    }

    private static Photograph sauvola(Photograph in, int window, double k) {
        return new ThresholdStep().apply(in, Method.SAUVOLA, window, k);
    }

    @ParameterizedTest
    @EnumSource
    void makesABlackAndWhitePngOf(Case example) {
        var in = example.photograph();

        for (Photograph made : Arrays.asList(apply(in), sauvola(in, 25, 0.2))) {
            assertEquals(Format.PNG, made.format());
            assertEquals(in.width(), made.width());
            assertEquals(in.height(), made.height());
            assertTrue(Arrays.stream(Photographs.samples(made)).allMatch(value -> value == 0 || value == 255));
        }
    }

    /** As the reference: no value is above a threshold that is the only value. */
    @Test
    void makesAnEvenPhotographBlack() {
        var made = apply(Case.EVEN.photograph());

        assertTrue(Arrays.stream(Photographs.samples(made)).allMatch(value -> value == 0));
    }

    @Test
    void refusesAWindowWithoutAMiddle() {
        var in = Case.ORDINARY.photograph();

        assertThrows(IllegalArgumentException.class, () -> sauvola(in, 24, 0.2));
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"coffee", "camera", "chelsea", "astronaut", "rocket"})
    void givesThePixelsOfThresholdOtsu(String photograph) {
        assertEquals(0, Photographs.worstDifference(References.picture("threshold/" + photograph + "-otsu"),
                apply(References.input(photograph))));
    }

    /** {@code steps/make_references.py} makes them; at 301 the square is larger than the photograph. */
    @ParameterizedTest
    @CsvSource({"coffee, 25, 0.2", "camera, 15, 0.05", "astronaut, 61, 0.5", "rocket, 301, 0.1"})
    void givesThePixelsOfThresholdSauvola(String photograph, int window, String k) {
        assertEquals(0, Photographs.worstDifference(
                References.picture("threshold/" + photograph + "-sauvola-" + window + "-" + k),
                sauvola(References.input(photograph), window, Double.parseDouble(k))));
    }

    /**
     * The tiles of a picture that is turned have other seams. Turned twice, for a transparent photograph as it is read
     * knows its luminance better than its colours tell.
     */
    @ParameterizedTest
    @EnumSource
    void hasNoSeamsIn(Case example) {
        var in = turned(turned(example.photograph()));

        assertEquals(0, Photographs.worstDifference(turned(sauvola(in, 25, 0.2)), sauvola(turned(in), 25, 0.2)));
    }
}
