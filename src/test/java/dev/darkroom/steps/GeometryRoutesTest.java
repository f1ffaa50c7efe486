package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** That the parameters of the steps which change sides arrive at their beans, those that were not given too. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*")
class GeometryRoutesTest extends RouteTest {

    @Test
    void resizeStretchesToTheRectangle() {
        var parameters = Map.<String, Object>of("WIDTH", 30L, "HEIGHT", 50L, "FIT", "exact", "ENLARGE", "false",
                "LIGHT", "linear");

        assertEquals("30 × 50", size("resize", parameters));
    }

    @Test
    void resizeEnlargesToTheOneSideThatIsGiven() {
        var parameters = new HashMap<String, Object>(Map.of("HEIGHT", 80L, "FIT", "fit", "ENLARGE", "true", "LIGHT",
                "encoded"));
        parameters.put("WIDTH", null);

        assertEquals("120 × 80", size("resize", parameters));
    }

    @Test
    void thumbnailCutsASquare() {
        assertEquals("16 × 16", size("thumbnail", Map.of("SIZE", 16L, "SHAPE", "square")));
    }

    @Test
    void cropCutsFromAColumnOn() {
        var parameters = new HashMap<String, Object>(Map.of("X", 25L, "HEIGHT", 10L));
        parameters.put("Y", null);
        parameters.put("WIDTH", null);

        assertEquals("35 × 10", size("crop", parameters));
    }

    @Test
    void rotateKeepsTheCanvas() {
        assertEquals("60 × 40", size("rotate", Map.of("ANGLE", -90d, "CANVAS", "keep", "BACKGROUND", "edge")));
    }

    /** What the step makes of a photograph of 60 × 40. */
    private String size(String step, Map<String, Object> parameters) {
        var in = Photograph.colour(new Planar<>(GrayU8.class, 60, 40, 3), Format.PNG, 0.9f, null);
        var done = to("direct:step-" + step).withBody(in).withVariable("parameters", parameters).send();
        assertNull(done.getException());
        var made = done.getMessage().getBody(Photograph.class);
        return made.width() + " × " + made.height();
    }
}
