package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.recognition.Recognition;
import dev.darkroom.recognition.RecognitionBeans;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class ClassifyStepTest extends StepTest {

    private static Recognition recognition;

    @BeforeAll
    static void open() {
        recognition = new RecognitionBeans().recognition(new DefaultCamelContext(),
                "classpath:models/centernet/centernet.yaml", "there/is/none", 1, 1, 1, 1);
    }

    @AfterAll
    static void close() {
        recognition.close();
    }

    @Override
    Document apply(Photograph in) {
        return apply(in, 0.05, 20);
    }

    private static Document apply(Photograph in, double minConfidence, int top) {
        var step = new ClassifyStep();
        try {
            return step.apply(step.prepare(in, recognition), minConfidence, top, recognition);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysWhatACupOfCoffeeContains() {
        var json = apply(Photographs.resource("/photos/coffee.jpg"), 0.3, 5).json();

        assertEquals("cup", json.get(0).get("label").asText());
        var box = json.get(0).get("box");
        assertEquals(List.of("x", "y", "width", "height", "of"),
                box.propertyStream().map(Map.Entry::getKey).toList());
        assertEquals("{\"width\":600,\"height\":400}", box.get("of").toString());
    }

    @ParameterizedTest
    @EnumSource
    void boxesAreInThePhotograph(Case example) {
        var photograph = example.photograph();

        var json = apply(photograph, 0.01, 100).json();

        for (JsonNode prediction : json) {
            var box = prediction.get("box");
            assertTrue(box.get("x").asInt() >= 0 && box.get("width").asInt() > 0
                    && box.get("x").asInt() + box.get("width").asInt() <= photograph.width(), box::toString);
            assertTrue(box.get("y").asInt() >= 0 && box.get("height").asInt() > 0
                    && box.get("y").asInt() + box.get("height").asInt() <= photograph.height(), box::toString);
        }
        assertEquals(json.size(), StreamSupport.stream(json.spliterator(), false).distinct().count());
    }
}
