package dev.darkroom.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Darkroom relies on in SQS. */
class LocalSqsIT {

    private static final JobQueue IMPATIENT = new JobQueue(Duration.ofSeconds(1), 2);

    private static LocalCloud cloud;
    private static CloudClients clients;

    @BeforeAll
    static void start() {
        cloud = LocalCloud.startTemporary(IMPATIENT);
        clients = new CloudClients(cloud);
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
    }

    @Test
    void namesItsQueuesAsTheSdkDoes() {
        assertEquals(clients.property("darkroom.sqs.jobs-url"), urlOf("jobs"));
        assertEquals(clients.property("darkroom.sqs.dead-jobs-url"), urlOf("jobs-dead"));
        assertEquals(clients.property("darkroom.sqs.upload-events-url"), urlOf("upload-events"));
    }

    @Test
    void movesAJobThatIsNeverDoneToTheDeadLetterQueue() {
        String jobs = clients.property("darkroom.sqs.jobs-url");
        clients.sqs.sendMessage(message -> message.queueUrl(jobs).messageBody("never done"));

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clients.sqs.receiveMessage(request -> request.queueUrl(jobs).waitTimeSeconds(1));
            return clients.sqs.getQueueAttributes(request -> request
                    .queueUrl(clients.property("darkroom.sqs.dead-jobs-url"))
                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .attributes().containsValue("1");
        });
        assertEquals("never done", clients.nextMessage("darkroom.sqs.dead-jobs-url").body());
    }

    @Test
    void stopsAtOnceThoughAConsumerWaitsForAMessage() {
        String events = clients.property("darkroom.sqs.upload-events-url");
        CompletableFuture<?> consumer = CompletableFuture.runAsync(() -> clients.sqs.receiveMessage(
                request -> request.queueUrl(events).waitTimeSeconds(20).overrideConfiguration(
                        call -> call.apiCallTimeout(Duration.ofSeconds(5)))));
        long begin = System.nanoTime();

        cloud.sqs().stop();

        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 5);
        cloud.sqs().start();
        consumer.handle((message, problem) -> null).join();
    }

    private static String urlOf(String queue) {
        return clients.sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}
