package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.UnacceptablePhotographException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=worker/2-fetch-original",
                "darkroom.limits.bytes=100000"},
        mockEndpointsAndSkip = "aws2-s3:.*")
class FetchOriginalRouteTest extends RouteTest {

    private static final String INPUT_BUCKET = "aws2-s3:darkroom-input";

    @Test
    void decodesTheOriginalOfTheJob() throws Exception {
        var bytes = photograph();
        var bucket = expectObject(new ByteArrayInputStream(bytes), bytes.length);
        bucket.expectedHeaderReceived("CamelAwsS3Key", "images/12345/beach.jpg");

        var exchange = fetch();

        assertNull(exchange.getException());
        assertEquals(512, exchange.getMessage().getBody(Photograph.class).width());
        assertEquals(Map.of(), exchange.getMessage().getHeaders());
        assertEquals(Set.of("fetch", "decode", "total"),
                exchange.getVariable("results", Results.class).getTimings().keySet());
    }

    @Test
    void readsNothingOfAnOriginalThatIsTooLarge() {
        var closed = new AtomicBoolean();
        expectObject(new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("Nothing of it is to be read");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        }, 100001);

        assertEquals("The photograph has 100001 bytes; at most 100000 are accepted",
                fetch().getException(UnacceptablePhotographException.class).getMessage());
        assertTrue(closed.get());
    }

    @Test
    void refusesWhatIsNoPhotograph() {
        expectObject(new ByteArrayInputStream("good morning".getBytes()), 12);

        assertNotNull(fetch().getException(UnacceptablePhotographException.class));
    }

    @Test
    void saysThatTheOriginalIsGone() {
        expect(INPUT_BUCKET, NoSuchKeyException.builder().message("The specified key does not exist").build());

        assertNotNull(fetch().getException(NoSuchKeyException.class));
    }

    @Test
    void handsS3NoHeaderButTheKey() throws Exception {
        var bytes = photograph();
        var bucket = expectObject(new ByteArrayInputStream(bytes), bytes.length);

        fetch();

        assertEquals(Map.of("CamelAwsS3Key", "images/12345/beach.jpg"),
                bucket.getExchanges().getFirst().getMessage().getHeaders());
    }

    private MockEndpoint expectObject(InputStream content, long length) {
        var bucket = expect(INPUT_BUCKET);
        bucket.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setHeader("CamelAwsS3ContentLength", length);
            exchange.getMessage().setHeader("CamelAwsS3ContentType", "image/jpeg");
            exchange.getMessage().setBody(content);
        });
        return bucket;
    }

    private Exchange fetch() {
        var job = Jobs.of("grayscale");
        return to("direct:fetch-original").withVariable("job", job).withVariable("results", new Results(job, 1000, 600))
                .withHeader("spoof", "1").withHeader("CamelAwsS3BucketName", "somebody-elses").send();
    }

    private byte[] photograph() throws Exception {
        try (var in = getClass().getResourceAsStream("/photos/astronaut.jpg")) {
            return in.readAllBytes();
        }
    }
}
