package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdaptiveEqualizeStepTest extends StepTest {

    private static final AdaptiveEqualizeStep STEP = new AdaptiveEqualizeStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, 8, 0.01);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"camera, 8, 0.01", "coffee, 8, 0.01", "rocket, 4, 0.03", "camera, 7, 0", "camera, 64, 0.5"})
    void givesThePixelsOfEqualizeAdapthist(String photograph, int tiles, String clipLimit) {
        var made = STEP.apply(References.input(photograph), tiles, Double.parseDouble(clipLimit));

        var expected = References.picture("adaptive_equalize/" + photograph + "-" + tiles + "-" + clipLimit);
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    /** Components that lie exactly between two samples: the last bit decides, of 79 in 64 800. */
    @Test
    void givesNearlyThePixelsOfEqualizeAdapthistWhereComponentsLieBetweenSamples() {
        var made = STEP.apply(References.input("chelsea"), 64, 0.5);

        var expected = References.picture("adaptive_equalize/chelsea-64-0.5");
        assertTrue(Photographs.worstDifference(expected, made) <= 1);
        for (int band = 0; band < 3; band++) {
            assertTrue(
                    ImageStatistics.meanDiffAbs(expected.colour().getBand(band), made.colour().getBand(band)) < 0.003);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVEN", "ONE_PIXEL"})
    void leavesAsItIs(Case example) {
        var in = example.photograph();

        assertSame(in, apply(in));
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDINARY", "ONE_ROW", "ONE_COLUMN", "GREY", "VERY_WIDE"})
    void usesTheWholeRangeOf(Case example) {
        var made = new GrayscaleStep().apply(apply(new GrayscaleStep().apply(example.photograph()))).luminance();

        assertEquals(0, ImageStatistics.min(made));
        assertEquals(255, ImageStatistics.max(made));
    }

    /** Ramps that are hardly visible beside a part that is: the steeper a ramp becomes, the more contrast has its tile. */
    @ParameterizedTest
    @CsvSource({"0.005, 15, 40", "0.02, 40, 100", "0, 100, 255"})
    void bringsOutFaintContrastUpToTheLimit(double clipLimit, int least, int most) {
        var grey = new GrayU8(128, 128);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 128; x++) {
                grey.set(x, y, x < 64 ? 20 + x % 16 : 60 + x);
            }
        }

        var made = STEP.apply(Photograph.grey(grey, Format.PNG, 1), 8, clipLimit).luminance();

        var contrast = made.get(31, 64) - made.get(16, 64);
        assertTrue(least <= contrast && contrast <= most, "contrast " + contrast);
    }
}
