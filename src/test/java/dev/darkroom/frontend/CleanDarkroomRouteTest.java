package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Forbidden;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** By default Darkroom is at AWS. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/20-clean",
        mockEndpointsAndSkip = "direct:clean")
class CleanDarkroomRouteTest extends RouteTest {

    @Test
    void deletesNothingAtAwsUnlessTheOperatorAllowsIt() {
        assertNotNull(clean("darkroom-input").getException(Forbidden.class));
    }

    private Exchange clean(String bucket) {
        return to("direct:clean-darkroom").withVariable("user", ADMINISTRATOR)
                .withBody(Map.of("delete_everything_in", bucket)).send();
    }
}
