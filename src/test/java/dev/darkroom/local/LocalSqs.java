package dev.darkroom.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS: ElasticMQ inside this process. It keeps messages in memory only, so a stop loses them; Darkroom's sweep for
 * unfinished jobs is what brings the work back.
 */
public final class LocalSqs implements LocalServer {

    private static final String ACCOUNT = "000000000000";

    // Without the first setting the JVM's shutdown stops SQS by itself, while the routes still drain.
    private static final Config SETTINGS = ConfigFactory.parseString("""
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.daemonic = on
            pekko.loglevel = INFO
            """);

    private final int port;
    private final JobQueue jobQueue;
    private final Future<SqsClient> client;
    private ActorSystem actors;

    LocalSqs(int port, JobQueue jobQueue) {
        this.port = port;
        this.jobQueue = jobQueue;
        this.client = buildMeanwhile();
    }

    @Override
    public synchronized void start() {
        if (actors != null) {
            return;
        }
        actors = ActorSystem.create("local-sqs", SETTINGS.withFallback(ConfigFactory.load()));
        try {
            SQSRestServerBuilder.withActorSystem(actors)
                    .withInterface(LocalAws.HOST)
                    .withPort(port)
                    .withAWSRegion(LocalAws.REGION.id())
                    .withAWSAccountId(ACCOUNT)
                    .start()
                    .waitUntilStarted();
            createQueues();
        } catch (Exception problem) {
            stop();
            throw new LocalCloudException("SQS did not start on port " + port, problem);
        }
    }

    // Ends the actors rather than the HTTP binding: the binding would wait for every long poll to run out.
    @Override
    public synchronized void stop() {
        if (actors == null) {
            return;
        }
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception problem) {
            throw new LocalCloudException("SQS did not stop", problem);
        } finally {
            actors = null;
        }
    }

    @Override
    public int port() {
        return port;
    }

    String endpoint() {
        return "http://%s:%d".formatted(LocalAws.HOST, port);
    }

    String jobsUrl() {
        return urlOf("jobs");
    }

    String deadJobsUrl() {
        return urlOf("jobs-dead");
    }

    String uploadEventsUrl() {
        return urlOf("upload-events");
    }

    private String urlOf(String queue) {
        return "%s/%s/%s".formatted(endpoint(), ACCOUNT, queue);
    }

    SqsClient client() {
        try {
            return client.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalCloudException("SQS was interrupted while it started", interrupted);
        } catch (ExecutionException problem) {
            throw new LocalCloudException("The AWS SDK has no client for SQS", problem.getCause());
        }
    }

    private void createQueues() {
        client().createQueue(queue -> queue.queueName("jobs-dead"));
        client().createQueue(queue -> queue.queueName("jobs").attributes(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(jobQueue.visibilityTimeout().toSeconds()),
                QueueAttributeName.REDRIVE_POLICY, redrivePolicy())));
        client().createQueue(queue -> queue.queueName("upload-events"));
    }

    private String redrivePolicy() {
        return """
                {"deadLetterTargetArn":"arn:aws:sqs:%s:%s:jobs-dead","maxReceiveCount":"%d"}"""
                .formatted(LocalAws.REGION.id(), ACCOUNT, jobQueue.maxReceiveCount());
    }

    // The SDK takes as long to load as the server takes to start, and does not need it for that.
    private Future<SqsClient> buildMeanwhile() {
        FutureTask<SqsClient> task = new FutureTask<>(this::buildClient);
        Thread.ofVirtual().name("sqs-client").start(task);
        return task;
    }

    // Patient, so that the events of uploads made while SQS is stopped arrive when it runs again.
    private SqsClient buildClient() {
        BackoffStrategy everyFifthOfASecond = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(200));
        return SqsClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(LocalAws.REGION)
                .credentialsProvider(LocalAws.credentials())
                .overrideConfiguration(sqs -> sqs.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(1500)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(everyFifthOfASecond)
                        .throttlingBackoffStrategy(everyFifthOfASecond)
                        .build()))
                .build();
    }
}
