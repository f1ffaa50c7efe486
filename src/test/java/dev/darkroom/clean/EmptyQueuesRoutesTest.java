package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=clean/3-empty-queues",
        mockEndpointsAndSkip = "aws2-sqs:.*")
class EmptyQueuesRoutesTest extends RouteTest {

    private Cleaning cleaning;

    /** Queues of which each has three messages, one of them in somebody's hands. */
    public static final class ThreeMessages {

        public long count(String url) {
            return 3;
        }

        public long takeOut(String url) {
            return 2;
        }
    }

    @Override
    protected void replaceBeans() {
        replace("queueContents", new ThreeMessages());
    }

    @BeforeEach
    void begin() {
        cleaning = new Cleaning();
    }

    @Test
    void purgesAllThree() {
        expect("aws2-sqs:jobs");
        expect("aws2-sqs:dead-jobs");
        expect("aws2-sqs:upload-events");

        assertNull(empty());
        assertEquals(Map.of("jobs", 3L, "dead_jobs", 3L, "upload_events", 3L), cleaning.outcome().get("messages"));
    }

    @Test
    void takesMessagesOutOfAQueueThatWasPurgedAMomentAgo() {
        expect("aws2-sqs:jobs", PurgeQueueInProgressException.builder().message("only once in 60 seconds").build());
        expect("aws2-sqs:dead-jobs");
        expect("aws2-sqs:upload-events");

        assertNull(empty());
        assertEquals(Map.of("jobs", 2L, "dead_jobs", 3L, "upload_events", 3L), cleaning.outcome().get("messages"));
    }

    @Test
    void failsWhenSqsIsAway() {
        expect("aws2-sqs:jobs", SdkClientException.create("SQS is away"));

        assertNotNull(empty());
    }

    private Exception empty() {
        return to("direct:empty-queues").withVariable("cleaning", cleaning).send().getException();
    }
}
