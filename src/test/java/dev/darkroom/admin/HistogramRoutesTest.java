package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.Npy;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.web.Visitors;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=admin/3-histogram",
        mockEndpointsAndSkip = "aws2-s3:.*|direct:read-row")
class HistogramRoutesTest extends RouteTest {

    private static final String OUTPUT_BUCKET = "aws2-s3:darkroom-output";
    private static final String KEY = "images/1/histogram-beach.npy";

    @Test
    void drawsAHistogram() {
        readRow("result stored", KEY);
        expect(OUTPUT_BUCKET, object(Npy.write(new long[256]))).expectedHeaderReceived("CamelAwsS3Key", KEY);

        var exchange = draw();

        assertTrue(exchange.getMessage().getBody(String.class).startsWith("<svg "));
        assertEquals("image/svg+xml", exchange.getVariable("page_headers", Map.class).get("Content-Type"));
    }

    @Test
    void drawsNothingElse() {
        readRow("result stored", "images/1/grayscale-beach.jpg");

        assertNotNull(draw().getException(NotFound.class));
    }

    @Test
    void drawsNoOriginalThatIsCalledLikeAHistogram() {
        readRow("original stored", KEY);

        assertNotNull(draw().getException(NotFound.class));
    }

    @Test
    void saysThatTheObjectIsGone() {
        readRow("result stored", KEY);
        expect(OUTPUT_BUCKET, NoSuchKeyException.builder().message("Not found").statusCode(404).build());

        assertNotNull(draw().getException(NotFound.class));
    }

    @Test
    void refusesAnObjectThatIsNoHistogram() {
        readRow("result stored", KEY);
        expect(OUTPUT_BUCKET, object(new byte[1 << 20]));

        assertNotNull(draw().getException(Unprocessable.class));
    }

    private void readRow(String status, String key) {
        mock("direct:read-row").expectedMessageCount(1);
        mock("direct:read-row").whenAnyExchangeReceived(
                exchange -> exchange.setVariable("row", Map.of("id", 3, "status", status, "s3_key", key)));
    }

    private static Object object(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private Exchange draw() {
        return to("direct:draw-histogram").withVariable("visit", Visitors.of(Visitors.IMAGES, 3L)).send();
    }
}
