package dev.darkroom.clean;

import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What camel-aws2-sqs has no operation for: how many messages a queue has, and to take them out one by one. */
public final class QueueContents {

    private static final int AT_A_TIME = 10;
    /** A request that waits asks all servers of a queue, one that does not wait only some of them. */
    private static final int WAIT_SECONDS = 1;

    private final SqsClient sqs;

    public QueueContents(SqsClient sqs) {
        this.sqs = sqs;
    }

    /**
     * How many messages the queue at an address has, those included that somebody is at or that are delayed; roughly.
     */
    public long count(String url) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes().values().stream().mapToLong(Long::parseLong).sum();
    }

    /**
     * Takes out all messages that nobody is at.
     *
     * @return how many these were
     */
    public long takeOut(String url) {
        return Stream.generate(() -> takeSome(url)).takeWhile(taken -> taken > 0).mapToLong(Long::longValue).sum();
    }

    private long takeSome(String url) {
        var messages = sqs.receiveMessage(
                request -> request.queueUrl(url).maxNumberOfMessages(AT_A_TIME).waitTimeSeconds(WAIT_SECONDS))
                .messages();
        if (!messages.isEmpty()) {
            sqs.deleteMessageBatch(request -> request.queueUrl(url)
                    .entries(messages.stream().map(message -> DeleteMessageBatchRequestEntry.builder()
                            .id(message.messageId()).receiptHandle(message.receiptHandle()).build()).toList()));
        }
        return messages.size();
    }
}
