package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.frontend.batch.Part;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Problem;
import dev.darkroom.http.TooLarge;
import dev.darkroom.http.Unprocessable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/14-receive-photographs",
        replaceRouteFromWith = "keep-batches-open=direct:keep-open-period-over",
        mockEndpointsAndSkip = "(sql|aws2-s3):.*|direct:(store-original|tally-batch)")
class ReceivePhotographsRoutesTest extends RouteTest {

    private static final String INPUT_BUCKET = "aws2-s3:darkroom-input";

    @TempDir
    static Path folder;

    /** Stands in for {@code Uploads}: photographs, and what happens then. */
    public static class Coming implements Iterator<Part> {

        private final List<Part> parts;
        private final RuntimeException end;
        private int taken;

        Coming(RuntimeException end, Part... parts) {
            this.parts = List.of(parts);
            this.end = end;
        }

        public int taken() {
            return taken;
        }

        @Override
        public boolean hasNext() {
            return taken < parts.size() || end != null;
        }

        @Override
        public Part next() {
            if (taken == parts.size()) {
                throw end;
            }
            return parts.get(taken++);
        }
    }

    @Override
    protected void replaceBeans() {
        replace("batchBodies", new Object() {
            @SuppressWarnings("unused")
            public String failure(@ExchangeException Exception reason) {
                return reason.getMessage();
            }

            @SuppressWarnings("unused")
            public void tellWhatCame(@ExchangeException Exception reason, @Variable("uploads") Coming uploads,
                    @Variable("batch_id") Long batchId) throws Exception {
                throw new Conflict(ObjectHelper.getException(Problem.class, reason).getMessage() + "; "
                        + uploads.taken() + " of batch " + batchId + " came");
            }
        });
    }

    @Test
    void storesEachPhotographAndQueuesItsJob() throws Exception {
        var insert = expectSql("insert-batch-image", row(77), row(78));
        var put = expect(INPUT_BUCKET, "stored", "stored");
        var store = expect("direct:store-original", "", "");
        expectClose();

        var exchange = receive(null, part(1, "the first"), part(2, "the second"));

        assertNull(exchange.getException());
        assertEquals(List.of(1, 2), each(insert, "part", Part.class).stream().map(Part::position).toList());
        assertEquals(List.of("images/77/beach.jpg", "images/78/beach.jpg"), each(store, "s3_key", String.class));
        assertEquals(List.of(9L, 10L), each(store, "byte_size", Long.class));
        assertEquals(List.of("images/77/beach.jpg", "images/78/beach.jpg"), put.getExchanges().stream()
                .map(sent -> sent.getMessage().getHeader(AWS2S3Constants.KEY)).toList());
        assertEquals("image/jpeg", put.getExchanges().getFirst().getMessage().getHeader(AWS2S3Constants.CONTENT_TYPE));
    }

    @Test
    void storesThePhotographAsItCameAndNothingElseWithIt() throws Exception {
        var put = expect(INPUT_BUCKET);
        var stored = new ArrayList<String>();
        put.whenAnyExchangeReceived(exchange -> stored
                .add(Files.readString(exchange.getMessage().getBody(File.class).toPath())));
        expect("direct:store-original").expectedNoHeaderReceived();

        assertNull(take(part(1, "the first"), row(77)).getException());
        assertEquals(List.of("the first"), stored);
        assertEquals(Set.of(AWS2S3Constants.KEY, AWS2S3Constants.CONTENT_TYPE),
                put.getExchanges().getFirst().getMessage().getHeaders().keySet());
    }

    @Test
    void deletesTheFileOfAPhotographThatIsStored() throws Exception {
        expect(INPUT_BUCKET);
        expect("direct:store-original");
        var part = part(1, "the first");

        take(part, row(77));

        assertFalse(Files.exists(part.file()));
    }

    @Test
    void givesAPhotographThatIsNotTakenItsPlaceAndItsReason() throws Exception {
        var part = refused(2, "It has more than 9 bytes");
        var insert = expectSql("insert-batch-image", Map.of());

        assertNull(take(part).getException());
        assertEquals(2, parameters(insert).get("variable.part.position"));
        assertTrue(parameters(insert).get("variable.part.problem").toString().contains("It has more than 9 bytes"));
        assertFalse(Files.exists(part.file()));
    }

    @Test
    void letsOneThatIsTooLargeFailAlone() throws Exception {
        expectSql("insert-batch-image", row(77), Map.of(), row(79));
        expect(INPUT_BUCKET, "", "");
        expect("direct:store-original", "", "");
        expectClose();

        assertNull(
                receive(null, part(1, "one"), refused(2, "It has more than 9 bytes"), part(3, "three")).getException());
    }

    @Test
    void letsOneThatCannotBeStoredFailAlone() throws Exception {
        expectSql("insert-batch-image", row(77), row(78));
        expect(INPUT_BUCKET, SdkClientException.create("Unable to execute HTTP request"), "stored");
        expect("direct:store-original").expectedVariableReceived("s3_key", "images/78/beach.jpg");
        var fail = expectSql("fail-batch-image");
        expectClose();
        var first = part(1, "one");

        assertNull(receive(null, first, part(2, "two")).getException());
        var parameters = parameters(fail);
        assertEquals(12L, parameters.get("variable.batch_id"));
        assertEquals(1, parameters.get("variable.part.position"));
        assertTrue(parameters.get("variable.problem").toString().startsWith("Unable to execute HTTP request"));
        assertFalse(Files.exists(first.file()));
    }

