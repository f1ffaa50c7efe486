package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.INPUT;
import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.OUTPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP headers and SQS attributes become Camel's message headers, which steer its components: none gets through. */
class SmugglingIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    /** What an honest answer has. */
    private static final Set<String> ANSWER_HEADERS = Set.of("content-type", "content-length", "transfer-encoding",
            "connection", "etag", "cache-control");

    private static final String[] SMUGGLED = smuggled();

    private static Node frontEnd;
    private static Client ansel;

    private final byte[] photograph = Photographs.jpeg();

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        ansel = Client.register(frontEnd);
    }

    private static String[] smuggled() {
        var headers = new ArrayList<String>();
        Map.ofEntries(Map.entry("id", "99"), Map.entry("user", "1"), Map.entry("user_id", "1"),
                Map.entry("variable", "smuggled"), Map.entry("variable.user", "smuggled"),
                Map.entry("spoof", "1"), Map.entry("job_id", "99"),
                Map.entry("image_id", "99"), Map.entry("s3_key", "smuggled"), Map.entry("operation", "create-user"),
                Map.entry("CamelHttpMethod", "DELETE"), Map.entry("CamelHttpPath", "/api/users"),
                Map.entry("CamelHttpUri", "http://127.0.0.1:1/smuggled"), Map.entry("CamelHttpResponseCode", "418"),
                Map.entry("CamelAwsS3Key", "smuggled"), Map.entry("CamelAwsS3BucketName", "smuggled"),
                Map.entry("CamelAwsS3Operation", "deleteObject"), Map.entry("CamelAwsSqsOperation", "purgeQueue"),
                Map.entry("CamelAwsSqsReceiptHandle", "smuggled"), Map.entry("CamelAwsSqsDelaySeconds", "900"),
                Map.entry("CamelSqlQuery", "DELETE FROM users"), Map.entry("CamelSqlParameters", "smuggled"),
                Map.entry("CamelSqlRetrieveGeneratedKeys", "true"), Map.entry("CamelJdbcParameters", "smuggled"),
                Map.entry("camelhttpmethod", "DELETE"), Map.entry("CamelFileName", "smuggled"),
                Map.entry("CamelToEndpoint", "log:smuggled"), Map.entry("X-Amzn-Trace-Id", "Root=1-smuggled"))
                .forEach((name, value) -> {
                    headers.add(name);
                    headers.add(value);
                });
        return headers.toArray(String[]::new);
    }

    @Test
    void nothingReachesTheAnswersTheRowsOrTheQueue() {
        var image = send("POST", "/api/images", Map.of("name", "beach.jpg"), 201);
        ansel.upload(image, photograph);
        var complete = send("PUT", path("images", image), Map.of("s3_key", image.get("s3_key").asText()), 200);
        var job = send("POST", "/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale"), 201);

        assertEquals(ansel.userId(), image.get("user_id").asLong());
        assertEquals("images/" + Client.id(image) + "/beach.jpg", image.get("s3_key").asText());
        assertEquals("original stored", complete.get("status").asText());
        assertEquals(photograph.length, complete.get("byte_size").asInt());
        assertEquals(Client.id(image), job.get("image_id").asLong());
        assertOnlyTheJobIsInTheQueue(job);
        assertEquals(1, TestSystem.rows("SELECT FROM users WHERE id = ?", ansel.userId()).size());
    }

    @Test
    void nothingThatAWorkerSendsWithItsReportComesBack() {
        var job = ansel.createJob(ansel.stored(photograph), "grayscale");
        var answer = Client.worker(frontEnd).send("PUT", path("jobs", job), Map.of("status", "failed"), SMUGGLED);

        assertEquals("failed", answer.expect(200).get("status").asText());
        assertHonest(answer);
        assertOnlyTheJobIsInTheQueue(job);
    }

    @Test
    void nothingComesBackWithAProblem() {
        var answer = ansel.send("POST", "/api/jobs", Map.of("image_id", Long.MAX_VALUE, "job_type", "grayscale"),
                SMUGGLED);

        answer.expect(404);
        assertHonest(answer);
    }

    @Test
    void attributesOfAJobMessageDoNotSteerTheWorker() {
        TestSystem.put(INPUT, "other.jpg", Photographs.noImage());
        SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url());
        var image = ansel.stored(photograph);
        var id = TestSystem.value("""
                INSERT INTO jobs (status, image_url, job_type, user_id, image_id, resend_at)
                SELECT 'job queued', s3_key, '{process,grayscale}', user_id, id, now() + interval '1 hour'
                  FROM images WHERE id = ? RETURNING id""", Client.id(image));
        var job = Answer.json("{\"id\":" + id + "}");
        TestSystem.send(JOBS, TestSystem.message(job), Map.of("CamelAwsS3Key", "other.jpg", "CamelAwsS3BucketName",
                OUTPUT, "CamelAwsS3Operation", "deleteObject", "CamelHttpMethod", "DELETE", "CamelHttpUri",
                "http://127.0.0.1:1/", "CamelHttpPath", "/nowhere", "id", "99", "job", "99",
                "CamelAwsSqsReceiptHandle", "smuggled"));

        assertEquals("completed", ansel.finished(job).get("status").asText());

        TestSystem.awaitEmpty(JOBS);
        assertEquals(photograph.length, TestSystem.object(INPUT, image.get("s3_key").asText()).length);
        assertEquals("images/" + Client.id(image) + "/grayscale-beach.jpg",
                ansel.job(Client.id(job)).get("results").get(0).get("s3_key").asText());
    }

    private static JsonNode send(String method, String path, Map<String, ?> body, int status) {
        var answer = ansel.send(method, path, body, SMUGGLED);
        assertHonest(answer);
        return answer.expect(status);
    }

    private static String path(String kind, JsonNode row) {
        return "/api/" + kind + "/" + Client.id(row);
    }

    private static void assertHonest(Answer answer) {
        var strangers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        strangers.addAll(answer.headers().map().keySet());
        strangers.removeAll(ANSWER_HEADERS);
        assertEquals(Set.of(), strangers);
    }

    private static void assertOnlyTheJobIsInTheQueue(JsonNode job) {
        var message = TestSystem.takeJob(job);
        var expected = new TreeMap<String, JsonNode>();
        ((ObjectNode) Answer.json(TestSystem.message(job))).properties()
                .forEach(field -> expected.put(field.getKey(), field.getValue()));
        var actual = new TreeMap<String, JsonNode>();
        ((ObjectNode) Answer.json(message.body())).properties()
                .forEach(field -> actual.put(field.getKey(), field.getValue()));

        assertEquals(expected, actual);
        assertEquals(Map.of(), message.messageAttributes());
        assertFalse(message.attributesAsStrings().containsKey("AWSTraceHeader"));
        assertEquals(List.of(), TestSystem.rows("SELECT id FROM jobs WHERE id = 99 AND user_id = ?", ansel.userId()));
    }
}
