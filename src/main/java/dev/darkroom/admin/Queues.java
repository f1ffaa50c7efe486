package dev.darkroom.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks how many messages the queues have; camel-aws2-sqs has no operation for that. */
public final class Queues {

    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);
    /** A page does not wait for a queue that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName IN_FLIGHT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

    private final SqsClient sqs;
    private final Map<String, String> urls;

    /** @param urls the queues' addresses by the names that the page has for them */
    public Queues(SqsClient sqs, Map<String, String> urls) {
        this.sqs = sqs;
        this.urls = urls;
    }

    /**
     * What SQS says of a queue; its numbers are approximate.
     *
     * @param waiting  messages that somebody may take
     * @param inFlight messages that somebody has taken and not finished yet
     */
    public record Depth(int waiting, int inFlight) {
    }

    /** A queue by the name that the page has for it; its depth is null when it does not answer. */
    public record Queue(String name, Depth depth) {
    }

    /** The queues, in their order. */
    public List<Queue> read() {
        return urls.entrySet().stream()
                .map(queue -> new Queue(queue.getKey(), depth(queue.getKey(), queue.getValue()))).toList();
    }

    private Depth depth(String name, String url) {
        try {
            var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(WAITING, IN_FLIGHT)
                    .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE))).attributes();
            return new Depth(Integer.parseInt(attributes.get(WAITING)), Integer.parseInt(attributes.get(IN_FLIGHT)));
        } catch (SdkException e) {
            LOG.warn("The queue of {} does not answer: {}", name, e.getMessage());
            return null;
        }
    }
}
