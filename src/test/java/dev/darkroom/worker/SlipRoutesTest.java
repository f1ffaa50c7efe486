package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.steps.HistogramStep;
import dev.darkroom.imaging.Limits;
import dev.darkroom.imaging.PhotographReader;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** All routes of the worker together, and real steps: from the message to the report. */
@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "camel.main.routes-include-pattern=classpath:routes/errors.yaml,classpath:routes/worker/*.yaml,"
                + "classpath:routes/steps/*.yaml",
        mockEndpointsAndSkip = "(aws2-s3|http):.*")
class SlipRoutesTest extends RouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GREY_KEY = "images/12345/grayscale-beach.jpg";
    private static final String HISTOGRAM_KEY = "images/12345/histogram-grayscale-beach.npy";

    private byte[] original;

    @BeforeEach
    void readThePhotograph() throws Exception {
        try (var in = getClass().getResourceAsStream("/photos/camera.jpg")) {
            original = in.readAllBytes();
        }
    }

    @Test
    void handsEachStepWhatTheOneBeforeMade() throws Exception {
        expectOriginal();
        var bucket = expect("aws2-s3:darkroom-output");
        bucket.expectedMessageCount(2);
        var frontEnd = expect("http:front-end", "{\"status\":\"processing\"}", "{\"status\":\"completed\"}");

        assertNull(to("direct:develop").withBody(file("job-message.json")).send().getException());

        assertEquals(Set.of(GREY_KEY, HISTOGRAM_KEY), keys(bucket));
        assertArrayEquals(histogramOfOriginal().counts(),
                Histogram.decode(stored(bucket, HISTOGRAM_KEY)).counts());
        var report = report(frontEnd);
        assertEquals("completed", report.get("status").asText());
        assertEquals(GREY_KEY, report.get("results").get(0).get("s3_key").asText());
        assertEquals(HISTOGRAM_KEY, report.get("results").get(1).get("s3_key").asText());
    }

    @Test
    void reportsAnOriginalThatIsNoPhotograph() throws Exception {
        original = "good morning".getBytes();
        expectOriginal();
        var frontEnd = expect("http:front-end", "{\"status\":\"processing\"}", "{\"status\":\"failed\"}");

        assertNull(to("direct:develop").withBody(file("job-message.json")).send().getException());

        var problem = report(frontEnd).get("problem");
        assertTrue(problem.get("detail").asText().startsWith("This is not a JPEG or PNG image"), problem::toString);
        assertNull(problem.get("step"));
    }

    @Test
    void reportsTheStepsBeforeTheOneThatFails() throws Exception {
        // the photograph is not that wide
        expectOriginal();
        var bucket = expect("aws2-s3:darkroom-output");
        var frontEnd = expect("http:front-end", "{\"status\":\"processing\"}", "{\"status\":\"failed\"}");

        assertNull(to("direct:develop").withBody(file("job-whose-second-step-fails.json")).send().getException());

        assertEquals(Set.of(GREY_KEY), keys(bucket));
        var report = report(frontEnd);
        assertEquals("failed", report.get("status").asText());
        assertEquals("crop", report.get("problem").get("step").asText());
        assertTrue(report.get("problem").get("detail").asText().contains("512 × 512"), report::toString);
        assertEquals(1, report.get("results").size());
    }

    @Test
    void leavesTheJobWhenAResultIsNotStored() throws Exception {
        expectOriginal();
        var away = SdkClientException.create("Connection refused");
        expect("aws2-s3:darkroom-output", away, away);
        expect("http:front-end", "{\"status\":\"processing\"}");

        assertNotNull(to("direct:develop").withBody(file("job-message.json")).send()
                .getException(SdkClientException.class));
        assertEquals(Set.of(), redis.held());
    }

    private void expectOriginal() {
        expect("aws2-s3:darkroom-input").whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setHeader("CamelAwsS3ContentLength", (long) original.length);
            exchange.getMessage().setBody(new ByteArrayInputStream(original));
        });
    }

    private Histogram histogramOfOriginal() {
        return new HistogramStep().apply(new PhotographReader(new Limits(1_000_000, 1_000_000, 1000), 0.9f)
                .read(original));
    }

    private static Set<String> keys(MockEndpoint bucket) {
        return bucket.getExchanges().stream()
                .map(stored -> stored.getMessage().getHeader("CamelAwsS3Key", String.class))
                .collect(Collectors.toSet());
    }

    private static byte[] stored(MockEndpoint bucket, String key) {
        return bucket.getExchanges().stream().map(stored -> stored.getMessage())
                .filter(message -> message.getHeader("CamelAwsS3Key").equals(key)).findFirst().orElseThrow()
                .getBody(byte[].class);
    }

    private static JsonNode report(MockEndpoint frontEnd) throws Exception {
        return JSON.readTree(frontEnd.getExchanges().getLast().getMessage().getBody(String.class));
    }
}
