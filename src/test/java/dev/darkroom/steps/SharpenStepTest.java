package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SharpenStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new SharpenStep().apply(in, 1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWithAnAmountOfNoneOf(Case example) {
        var in = example.photograph();

        assertEquals(0, Photographs.worstDifference(in, new SharpenStep().apply(in, 1, 0)));
    }

    /** {@code steps/make_references.py} makes them; at 30 the kernel reaches over most of the photograph. */
    @ParameterizedTest
    @CsvSource({"coffee, 1, 1", "coffee, 2.5, 0.6", "camera, 5, 3", "rocket, 30, 10"})
    void givesThePixelsOfUnsharpMask(String photograph, String radius, String amount) {
        var made = new SharpenStep().apply(References.input(photograph), Double.parseDouble(radius),
                Double.parseDouble(amount));

        assertEquals(0, Photographs.worstDifference(
                References.picture("sharpen/" + photograph + "-" + radius + "-" + amount), made));
    }

    /** The tiles of a picture that is turned have other seams. */
    @ParameterizedTest
    @EnumSource
    void hasNoSeamsIn(Case example) {
        var in = example.photograph();

        assertEquals(0, Photographs.worstDifference(turned(apply(in)), apply(turned(in))));
    }
}
