package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.ResizeStep.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeStepTest extends StepTest {

    private static final ResizeStep STEP = new ResizeStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, null, null, Fit.FIT, false, Light.ENCODED);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"coffee, 100, 66", "coffee, 37, 150", "camera, 61, 61", "rocket, 400, 20"})
    void givesThePixelsOfTransformResize(String photograph, int width, int height) {
        var made = STEP.apply(References.input(photograph), width, height, Fit.EXACT, false, Light.ENCODED);

        var expected = References.picture("resize/" + photograph + "-" + width + "x" + height);
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    @ParameterizedTest
    @CsvSource({"coffee, 100, 66", "camera, 200, 40"})
    void givesThePixelsOfTransformResizeOfLinearLight(String photograph, int width, int height) {
        var made = STEP.apply(References.input(photograph), width, height, Fit.EXACT, false, Light.LINEAR);

        var expected = References.picture("resize/" + photograph + "-" + width + "x" + height + "-linear");
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    @ParameterizedTest
    @CsvSource({
            // of 240 × 160
            "240, 160, 120,    , FIT,   false, 120,  80", "240, 160,    , 120, FIT,   false, 180, 120",
            "240, 160, 100, 100, FIT,   false, 100,  67", "240, 160, 480, 480, FIT,   false, 240, 160",
            "240, 160, 480, 480, FIT,   true,  480, 320", "240, 160,    ,    , FIT,   true, 1024, 683",
            "240, 160,    ,    , FIT,   false, 240, 160", "240, 160, 100, 100, FILL,  false, 100, 100",
            "240, 160, 400, 400, FILL,  false, 160, 160", "240, 160, 400, 400, FILL,  true,  400, 400",
            "240, 160, 400, 100, FILL,  false, 240,  60", "240, 160, 120,    , FILL,  false, 120,  80",
            "240, 160, 300,  10, EXACT, false, 300,  10", "240, 160, 480,    , EXACT, false, 480, 320",
            "240, 160,    ,    , FILL,  false, 160, 160", "240, 160,    , 320, FILL,  true,  480, 320",
            "240, 160, 100, 100, EXACT, false, 100, 100", "240, 160,    ,    , EXACT, false, 1024, 1024",
            // of those that have little to lose
            "1,     1,  10,  10, FIT,   false,   1,   1", "1,     1,  10,  20, EXACT, false,  10,  20",
            "1,     1,  10,  20, FILL,  false,   1,   1", "6000,  3, 100, 100, FIT,   false, 100,   1",
            "6000,  3, 100, 100, FILL,  false,   3,   3", "6000,  3,   1,    , EXACT, false,   1,   1",
            "1,    64,  10,  10, FIT,   false,   1,  10", "1,    64,  10,  10, FIT,   true,    1,  10",
            "1,  6000,  20,    , FIT,   false,   1, 6000", "1,  6000,  20,    , FILL,  false,   1, 6000"})
    void hasTheSize(int width, int height, Integer boxWidth, Integer boxHeight, Fit fit, boolean enlarge,
            int expectedWidth, int expectedHeight) {
        var made = STEP.apply(even(width, height), boxWidth, boxHeight, fit, enlarge, Light.ENCODED);

        assertEquals(expectedWidth + " × " + expectedHeight, made.width() + " × " + made.height());
    }

    @ParameterizedTest
    @EnumSource
    void staysEvenWhenThePhotographIs(Light light) {
        for (var side : new int[]{1, 7, 20, 64, 333}) {
            var made = STEP.apply(even(64, 20), side, side, Fit.EXACT, false, light);

            assertEquals(0, Photographs.worstDifference(even(side, side), made), light + " " + side);
        }
    }

    @Test
    void returnsAPhotographThatFitsAsItIs() {
        var in = Case.TRANSPARENT.photograph();

        assertSame(in, STEP.apply(in, in.width(), 5000, Fit.FIT, false, Light.ENCODED));
    }

    /** A photograph that it has to fill is cut on both sides evenly: what is in the middle stays there. */
    @Test
    void fillsWithTheMiddle() {
        var grey = new GrayU8(90, 30);
        ImageMiscOps.fillRectangle(grey, 255, 30, 0, 30, 30);

        var made = STEP.apply(Photograph.grey(grey, Format.PNG, 1), 30, 30, Fit.FILL, false, Light.ENCODED);

        var white = new GrayU8(30, 30);
        ImageMiscOps.fill(white, 255);
        assertEquals(0, Photographs.worstDifference(Photograph.grey(white, Format.PNG, 1), made));
    }

    /** Half of the light is the sample 188, not 128. */
    @ParameterizedTest
    @CsvSource({"ENCODED, 128", "LINEAR, 188"})
    void averagesAFinePatternTo(Light light, int expected) {
        var stripes = new GrayU8(64, 64);
        for (int x = 0; x < 64; x += 2) {
            ImageMiscOps.fillRectangle(stripes, 255, x, 0, 1, 64);
        }

        var made = STEP.apply(Photograph.grey(stripes, Format.PNG, 1), 4, 4, Fit.EXACT, false, light);

        assertEquals(expected, made.luminance().get(2, 2), 1);
    }

    @ParameterizedTest
    @CsvSource({"20000, 20000", "10000, ", "20, "})
    void refusesToMakeMorePixelsThanAWorkerHolds(Integer width, Integer height) {
        var in = even(1, 6000);

        assertThrows(IllegalArgumentException.class,
                () -> STEP.apply(in, width, height, Fit.EXACT, false, Light.ENCODED));
    }

    private static Photograph even(int width, int height) {
        var grey = new GrayU8(width, height);
        ImageMiscOps.fill(grey, 77);
        return Photograph.grey(grey, Format.PNG, 1);
    }
}
