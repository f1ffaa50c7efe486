package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GaussianStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new GaussianStep().apply(in, 2);
    }

    @Test
    void leavesAnEvenPhotographAsItIs() {
        var in = Case.EVEN.photograph();

        assertEquals(0, Photographs.worstDifference(in, new GaussianStep().apply(in, 50)));
    }

    /** {@code steps/make_references.py} makes them; at 50 the kernel reaches over the whole photograph. */
    @ParameterizedTest
    @CsvSource({"coffee, 0.7", "coffee, 2", "camera, 5.5", "rocket, 50"})
    void givesThePixelsOfFiltersGaussian(String photograph, String sigma) {
        var made = new GaussianStep().apply(References.input(photograph), Double.parseDouble(sigma));

        assertEquals(0, Photographs.worstDifference(
                References.picture("gaussian/" + photograph + "-" + sigma), made));
    }

    /** The tiles of a picture that is turned have other seams. */
    @ParameterizedTest
    @EnumSource
    void hasNoSeamsIn(Case example) {
        var in = example.photograph();

        assertEquals(0, Photographs.worstDifference(turned(apply(in)), apply(turned(in))));
    }
}
