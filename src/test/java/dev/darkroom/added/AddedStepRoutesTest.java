package dev.darkroom.added;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.PhotographReader;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.steps.HistogramStep;
import dev.darkroom.transport.Job;
import dev.darkroom.worker.Slips;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

/** A step of three files, of which Darkroom knows nothing but the folder that its route is in. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"darkroom.routes.steps=classpath:routes/steps/*.yaml,classpath:added/steps/*.yaml",
                "camel.main.routes-include-pattern=classpath:routes/errors.yaml,classpath:routes/worker/*.yaml,"
                        + "{{darkroom.routes.steps}}"},
        mockEndpointsAndSkip = "(aws2-s3|http):.*")
class AddedStepRoutesTest extends RouteTest {

    private static final Job JOB = new Job(2131, 7, 12345L, "images/12345/beach.jpg",
            List.of("process", "solarize", "histogram"), "THRESHOLD=100");

    @Test
    void isInTheCatalogueAsItsRouteDeclaresIt() {
        var step = getCamelContext().getRegistry().findSingleByType(Catalogue.class).find("solarize").orElseThrow();

        assertTrue(step.description().startsWith("Inverts what is brighter than a threshold"), step::description);
        assertEquals(List.of("photograph"), step.inputs());
        assertEquals("128", step.parameters().get("THRESHOLD").defaultValue());
    }

    @Test
    void isInASlip() {
        var slips = getCamelContext().getRegistry().findSingleByType(Slips.class);

        assertEquals("direct:begin-step,direct:step-solarize,direct:store-result,"
                + "direct:begin-step,direct:step-histogram,direct:store-result", slips.of(slips.read(JOB)));
    }

    @Test
    void doesItsWorkInAJob() throws Exception {
        byte[] original;
        try (var in = getClass().getResourceAsStream("/photos/camera.jpg")) {
            original = in.readAllBytes();
        }
        expect("aws2-s3:darkroom-input").whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setHeader("CamelAwsS3ContentLength", (long) original.length);
            exchange.getMessage().setBody(new ByteArrayInputStream(original));
        });
        var stored = new ConcurrentHashMap<String, byte[]>();
        var bucket = expect("aws2-s3:darkroom-output");
        bucket.expectedMessageCount(2);
        bucket.whenAnyExchangeReceived(exchange -> stored.put(
                exchange.getMessage().getHeader("CamelAwsS3Key", String.class),
                exchange.getMessage().getBody(byte[].class)));
        expect("http:front-end", "{\"status\":\"processing\"}", "{\"status\":\"completed\"}");

        assertNull(to("direct:develop").withBody("""
                {"job_id":2131,"user_id":7,"image_id":12345,"s3_key":"images/12345/beach.jpg",
                 "job_sequence":["process","solarize","histogram"],"environment":"THRESHOLD=100"}""").send()
                .getException());

        var solarized = new SolarizeStep().apply(photograph(original), 100);
        assertArrayEquals(solarized.encode(), stored.get("images/12345/solarize.threshold_100-beach.jpg"));
        assertArrayEquals(new HistogramStep().apply(solarized).counts(),
                Histogram.decode(stored.get("images/12345/histogram-solarize.threshold_100-beach.npy")).counts());
        assertEquals(Set.of(), redis.held());
    }

    private static Photograph photograph(byte[] bytes) {
        return new PhotographReader(new Limits(1_000_000, 1_000_000, 1000), 0.9f).read(bytes);
    }
}
