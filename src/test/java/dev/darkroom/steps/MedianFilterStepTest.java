package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MedianFilterStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new MedianFilterStep().apply(in, 2);
    }

    @Test
    void removesSpecks() {
        var speckled = new GrayU8(60, 40);
        for (int y = 3; y < 40; y += 6) {
            for (int x = 2; x < 60; x += 5) {
                speckled.set(x, y, 255);
            }
        }

        var made = apply(Photograph.grey(speckled, Format.PNG, 0.9f));

        assertEquals(0, Photographs.worstDifference(Photograph.grey(new GrayU8(60, 40), Format.PNG, 0.9f), made));
    }

    /** {@code steps/make_references.py} makes them; at 50 most squares reach beyond the photograph. */
    @ParameterizedTest
    @CsvSource({"coffee, 1", "coffee, 2", "camera, 7", "rocket, 50"})
    void givesThePixelsOfMedianFilter(String photograph, int radius) {
        var made = new MedianFilterStep().apply(References.input(photograph), radius);

        assertEquals(0, Photographs.worstDifference(
                References.picture("median_filter/" + photograph + "-" + radius), made));
    }

    /** The tiles of a picture that is turned have other seams. */
    @ParameterizedTest
    @EnumSource
    void hasNoSeamsIn(Case example) {
        var in = example.photograph();

        assertEquals(0, Photographs.worstDifference(turned(apply(in)), apply(turned(in))));
    }
}
