package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** That the parameters of the steps which change contrast arrive at their beans. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*")
class ContrastRoutesTest extends RouteTest {

    private static final Photograph IN = References.input("camera");

    @Test
    void equalizeHasNoParameters() {
        assertEquals(0, Photographs.worstDifference(new EqualizeStep().apply(IN), made("equalize", Map.of())));
    }

    @Test
    void adaptiveEqualizeTakesTilesAndALimit() {
        var made = made("adaptive-equalize", Map.of("TILES", 4L, "CLIP_LIMIT", 0.1));

        assertEquals(0, Photographs.worstDifference(new AdaptiveEqualizeStep().apply(IN, 4, 0.1), made));
    }

    @Test
    void contrastStretchTakesTwoPercentiles() {
        var made = made("contrast-stretch", Map.of("LOW", 10d, "HIGH", 60d));

        assertEquals(0, Photographs.worstDifference(new ContrastStretchStep().apply(IN, 10, 60), made));
    }

    private Photograph made(String step, Map<String, Object> parameters) {
        var done = to("direct:step-" + step).withBody(IN).withVariable("parameters", parameters).send();
        assertNull(done.getException());
        return done.getMessage().getBody(Photograph.class);
    }
}