    @Test
    void storesNothingInABatchThatTakesNoMore() throws Exception {
        expectSql("insert-batch-image", NO_ROW);
        var part = part(1, "the first");

        assertEquals("The batch takes no more images. It was destroyed, or nothing came for too long",
                take(part).getException(Conflict.class).getMessage());
        assertFalse(Files.exists(part.file()));
    }

    @Test
    void takesNothingMoreWhenTheBatchTakesNoMore() throws Exception {
        expectSql("insert-batch-image", NO_ROW);
        expectClose();
        var coming = new Coming(null, part(1, "one"), part(2, "two"));

        assertNotNull(send(coming).getException());
        assertEquals(1, coming.taken());
    }

    @Test
    void storesAPhotographBeforeItAsksForTheNext() throws Exception {
        expectSql("insert-batch-image", row(77));
        expect(INPUT_BUCKET);
        expect("direct:store-original");
        expectClose();
        var first = part(1, "one");
        var coming = new Coming(new BadRequest("The request broke off"), first) {
            @Override
            public boolean hasNext() {
                assertEquals(taken() == 0, Files.exists(first.file()));
                return super.hasNext();
            }
        };

        assertNotNull(send(coming).getException(Conflict.class));
    }

    @Test
    void closesTheBatchWithWhatCameWhenTheFormBreaksOff() throws Exception {
        expectSql("insert-batch-image", row(77), row(78));
        expect(INPUT_BUCKET, "", "");
        expect("direct:store-original", "", "");
        expectClose();

        var exchange = receive(new BadRequest("The request broke off"), part(1, "one"), part(2, "two"));

        assertEquals("The request broke off; 2 of batch 12 came", exchange.getException(Conflict.class).getMessage());
    }

    @Test
    void closesTheBatchWithWhatCameWhenThereAreTooMany() throws Exception {
        expectSql("insert-batch-image", row(77));
        expect(INPUT_BUCKET);
        expect("direct:store-original");
        expectClose();

        var exchange = receive(new TooLarge("A batch has at most 1 images"), part(1, "one"));

        assertEquals("A batch has at most 1 images; 1 of batch 12 came",
                exchange.getException(Conflict.class).getMessage());
    }

    @Test
    void closesTheBatchWhenNothingCameOfTheFirstPhotograph() throws Exception {
        expectClose();

        assertEquals("The request broke off",
                receive(new BadRequest("The request broke off")).getException(BadRequest.class).getMessage());
    }

    @Test
    void closesTheBatchWhenSomethingFailsThatNobodyThoughtOf() throws Exception {
        expectClose();

        assertNotNull(receive(new UncheckedIOException(new IOException("No space left on device")))
                .getException(UncheckedIOException.class));
    }

    @Test
    void refusesAFormWithoutPhotographs() throws Exception {
        expectClose();

        assertEquals("There is no photograph in this form: send at least one file",
                receive(null).getException(Unprocessable.class).getMessage());
    }

    @Test
    void takesNothingMoreWhenTheDatabaseIsAway() throws Exception {
        expectSql("insert-batch-image", new CannotGetJdbcConnectionException("timeout"));
        expectClose();
        var first = part(1, "one");
        var coming = new Coming(null, first, part(2, "two"));

        var exchange = send(coming);

        assertNotNull(exchange.getException());
        assertFalse(Files.exists(first.file()));
        assertEquals(1, coming.taken());
    }

    private void expectClose() {
        expectSql("destroy-empty-batch").expectedVariableReceived("batch_id", 12L);
        expectSql("close-batch").expectedVariableReceived("batch_id", 12L);
        expect("direct:tally-batch").expectedVariableReceived("batch_id", 12L);
    }

    @Test
    void saysOfABatchThatItsFormIsBeingReadUntilItIs() throws Exception {
        var keep = expectSql("keep-batches-open");
        keep.expectedMessageCount(1);
        expectSql("insert-batch-image", row(77));
        expect(INPUT_BUCKET, "stored");
        expect("direct:store-original")
                .whenAnyExchangeReceived(_ -> assertNull(to("direct:keep-open-period-over").send().getException()));
        expectClose();

        assertNull(receive(null, part(1, "one")).getException());
        assertNull(to("direct:keep-open-period-over").send().getException());

        assertEquals(List.of(12L), List.of(each(keep, "open_batches", Long[].class).getFirst()));
        keep.assertIsSatisfied();
    }

    private Exchange receive(RuntimeException end, Part... parts) {
        return send(new Coming(end, parts));
    }

    private Exchange send(Coming uploads) {
        return to("direct:receive-photographs").withVariable("batch_id", 12L).withVariable("uploads", uploads).send();
    }

    private Exchange take(Part part, Object... rows) {
        if (rows.length > 0) {
            expectSql("insert-batch-image", rows);
        }
        return to("direct:take-photograph").withVariable("batch_id", 12L).withVariable("part", part)
                .withHeader("spoof", "1").send();
    }

    private static Map<String, Object> row(int imageId) {
        return Map.of("id", imageId, "s3_key", "images/" + imageId + "/beach.jpg");
    }

    private static Part part(int position, String photograph) throws IOException {
        var file = Files.writeString(Files.createTempFile(folder, "part", null), photograph);
        return new Part(position, "beach.jpg", "beach.jpg", "image/jpeg", photograph.length(), file, null);
    }

    private static Part refused(int position, String refusal) throws IOException {
        return new Part(position, "beach.jpg", "beach.jpg", "image/jpeg", 10,
                Files.createTempFile(folder, "part", null), refusal);
    }

    private static <T> List<T> each(MockEndpoint endpoint, String variable, Class<T> type) {
        return endpoint.getExchanges().stream().map(exchange -> exchange.getVariable(variable, type)).toList();
    }
}
