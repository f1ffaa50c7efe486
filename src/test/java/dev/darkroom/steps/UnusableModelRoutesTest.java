package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.sequence.Catalogue;
import java.util.Optional;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** With a model that cannot be used, Darkroom starts, and does not offer what it cannot do. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=steps/*", "darkroom.recognition.model=classpath:there/is/none.yaml"})
class UnusableModelRoutesTest extends RouteTest {

    @Test
    void thereIsNoStepClassify() {
        assertNull(getCamelContext().getRoute("step-classify"));
        assertEquals(Optional.empty(),
                getCamelContext().getRegistry().findSingleByType(Catalogue.class).find("classify"));
    }

    @Test
    void thereAreTheOtherSteps() {
        assertNotNull(getCamelContext().getRoute("step-grayscale"));
    }
}
