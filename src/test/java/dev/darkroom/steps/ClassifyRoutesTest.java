package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.transport.Job;
import dev.darkroom.worker.Results;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** The step classify with the default model: its parameters arrive, and the model's time is told apart. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/classify")
class ClassifyRoutesTest extends RouteTest {

    @Test
    void classifyTakesAConfidenceAndANumber() {
        assertEquals(2, predictions(Map.of("MIN_CONFIDENCE", 0.3, "TOP", 5)));
        assertEquals(1, predictions(Map.of("MIN_CONFIDENCE", 0.3, "TOP", 1)));
        assertEquals(1, predictions(Map.of("MIN_CONFIDENCE", 0.5, "TOP", 5)));
        assertEquals(0, predictions(Map.of("MIN_CONFIDENCE", 0.99, "TOP", 5)));
    }

    private int predictions(Map<String, Object> parameters) {
        var done = to("direct:step-classify").withBody(Photographs.resource("/photos/coffee.jpg"))
                .withVariable("parameters", parameters).send();
        assertNull(done.getException());
        return done.getMessage().getBody(Document.class).json().size();
    }

    @Test
    void theTimeOfTheModelIsToldApart() throws Exception {
        var sequences = getCamelContext().getRegistry().findSingleByType(Sequences.class);
        var results = new Results(new Job(1, 7, 22L, "images/22/beach.jpg", List.of("process", "classify"), ""), 1000,
                1000);
        results.begin(sequences.read(List.of("process", "classify"), ""));
        var parameters = results.beginStep();

        var done = to("direct:step-classify").withBody(Photographs.resource("/photos/coffee.jpg"))
                .withVariable("parameters", parameters).withVariable("results", results).send();
        results.add(done.getMessage().getBody(Document.class));

        assertEquals(List.of("classify", "inference", "total"), List.copyOf(results.getTimings().keySet()));
        assertTrue(results.getTimings().get("inference") > 0);
    }

    @Test
    void theStepIsInTheCatalogue() {
        assertTrue(getCamelContext().getRegistry().findSingleByType(Catalogue.class).find("classify").isPresent());
    }
}
