package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastStretchStepTest extends StepTest {

    private static final ContrastStretchStep STEP = new ContrastStretchStep();

    @Override
    Photograph apply(Photograph in) {
        return STEP.apply(in, 2, 98);
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"camera, 2, 98", "coffee, 2, 98", "rocket, 0, 100", "chelsea, 12.5, 60.25"})
    void givesThePixelsOfRescaleIntensityBetweenPercentiles(String photograph, String low, String high) {
        var made = STEP.apply(References.input(photograph), Double.parseDouble(low), Double.parseDouble(high));

        var expected = References.picture("contrast_stretch/" + photograph + "-" + low + "-" + high);
        assertEquals(0, Photographs.worstDifference(expected, made));
    }

    @Test
    void leavesAnEvenPhotographAsItIs() {
        var in = Case.EVEN.photograph();

        assertSame(in, apply(in));
    }

    /** Of 10 000 samples 100 are writing: less than 2 percent, and all that there is to see. */
    @Test
    void keepsLittleWritingOnAPage() {
        var page = new GrayU8(100, 100);
        ImageMiscOps.fill(page, 240);
        ImageMiscOps.fillRectangle(page, 30, 10, 50, 50, 2);
        var in = Photograph.grey(page, Format.PNG, 1);

        assertSame(in, apply(in));
    }

    @Test
    void stretchesTheLeastContrastToTheWholeRange() {
        var grey = new GrayU8(2, 1);
        grey.data = new byte[]{100, 101};

        var made = STEP.apply(Photograph.grey(grey, Format.PNG, 1), 0, 100).luminance();

        assertEquals(0, made.get(0, 0));
        assertEquals(255, made.get(1, 0));
    }

    /** Ten samples 0, 10 … 90: the percentile 25 is at 2.25 of them, and 75 at 6.75. */
    @Test
    void placesPercentilesBetweenSamples() {
        var grey = new GrayU8(10, 1);
        for (int x = 0; x < 10; x++) {
            grey.set(x, 0, 10 * x);
        }

        var made = STEP.apply(Photograph.grey(grey, Format.PNG, 1), 25, 75).luminance();

        assertEquals(0, made.get(2, 0));
        assertEquals((int) (255 * (30 - 22.5) / 45), made.get(3, 0));
        assertEquals((int) (255 * (60 - 22.5) / 45), made.get(6, 0));
        assertEquals(255, made.get(7, 0));
    }
}
