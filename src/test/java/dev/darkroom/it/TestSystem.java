package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.JobQueue;
import dev.darkroom.local.LocalCloud;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The real system for a test class: one local cloud for all classes, and the nodes of Darkroom that the class starts.
 * What a test starts ends with it, what the class starts ends with the class; then the database has to be sound.
 */
final class TestSystem implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String JOBS = "darkroom.sqs.jobs-url";
    static final String DEAD_JOBS = "darkroom.sqs.dead-jobs-url";
    static final String UPLOAD_EVENTS = "darkroom.sqs.upload-events-url";
    static final String WORKER_TOKEN = "the-token-of-the-workers-in-the-tests";
    static final String INPUT = "darkroom-input";
    static final String OUTPUT = "darkroom-output";

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(4);
    static final int DELIVERIES = 5;

    private static LocalCloud cloud;
    private static S3Client s3;
    private static SqsClient sqs;

    private final List<AutoCloseable> ofClass = new ArrayList<>();
    private final List<AutoCloseable> ofTest = new ArrayList<>();
    private List<AutoCloseable> current = ofClass;

    /** The cloud that all test classes share; it ends with the JVM. */
    static synchronized LocalCloud cloud() {
        if (cloud == null) {
            cloud = LocalCloud.startTemporary(new JobQueue(VISIBILITY_TIMEOUT, DELIVERIES));
            cloud.credentials().forEach(System::setProperty);
            var properties = cloud.properties();
            var credentials = DefaultCredentialsProvider.builder().build();
            var region = Region.of(properties.get("darkroom.aws.region"));
            s3 = S3Client.builder().endpointOverride(URI.create(properties.get("darkroom.s3.endpoint"))).region(region)
                    .credentialsProvider(credentials).forcePathStyle(true).build();
            sqs = SqsClient.builder().endpointOverride(URI.create(properties.get("darkroom.sqs.endpoint")))
                    .region(region).credentialsProvider(credentials).build();
        }
        return cloud;
    }

    /** Darkroom's settings for the cloud, quicker than the defaults where a test would have to wait. */
    static Map<String, String> settings() {
        var settings = new HashMap<>(cloud().properties());
        settings.put("darkroom.worker.token", WORKER_TOKEN);
        settings.put("darkroom.worker.concurrency", "2");
        settings.put("darkroom.sqs.wait-time", "1");
        settings.put("darkroom.sqs.visibility-timeout", Long.toString(VISIBILITY_TIMEOUT.toSeconds()));
        settings.put("darkroom.claim.lease", "3");
        settings.put("darkroom.resend.period", "500");
        settings.put("darkroom.resend.unsent-seconds", "2");
        settings.put("darkroom.report.retry-delay", "200");
        settings.put("darkroom.wait.recheck-seconds", "2");
        settings.put("darkroom.delete.period", "300");
        settings.put("darkroom.delete.lease-seconds", "2");
        return settings;
    }

    /** Starts a node in this JVM; both roles, one, and settings of its own as {@code name=value}. */
    Node start(String role, String... overrides) {
        return prepare(role, overrides).start();
    }

    /** The same, not started yet. */
    Node prepare(String role, String... overrides) {
        var settings = settings();
        settings.put("darkroom.role", role);
        Stream.of(overrides).map(override -> override.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        return endsWithTest(new Node(settings));
    }

    <T extends AutoCloseable> T endsWithTest(T used) {
        current.add(used);
        return used;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        current = ofTest;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        current = ofClass;
        close(ofTest);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close(ofClass);
        Stream.of(JOBS, DEAD_JOBS, UPLOAD_EVENTS).forEach(TestSystem::purge);
        assertEquals(List.of(), rows("""
                SELECT username, images_count, jobs_count FROM users
                 WHERE images_count <> (SELECT count(*) FROM images WHERE user_id = users.id)
                    OR jobs_count <> (SELECT count(*) FROM jobs WHERE user_id = users.id)"""));
        update("DELETE FROM users");
    }

    private static void close(List<AutoCloseable> used) throws Exception {
        for (var each : used.reversed()) {
            each.close();
        }
        used.clear();
    }

    static void send(String queue, String body) {
        sqs.sendMessage(message -> message.queueUrl(url(queue)).messageBody(body));
    }

    /** Sends with attributes, which are texts here. */
    static void send(String queue, String body, Map<String, String> attributes) {
        var values = attributes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> MessageAttributeValue.builder().dataType("String").stringValue(entry.getValue()).build()));
        sqs.sendMessage(message -> message.queueUrl(url(queue)).messageBody(body).messageAttributes(values));
    }

    /** Takes the next message of a queue away, as a worker would. */
    static Message take(String queue) {
        return await().atMost(PATIENCE).until(() -> receive(queue), messages -> !messages.isEmpty()).getFirst();
    }

    /** Takes messages away until one is of this job. */
    static Message takeJob(JsonNode job) {
        while (true) {
            var message = take(JOBS);
            if (Answer.json(message.body()).get("job_id").asLong() == Client.id(job)) {
                return message;
            }
        }
    }

    /** The message of a job, as the front end sends it. */
    static String message(JsonNode job) {
        return value("""
                SELECT json_build_object('job_id', id, 'user_id', user_id, 'image_id', image_id, 's3_key', image_url,
                                         'job_sequence', job_type, 'environment', environment)
                  FROM jobs WHERE id = ?""", Client.id(job));
    }

    private static List<Message> receive(String queue) {
        var messages = sqs.receiveMessage(request -> request.queueUrl(url(queue)).waitTimeSeconds(1)
                .messageAttributeNames("All").messageSystemAttributeNamesWithStrings("All")).messages();
        messages.forEach(message -> sqs.deleteMessage(
                request -> request.queueUrl(url(queue)).receiptHandle(message.receiptHandle())));
        return messages;
    }

    /** How many messages a queue has, those included that somebody has received and not deleted. */
    static int messages(String queue) {
        return counts(queue).values().stream().mapToInt(Integer::parseInt).sum();
    }

    static void awaitEmpty(String queue) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(0, messages(queue),
                () -> "messages in " + queue + ": " + counts(queue)));
    }

    private static Map<String, String> counts(String queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url(queue)).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).attributesAsStrings();
    }

    static void purge(String queue) {
        sqs.purgeQueue(request -> request.queueUrl(url(queue)));
    }

    private static String url(String queue) {
        return cloud().properties().get(queue);
    }

    static void awaitGone(String bucket, String key) {
        await().atMost(PATIENCE).until(() -> !exists(bucket, key));
    }

    static byte[] object(String bucket, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }

    static HeadObjectResponse head(String bucket, String key) {
        return s3.headObject(head -> head.bucket(bucket).key(key));
    }

    /** The keys of a bucket, the first thousand of them. */
    static List<String> keys(String bucket) {
        return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream().map(S3Object::key).toList();
    }

    /** Waits until somebody listens to a channel of Redis. */
    static void awaitListener(String channel) {
        try (var redis = new Jedis(URI.create(cloud().properties().get("darkroom.redis.url")))) {
            await().atMost(PATIENCE).until(() -> !"0".equals(redis.pubsubNumSub(channel).get(channel)));
        }
    }

    static boolean exists(String bucket, String key) {
        try {
            head(bucket, key);
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    static void put(String bucket, String key, byte[] bytes) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    static void delete(String bucket, String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    /** The rows of a query, each as the text of its columns. */
    static List<List<String>> rows(String query, Object... parameters) {
        var properties = cloud().properties();
        try (var connection = DriverManager.getConnection(properties.get("darkroom.database.url"),
                properties.get("darkroom.database.username"), properties.get("darkroom.database.password"));
                var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var rows = new ArrayList<List<String>>();
            if (statement.execute()) {
                var result = statement.getResultSet();
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one value that a query answers. */
    static String value(String query, Object... parameters) {
        return rows(query, parameters).getFirst().getFirst();
    }

    static void update(String statement, Object... parameters) {
        rows(statement, parameters);
    }

    /** All that the database says of a job and of what it made: to be compared with itself later. */
    static List<List<String>> traces(JsonNode job) {
        return rows("""
                SELECT jobs::text, results::text, images::text, users.jobs_count, users.images_count
                  FROM jobs JOIN users ON users.id = jobs.user_id
                            LEFT JOIN results ON job_id = jobs.id
                            LEFT JOIN images ON images.id = results.image_id
                 WHERE jobs.id = ? ORDER BY position""", Client.id(job));
    }
}
