package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.imaging.Storable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=worker/4-store-result",
        mockEndpointsAndSkip = "aws2-s3:.*")
class StoreResultRoutesTest extends RouteTest {

    private static final String OUTPUT_BUCKET = "aws2-s3:darkroom-output";

    @Test
    void storesWhatAStepMadeUnderItsKey() throws Exception {
        var bucket = expect(OUTPUT_BUCKET);
        var results = begun("grayscale");

        store(results, Jobs.made("jpg", "grey"));
        results.await();

        var stored = bucket.getExchanges().getFirst().getMessage();
        assertArrayEquals("grey".getBytes(), stored.getBody(byte[].class));
        assertEquals(Map.of("CamelAwsS3Key", "images/12345/grayscale-beach.jpg", "CamelAwsS3ContentType", "image/jpg"),
                stored.getHeaders());
        assertEquals(4, results.stored().getFirst().getByteSize());
    }

    @Test
    void leavesTheBodyToTheNextStep() throws Exception {
        expect(OUTPUT_BUCKET);
        var results = begun("grayscale");
        var grey = Jobs.made("jpg", "grey");

        assertSame(grey, store(results, grey).getMessage().getBody());
        results.await();
    }

    @Test
    void doesNotWaitForS3() throws Exception {
        var bucket = expect(OUTPUT_BUCKET);
        var results = begun("grayscale");
        var goneOn = new CountDownLatch(1);
        bucket.whenAnyExchangeReceived(_ -> goneOn.await());

        store(results, Jobs.made("jpg", "grey"));
        goneOn.countDown();

        results.await();
    }

    @Test
    void tellsTheJobWhenAResultCannotBeStored() {
        var away = SdkClientException.create("Connection refused");
        var results = begun("grayscale");
        expect(OUTPUT_BUCKET, away);

        assertNull(store(results, Jobs.made("jpg", "grey")).getException());

        assertSame(away, assertThrows(SdkClientException.class, results::await));
        assertEquals(List.of(), results.stored());
    }

    @Test
    void tellsTheJobWhenAResultCannotBeEncoded() {
        var results = begun("grayscale");
        var broken = new Storable() {
            @Override
            public String contentType() {
                return "image/jpeg";
            }

            @Override
            public String extension() {
                return "jpg";
            }

            @Override
            public byte[] encode() {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        store(results, broken);

        var failure = assertThrows(Exception.class, results::await);
        assertTrue(failure.toString().contains("Java heap space"), failure::toString);
    }

    private static Results begun(String step) {
        var results = Jobs.results(step);
        results.beginStep();
        return results;
    }

    private Exchange store(Results results, Storable made) {
        return to("direct:store-result").withVariable("job", Jobs.of("grayscale")).withVariable("results", results)
                .withHeader("spoof", "1").withHeader("CamelAwsS3BucketName", "somebody-elses").withBody(made).send();
    }
}
