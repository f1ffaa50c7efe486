package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.darkroom.Darkroom;
import dev.darkroom.imaging.Photographs;
import java.util.List;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RecognitionBeansTest {

    @Test
    void theModelIsSharedByAllAndClosedAtTheEnd() throws Exception {
        var main = start("steps/classify");
        var registry = main.getCamelContext().getRegistry();
        var recognition = registry.findSingleByType(Recognition.class);
        assertEquals(recognition, registry.lookupByName("recognition"));
        var classifier = recognition.classifier();
        var photograph = classifier.prepare(Photographs.resource("/photos/coffee.jpg"));
        classifier.predict(photograph, 0.5, 5);

        main.stop();

        assertThrows(IllegalStateException.class, () -> classifier.predict(photograph, 0.5, 5));
    }

    @Test
    void aModelThatNobodyAskedForIsNotOpened() {
        var said = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(Recognition.class);
        said.start();
        log.addAppender(said);

        start("steps/gamma").stop();

        log.detachAppender(said);
        assertEquals(List.of(), said.list);
    }

    private static Main start(String routes) {
        var main = new Main(Darkroom.class);
        main.configure().withProfile("route-test");
        main.addOverrideProperty("routes", routes);
        main.start();
        return main;
    }
}
