package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.RotateStep.Background;
import dev.darkroom.steps.RotateStep.Canvas;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RotateStepTest extends StepTest {

    private static final RotateStep STEP = new RotateStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, 90, Canvas.GROW, Background.WHITE);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"coffee, 30, GROW, BLACK", "coffee, -7.5, KEEP, WHITE", "camera, 40, GROW, EDGE",
            "rocket, 90, KEEP, BLACK", "rocket, 200, GROW, WHITE", "camera, 270, GROW, WHITE"})
    void givesThePixelsOfTransformRotate(String photograph, String angle, Canvas canvas, Background background) {
        var made = STEP.apply(References.input(photograph), Double.parseDouble(angle), canvas, background);

        var expected = References.picture(("rotate/" + photograph + "-" + angle + "-" + canvas + "-" + background)
                .toLowerCase(Locale.ROOT));
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    /** Beyond the corners, at 45°, means lie exactly between two samples: the last bit decides, in 17 of 47 089. */
    @Test
    void givesNearlyThePixelsOfTransformRotateWhereMeansLieBetweenSamples() {
        var made = STEP.apply(References.input("camera"), 45, Canvas.GROW, Background.EDGE);

        var expected = References.picture("rotate/camera-45-grow-edge");
        assertTrue(Photographs.worstDifference(expected, made) <= 1);
        assertTrue(ImageStatistics.meanDiffAbs(expected.luminance(), made.luminance()) < 0.001);
    }

    @ParameterizedTest
    @EnumSource
    void movesThePixelsCounterclockwiseByAQuarterTurnOf(Case example) {
        var in = example.photograph().luminance();

        var made = apply(example.photograph()).luminance();

        assertEquals(in.width, made.height);
        assertEquals(in.height, made.width);
        for (int y = 0; y < made.height; y++) {
            for (int x = 0; x < made.width; x++) {
                assertEquals(in.get(in.width - 1 - y, x), made.get(x, y), 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isBackAfterTurnsThatAddUpToAWholeOneOf(Case example) {
        var in = example.photograph();

        var made = turned(turned(turned(turned(in, 90), 180), -90), -540 + 360);

        assertEquals(0, Photographs.worstDifference(in, made));
    }

    @ParameterizedTest
    @CsvSource({"0", "360", "-360"})
    void returnsThePhotographAsItIsAfterWholeTurns(double angle) {
        var in = Case.TRANSPARENT.photograph();

        assertSame(in, turned(in, angle));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 45, GROW, 1, 1", "1, 1, 45, KEEP, 1, 1", "64, 1, 45, GROW, 46, 46", "64, 1, 45, KEEP, 64, 1",
            "64, 1, -90, GROW, 1, 64", "1, 64, 90, KEEP, 1, 64", "30, 20, 180, KEEP, 30, 20",
            "30, 20, 30, GROW, 36, 32"})
    void hasTheSize(int width, int height, double angle, Canvas canvas, int expectedWidth, int expectedHeight) {
        var made = STEP.apply(black(width, height), angle, canvas, Background.BLACK);

        assertEquals(expectedWidth + " × " + expectedHeight, made.width() + " × " + made.height());
    }

    @ParameterizedTest
    @CsvSource({"WHITE, 255", "BLACK, 0", "EDGE, 0"})
    void fillsTheCornersOfABlackPhotograph(Background background, int expected) {
        var made = STEP.apply(black(40, 40), 45, Canvas.GROW, background);

        assertEquals(expected, made.luminance().get(0, 0));
        assertEquals(0, made.luminance().get(made.width() / 2, made.height() / 2));
    }

    @Test
    void refusesToMakeMorePixelsThanAWorkerHolds() {
        var in = black(30_000, 1);

        assertThrows(IllegalArgumentException.class, () -> turned(in, 45));
    }

    private static Photograph turned(Photograph in, double angle) {
        return STEP.apply(in, angle, Canvas.GROW, Background.WHITE);
    }

    private static Photograph black(int width, int height) {
        return Photograph.grey(new GrayU8(width, height), Format.PNG, 1);
    }
}
