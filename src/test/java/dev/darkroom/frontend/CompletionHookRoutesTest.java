package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/07-completion-hook",
        replaceRouteFromWith = {"receive-upload-events=direct:upload-event",
                "look-for-originals=direct:look-period-over"},
        mockEndpointsAndSkip = "sql:.*|direct:(find-original|queue-job|doom-objects)")
class CompletionHookRoutesTest extends RouteTest {

    private static final Map<String, Object> RECEIPT = Map.of("CamelAwsSqsReceiptHandle", "receipt-1");

    @Test
    void notesEveryOriginalOfAMessage() throws Exception {
        var note = expectSql("store-original", noted(null), noted(null));

        var exchange = receive(file("two-uploads.json"));

        assertDeleted(exchange);
        assertEquals(Map.of("variable.s3_key", "images/12345/beach.jpg", "variable.byte_size", 2841331L,
                "properties:darkroom.resend.unsent-seconds", "10", "properties:darkroom.batch.seconds", "3600"),
                parameters(note));
        note.message(1).variable("s3_key").isEqualTo("images/12346/my dog+cat.jpg");
    }

    @Test
    void hasNothingToNoteOfATestEvent() throws Exception {
        assertDeleted(receive(file("test-event.json")));
    }

    @Test
    void dropsAMessageThatIsNoEvent() {
        assertDeleted(receive("good morning"));
    }

    @Test
    void leavesTheMessageWhenTheDatabaseIsAway() throws Exception {
        expectSql("store-original", new CannotGetJdbcConnectionException("timeout"), noted(null));

        var exchange = receive(file("two-uploads.json"));

        assertNotNull(exchange.getException(CannotGetJdbcConnectionException.class));
    }

    @Test
    void handsNoAttributeOfTheMessageOn() throws Exception {
        var note = expectSql("store-original", noted(9L), noted(null));
        expect("direct:queue-job").expectedNoHeaderReceived();

        var exchange = to("direct:upload-event").withHeaders(RECEIPT).withHeader("spoof", "1")
                .withHeader("CamelSqlQuery", "DROP TABLE users").withHeader("s3_key", "images/1/other.jpg")
                .withBody(file("two-uploads.json")).send();

        assertDeleted(exchange);
        note.expectedNoHeaderReceived();
        note.message(0).variable("s3_key").isEqualTo("images/12345/beach.jpg");
    }

    @Test
    void queuesTheJobThatWasAnnouncedWithTheOriginal() {
        expectSql("store-original", noted(2131L));
        expect("direct:queue-job").expectedVariableReceived("job_id", 2131L);

        var exchange = to("direct:store-original").withVariable("s3_key", "images/12345/beach.jpg")
                .withVariable("byte_size", 2841331L).send();

        assertNull(exchange.getException());
    }

    @Test
    void queuesNothingForAnOriginalWithoutJob() {
        expectSql("store-original", noted(null));

        assertNull(to("direct:store-original").withVariable("s3_key", "images/12345/beach.jpg").send().getException());
    }

    @Test
    void hasNothingToDoForAnOriginalThatIsNoted() {
        var row = new HashMap<String, Object>(Map.of("user_id", 7L));
        row.put("image_id", null);
        row.put("job_id", null);
        expectSql("store-original", row);

        assertNull(to("direct:store-original").withVariable("s3_key", "images/12345/beach.jpg").send().getException());
    }

    @Test
    void whatNoImageWaitsForIsDoomedUnlessAnImageHasIt() {
        expectSql("store-original", NO_ROW);
        var doom = expect("direct:doom-objects");
        doom.expectedVariableReceived("bucket", "input");

        assertNull(to("direct:store-original").withVariable("s3_key", "images/12345/beach.jpg").send().getException());
        assertArrayEquals(new String[]{"images/12345/beach.jpg"},
                doom.getExchanges().getFirst().getVariable("s3_keys", String[].class));
    }

    @Test
    void notesWhatIsInTheBucketThoughNobodySaidSo() {
        expectSql("take-missing-originals", List.of(Map.of("s3_key", "images/12345/beach.jpg"),
                Map.of("s3_key", "images/12346/dog.jpg")));
        expect("direct:find-original", new Conflict("not there"), "").message(0).variable("s3_key")
                .isEqualTo("images/12345/beach.jpg");
        var note = expectSql("store-original", noted(2131L));
        expect("direct:queue-job").expectedVariableReceived("job_id", 2131L);

        assertNull(to("direct:look-period-over").send().getException());
        note.message(0).variable("s3_key").isEqualTo("images/12346/dog.jpg");
    }

    @Test
    void looksForNoMoreWhenS3IsAway() {
        expectSql("take-missing-originals", List.of(Map.of("s3_key", "images/12345/beach.jpg"),
                Map.of("s3_key", "images/12346/dog.jpg")));
        expect("direct:find-original", S3Exception.builder().message("away").build());

        assertNotNull(to("direct:look-period-over").send().getException());
    }

    private Exchange receive(String message) {
        return to("direct:upload-event").withHeaders(RECEIPT).withBody(message).send();
    }

    /** A consumer of SQS deletes what did not fail, by the receipt handle. */
    private static void assertDeleted(Exchange exchange) {
        assertNull(exchange.getException());
        assertEquals(RECEIPT, exchange.getMessage().getHeaders());
    }

    private static Map<String, Object> noted(Long jobId) {
        var row = new HashMap<String, Object>();
        row.put("image_id", 12345L);
        row.put("job_id", jobId);
        return row;
    }
}
