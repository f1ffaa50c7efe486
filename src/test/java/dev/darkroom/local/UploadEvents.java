package dev.darkroom.local;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends event notifications to the queue of upload events, in their order and behind the back of the upload: an upload
 * succeeds while SQS is away, and its event arrives when SQS is back.
 */
final class UploadEvents implements Consumer<ObjectCreated>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadEvents.class);

    private final LocalSqs sqs;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("upload-events").factory());

    UploadEvents(LocalSqs sqs) {
        this.sqs = sqs;
    }

    @Override
    public void accept(ObjectCreated event) {
        sender.execute(() -> send(event));
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }

    private void send(ObjectCreated event) {
        try {
            sqs.client().sendMessage(message -> message.queueUrl(sqs.uploadEventsUrl()).messageBody(event.toJson()));
        } catch (AbortedException closing) {
            LOG.debug("The event of {} is dropped: the local cloud closes", event.key());
        } catch (SdkException problem) {
            LOG.warn("The event of {} was lost: {}", event.key(), problem.getMessage());
        }
    }
}
