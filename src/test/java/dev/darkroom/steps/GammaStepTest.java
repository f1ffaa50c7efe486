package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GammaStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new GammaStep().apply(in, 0.7);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWithAGammaOfOneOf(Case example) {
        var in = example.photograph();

        assertEquals(0, Photographs.worstDifference(in, new GammaStep().apply(in, 1)));
    }

    /** {@code steps/make_references.py} makes them. */
    @ParameterizedTest
    @CsvSource({"coffee, 0.7", "coffee, 2.2", "camera, 0.4"})
    void givesThePixelsOfAdjustGamma(String photograph, double gamma) {
        var made = new GammaStep().apply(References.input(photograph), gamma);

        assertEquals(0, Photographs.worstDifference(References.picture("gamma/" + photograph + "-" + gamma), made));
    }
}
