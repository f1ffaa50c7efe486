package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.ThumbnailStep.Shape;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailStepTest extends StepTest {

    private static final ThumbnailStep STEP = new ThumbnailStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, 256, Shape.FITTED);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"coffee, FITTED, 64", "camera, FITTED, 32", "coffee, SQUARE, 32", "rocket, SQUARE, 96"})
    void givesThePixelsOfPillowsLanczos(String photograph, Shape shape, int size) {
        var made = STEP.apply(References.input(photograph), size, shape);

        var expected = References
                .picture("thumbnail/" + photograph + "-" + shape.name().toLowerCase(Locale.ROOT) + "-" + size);
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    @ParameterizedTest
    @CsvSource({"450, 300, FITTED, 150, 100", "450, 300, SQUARE, 150, 150", "300, 450, FITTED, 100, 150",
            "100, 120, FITTED, 100, 120", "100, 120, SQUARE, 100, 100", "6000, 3, FITTED, 150, 1",
            "6000,  3, SQUARE,   3,   3", "1,     1, SQUARE,   1,   1", "1,   900, FITTED,  1, 150"})
    void hasTheSize(int width, int height, Shape shape, int expectedWidth, int expectedHeight) {
        var made = STEP.apply(even(width, height), 150, shape);

        assertEquals(expectedWidth + " × " + expectedHeight, made.width() + " × " + made.height());
    }

    @ParameterizedTest
    @EnumSource
    void staysEvenWhenThePhotographIs(Shape shape) {
        for (var size = 1; size < 40; size++) {
            var made = STEP.apply(even(64, 48), size, shape);

            assertEquals(0, Photographs.worstDifference(even(made.width(), made.height()), made));
        }
    }

    /** The filter rings beside edges: what it makes lighter than white is white. */
    @Test
    void staysWhiteBesideAnEdge() {
        var grey = new GrayU8(100, 100);
        ImageMiscOps.fillRectangle(grey, 255, 0, 0, 50, 100);

        var made = STEP.apply(Photograph.grey(grey, Format.PNG, 1), 20, Shape.FITTED).luminance();

        assertEquals(255, made.get(8, 7));
        assertEquals(0, made.get(11, 7));
    }

    @Test
    void returnsASmallPhotographAsItIs() {
        var in = Case.TRANSPARENT.photograph();

        assertSame(in, STEP.apply(in, 2048, Shape.FITTED));
    }

    private static Photograph even(int width, int height) {
        var grey = new GrayU8(width, height);
        ImageMiscOps.fill(grey, 77);
        return Photograph.grey(grey, Format.PNG, 1);
    }
}
