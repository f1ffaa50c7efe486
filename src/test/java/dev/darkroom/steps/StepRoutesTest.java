package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Format;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** What a step makes of which body; that the numbers are right, the tests of its bean show. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*")
class StepRoutesTest extends RouteTest {

    private static final Photograph COLOUR = Photograph.colour(new Planar<>(GrayU8.class, 3, 2, 3), Format.PNG, 0.9f,
            null);

    @Test
    void grayscaleMakesAPhotographGrey() {
        var made = to("direct:step-grayscale").withBody(COLOUR).send().getMessage().getBody(Photograph.class);

        assertTrue(made.isGrey());
    }

    @Test
    void histogramCountsThePixels() {
        var made = to("direct:step-histogram").withBody(COLOUR).send().getMessage().getBody(Histogram.class);

        assertEquals(6, Arrays.stream(made.counts()).sum());
    }

    @Test
    void aStepRefusesWhatIsNoPhotograph() {
        var histogram = new Histogram(new long[Histogram.BINS]);

        assertNotNull(to("direct:step-histogram").withBody(histogram).send()
                .getException(InvalidPayloadException.class));
    }
}
