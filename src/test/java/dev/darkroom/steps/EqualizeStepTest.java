package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.color.ColorHsv;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqualizeStepTest extends StepTest {

    private static final EqualizeStep STEP = new EqualizeStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in);
    }

    /** {@code steps/make_references.py} makes it. */
    @Test
    void givesThePixelsOfEqualizeHist() {
        var made = apply(References.input("camera"));

        assertEquals(0, Photographs.worstDifference(References.picture("equalize/camera"), made));
    }

    /** Luminances and colours are rounded: 0.5 before and after. */
    @ParameterizedTest
    @ValueSource(strings = {"rocket", "coffee"})
    void givesColoursTheLuminanceOfEqualizeHist(String photograph) {
        var made = apply(References.input(photograph));

        var expected = References.picture("equalize/" + photograph + "-luminance");
        var luminance = Photograph.grey(made.luminance(), Format.PNG, 1);
        assertTrue(Photographs.worstDifference(expected, luminance) <= 2);
    }

    /** In colours that are bright and saturated enough for rounding not to matter. */
    @ParameterizedTest
    @ValueSource(strings = {"rocket", "coffee", "astronaut"})
    void keepsTheHue(String photograph) {
        var in = References.input(photograph).colour();
        var made = apply(References.input(photograph)).colour();

        var compared = 0;
        for (int y = 0; y < in.height; y++) {
            for (int x = 0; x < in.width; x++) {
                var before = hsv(in.get24u8(x, y));
                var after = hsv(made.get24u8(x, y));
                if (before[1] * before[2] > 40 && after[1] * after[2] > 40) {
                    var turned = Math.abs(before[0] - after[0]);
                    assertEquals(0, Math.min(turned, 2 * Math.PI - turned), Math.toRadians(2));
                    compared++;
                }
            }
        }
        assertTrue(compared > 1000, "compared " + compared);
    }

    @ParameterizedTest
    @EnumSource(names = {"EVEN", "ONE_PIXEL"})
    void leavesAsItIs(Case example) {
        var in = example.photograph();

        assertSame(in, apply(in));
    }

    @Test
    void usesTheWholeRangeOfAFlatPhotograph() {
        var grey = new GrayU8(2, 2);
        grey.data = new byte[]{100, 101, 102, 103};

        var made = apply(Photograph.grey(grey, Format.PNG, 1)).luminance();

        assertEquals(64, made.get(0, 0));
        assertEquals(128, made.get(1, 0));
        assertEquals(191, made.get(0, 1));
        assertEquals(255, made.get(1, 1));
    }

    private static double[] hsv(int rgb) {
        var hsv = new double[3];
        ColorHsv.rgbToHsv(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, hsv);
        return hsv;
    }
}
