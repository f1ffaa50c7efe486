package dev.darkroom.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Map$;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS: ElasticMQ inside this process. It keeps messages in memory only, so a stop loses them; Darkroom's sweep for
 * unfinished jobs is what brings the work back.
 */
public final class LocalSqs implements LocalServer {

    private static final String ACCOUNT = "000000000000";
    private static final String JOBS = "jobs";
    private static final String DEAD_JOBS = "jobs-dead";
    private static final String UPLOAD_EVENTS = "upload-events";

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
                    .withQueueManagerActor(queues())
                    .withInterface(LocalAws.HOST)
                    .withPort(port)
                    .withAWSRegion(LocalAws.REGION.id())
                    .withAWSAccountId(ACCOUNT)
                    .start()
                    .waitUntilStarted();
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
        return urlOf(JOBS);
    }

    String deadJobsUrl() {
        return urlOf(DEAD_JOBS);
    }

    String uploadEventsUrl() {
        return urlOf(UPLOAD_EVENTS);
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

    // Before the port opens: no client shall ever see SQS without the queues.
    private ActorRef queues() {
        ActorRef queues = actors.actorOf(Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, Option.empty()));
        create(queues, DEAD_JOBS, JobQueue.DEFAULT.visibilityTimeout(), Option.empty());
        create(queues, JOBS, jobQueue.visibilityTimeout(),
                Option.apply(new DeadLettersQueueData(DEAD_JOBS, jobQueue.maxReceiveCount())));
        create(queues, UPLOAD_EVENTS, JobQueue.DEFAULT.visibilityTimeout(), Option.empty());
        return queues;
    }

    private static void create(
            ActorRef queues, String name, Duration visibilityTimeout, Option<DeadLettersQueueData> deadLetters) {
        Patterns.ask(queues, new CreateQueue(new CreateQueueData(name,
                Option.apply(new MillisVisibilityTimeout(visibilityTimeout.toMillis())),
                Option.empty(), Option.empty(), Option.empty(), Option.empty(), deadLetters,
                false, false, Option.empty(), Option.empty(), Map$.MODULE$.empty())),
                Duration.ofSeconds(10)).toCompletableFuture().join();
    }

    // The SDK takes as long to load as the server takes to start, and does not need it for that.
    private Future<SqsClient> buildMeanwhile() {
        FutureTask<SqsClient> task = new FutureTask<>(this::buildClient);
        Thread.ofPlatform().daemon().name("sqs-client").start(task);
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
