package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=transport/sqs/frontend/receive-dead-jobs",
        replaceRouteFromWith = "receive-dead-jobs=direct:dead-job",
        mockEndpointsAndSkip = "direct:bury-job")
class ReceiveDeadJobsRouteTest extends RouteTest {

    private static final Map<String, Object> RECEIPT = Map.of("CamelAwsSqsReceiptHandle", "receipt-1");
    private static final String MESSAGE = """
            {"job_id": 2131, "user_id": 7, "image_id": 12345, "s3_key": "images/12345/beach.jpg",
             "job_sequence": ["process", "grayscale"], "environment": ""}""";

    @Test
    void buriesTheJobOfTheMessage() {
        var bury = expect("direct:bury-job");
        bury.expectedVariableReceived("job_id", 2131L);
        bury.expectedNoHeaderReceived();

        assertDeleted(receive(MESSAGE));
    }

    @Test
    void dropsWhatIsNobodysJob() {
        assertDeleted(receive("good morning"));
    }

    @Test
    void dropsAMessageWithoutJob() {
        assertDeleted(receive("{}"));
    }

    @Test
    void leavesTheMessageWhileAWorkerIsAtTheJob() {
        expect("direct:bury-job", new ClaimHeldException("job 2131 is being worked on"));

        assertNotNull(receive(MESSAGE).getException(ClaimHeldException.class));
    }

    @Test
    void leavesTheMessageWhenTheDatabaseIsAway() {
        expect("direct:bury-job", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(receive(MESSAGE).getException(CannotGetJdbcConnectionException.class));
    }

    private Exchange receive(String message) {
        return to("direct:dead-job").withHeaders(RECEIPT).withHeader("spoof", "1").withBody(message).send();
    }

    private static void assertDeleted(Exchange exchange) {
        assertNull(exchange.getException());
        assertEquals(RECEIPT, exchange.getMessage().getHeaders());
    }
}
