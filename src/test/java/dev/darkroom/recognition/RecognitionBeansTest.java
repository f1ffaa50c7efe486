package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.Darkroom;
import dev.darkroom.imaging.Photographs;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class RecognitionBeansTest {

    @Test
    void theModelIsSharedByAllAndClosedAtTheEnd() throws Exception {
        var main = new Main(Darkroom.class);
        main.configure().withProfile("route-test");
        main.addOverrideProperty("routes", "steps/classify");
        main.start();
        var registry = main.getCamelContext().getRegistry();
        var recognition = registry.findSingleByType(Recognition.class);
        assertEquals(recognition, registry.lookupByName("recognition"));
        var classifier = recognition.classifier();
        var photograph = classifier.prepare(Photographs.resource("/photos/coffee.jpg"));
        classifier.predict(photograph, 0.5, 5);

        main.stop();

        assertThrows(IllegalStateException.class, () -> classifier.predict(photograph, 0.5, 5));
    }
}
