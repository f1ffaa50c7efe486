package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=transport/sqs/frontend/send-job",
        mockEndpointsAndSkip = "aws2-sqs:.*")
class SendJobRouteTest extends RouteTest {

    @Test
    void sendsAJobMessageAndNoAttributes() {
        var queue = expect("aws2-sqs:jobs");

        to("direct:send-job").withBody("{\"job_id\":2131}").withHeader("spoof", "1")
                .withHeader("CamelAwsSqsDelaySeconds", 900).send();

        assertEquals("{\"job_id\":2131}", queue.getExchanges().getFirst().getMessage().getBody());
        assertEquals(Map.of(), queue.getExchanges().getFirst().getMessage().getHeaders());
    }

    @Test
    void failsWhenTheQueueIsAway() {
        expect("aws2-sqs:jobs", SdkClientException.create("Connection refused"));

        assertNotNull(to("direct:send-job").withBody("{}").send().getException(SdkClientException.class));
    }
}
