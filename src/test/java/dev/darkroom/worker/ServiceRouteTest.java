package dev.darkroom.worker;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.PhotographReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.test.main.junit5.CamelMainTest;

/** Tests the step emboss, for all steps that a service does; the service is mocked. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"camel.main.routes-include-pattern=classpath:routes/errors.yaml,"
                + "classpath:routes/worker/7-call-service.yaml,classpath:routes/steps/emboss.yaml",
                "darkroom.steps.emboss.url=http://service/emboss", "darkroom.service.retries=2",
                "darkroom.service.retry-delay=1", "darkroom.limits.bytes=100000", "darkroom.service.breaker.calls=4"},
        mockEndpointsAndSkip = "http:.*")
abstract class ServiceRouteTest extends RouteTest {

    static final String SERVICE = "http:service/emboss";

    /** The photograph of the tests, as a JPEG. */
    static byte[] camera() throws IOException {
        try (var in = ServiceRouteTest.class.getResourceAsStream("/photos/camera.jpg")) {
            return in.readAllBytes();
        }
    }

    static Photograph photograph() throws IOException {
        return new PhotographReader(new Limits(1_000_000, 1_000_000, 1000), 0.9f).read(camera());
    }

    static InputStream answer(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    static HttpOperationFailedException status(int status, String body) {
        return new HttpOperationFailedException("http://service/emboss", status, "", null, Map.of(), body);
    }

    Exchange emboss() throws IOException {
        return to("direct:step-emboss").withVariable("job", Jobs.of("emboss"))
                .withVariable("parameters", Map.of("AZIMUTH", 90, "DEPTH", 2.5))
                .withHeader("spoof", "1").withHeader("CamelHttpUri", "http://elsewhere").withBody(photograph()).send();
    }
}
