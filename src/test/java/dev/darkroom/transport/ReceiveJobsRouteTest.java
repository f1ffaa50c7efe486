package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=transport/sqs/worker/receive-jobs",
        replaceRouteFromWith = "receive-jobs=direct:job-message",
        mockEndpointsAndSkip = "direct:develop")
class ReceiveJobsRouteTest extends RouteTest {

    private static final Map<String, Object> RECEIPT = Map.of("CamelAwsSqsReceiptHandle", "receipt-1");

    @Test
    void hasAJobDevelopedAndItsMessageDeleted() {
        var develop = expect("direct:develop");
        develop.whenAnyExchangeReceived(exchange -> exchange.getMessage().setHeader("left", "over"));
        develop.expectedBodiesReceived("{\"job_id\":2131}");

        var exchange = to("direct:job-message").withHeaders(RECEIPT).withBody("{\"job_id\":2131}").send();

        assertNull(exchange.getException());
        assertEquals(RECEIPT, exchange.getMessage().getHeaders());
    }

    @Test
    void handsNoAttributeOfTheMessageOn() {
        expect("direct:develop").expectedNoHeaderReceived();

        to("direct:job-message").withHeaders(RECEIPT).withHeader("spoof", "1").withBody("{}").send();
    }

    @Test
    void leavesTheMessageWhenTheJobMayWorkAnotherTime() {
        expect("direct:develop", new ClaimHeldException("job 2131 is being worked on"));

        var exchange = to("direct:job-message").withHeaders(RECEIPT).withBody("{}").send();

        assertNotNull(exchange.getException(ClaimHeldException.class));
    }
}
