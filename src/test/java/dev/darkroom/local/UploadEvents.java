package dev.darkroom.local;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends event notifications to a queue, in their order and behind the back of the upload: an upload succeeds while SQS
 * is away, and its event arrives when SQS is back.
 */
final class UploadEvents implements Consumer<ObjectCreated>, AutoCloseable {

    private final String queueUrl;
    private final SqsClient sqs;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    UploadEvents(String endpoint, String queueUrl) {
        this.queueUrl = queueUrl;
        this.sqs = SqsClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(LocalAws.REGION)
                .credentialsProvider(LocalAws.credentials())
                .overrideConfiguration(client -> client.retryStrategy(untilSqsIsBack()))
                .build();
    }

    @Override
    public void accept(ObjectCreated event) {
        sender.execute(() -> sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(event.toJson())));
    }

    @Override
    public void close() {
        sender.shutdownNow();
        sqs.close();
    }

    private static StandardRetryStrategy untilSqsIsBack() {
        BackoffStrategy everyFifthOfASecond = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(200));
        return StandardRetryStrategy.builder()
                .maxAttempts(Integer.MAX_VALUE)
                .circuitBreakerEnabled(false)
                .backoffStrategy(everyFifthOfASecond)
                .throttlingBackoffStrategy(everyFifthOfASecond)
                .build();
    }
}
