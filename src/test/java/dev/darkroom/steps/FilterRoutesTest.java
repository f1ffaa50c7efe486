package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.ThresholdStep.Method;
import java.util.Collections;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** That the parameters of the filters arrive at their beans, each at its place. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*")
class FilterRoutesTest extends RouteTest {

    private static final Photograph IN = Case.ORIENTED_1.photograph();

    @Test
    void gaussianBlursBySigma() {
        assertMakes(new GaussianStep().apply(IN, 1.5), "gaussian", Map.of("SIGMA", 1.5));
    }

    @Test
    void medianFilterTakesSquaresOfTheRadius() {
        assertMakes(new MedianFilterStep().apply(IN, 3), "median-filter", Map.of("RADIUS", 3L));
    }

    @Test
    void sharpenStrengthensByTheAmountWhatIsAsFineAsTheRadius() {
        assertMakes(new SharpenStep().apply(IN, 2, 0.5), "sharpen", Map.of("RADIUS", 2.0, "AMOUNT", 0.5));
    }

    @Test
    void denoiseTakesOutNoiseOfSigma() {
        assertMakes(new DenoiseStep().apply(IN, 12.5), "denoise", Map.of("SIGMA", 12.5));
    }

    @Test
    void denoiseEstimatesTheNoiseWithoutSigma() {
        assertMakes(new DenoiseStep().apply(IN, null), "denoise", Collections.singletonMap("SIGMA", null));
    }

    @Test
    void thresholdTakesSquaresOfTheWindow() {
        assertMakes(new ThresholdStep().apply(IN, Method.SAUVOLA, 7, 0.3), "threshold",
                Map.of("METHOD", "sauvola", "WINDOW", 7L, "K", 0.3));
    }

    @Test
    void edgesLieBetweenLowAndHigh() {
        assertMakes(new EdgesStep().apply(IN, 1.5, 10, 80), "edges", Map.of("SIGMA", 1.5, "LOW", 10.0, "HIGH", 80.0));
    }

    @Test
    void aRefusalSaysWhatTheParameterHasToBe() {
        var refused = send("threshold", Map.of("METHOD", "sauvola", "WINDOW", 8L, "K", 0.3));

        assertEquals("WINDOW is odd, so that it has a pixel in its middle, and not 8",
                refused.getException(IllegalArgumentException.class).getMessage());
    }

    private void assertMakes(Photograph expected, String step, Map<String, Object> parameters) {
        var done = send(step, parameters);

        assertNull(done.getException());
        assertEquals(0, Photographs.worstDifference(expected, done.getMessage().getBody(Photograph.class)));
    }

    private Exchange send(String step, Map<String, Object> parameters) {
        return to("direct:step-" + step).withBody(IN).withVariable("parameters", parameters).send();
    }
}
