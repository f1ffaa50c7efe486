package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.UPLOAD_EVENTS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S3 and the client both say that an original has arrived: in whichever order and how often, it is one effect. */
class CompletionIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String HOOK = "receive-upload-events";

    private static Node frontEnd;

    private final byte[] photograph = Photographs.jpeg();
    private Client ansel;
    private JsonNode image;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend", "darkroom.upload.look-period=500");
    }

    @BeforeEach
    void announce() {
        ansel = Client.register(frontEnd);
        image = ansel.announce(photograph, "process", "grayscale", "histogram");
    }

    @Test
    void theHookAloneStoresAndQueues() {
        ansel.upload(image, photograph);
        awaitStored();

        assertOneEffect();
    }

    @Test
    void anEventThatComesAgainHasNoEffect() {
        ansel.upload(image, photograph);
        awaitStored();
        TestSystem.send(UPLOAD_EVENTS, event());
        TestSystem.send(UPLOAD_EVENTS, event());

        assertOneEffect();
    }

    @Test
    void theClientsWordAloneStoresAndQueues() throws Exception {
        frontEnd.stopRoute(HOOK);
        ansel.upload(image, photograph);

        assertEquals("original stored", ansel.complete(image).get("status").asText());
        assertEquals("original stored", ansel.complete(image).get("status").asText());
        await().atMost(TestSystem.PATIENCE).until(() -> TestSystem.messages(UPLOAD_EVENTS) == 1);
        TestSystem.purge(UPLOAD_EVENTS);
        frontEnd.startRoute(HOOK);

        assertOneEffect();
    }

    @Test
    void anOriginalWhoseEventIsLostIsFound() throws Exception {
        frontEnd.stopRoute(HOOK);
        ansel.upload(image, photograph);
        await().atMost(TestSystem.PATIENCE).until(() -> TestSystem.messages(UPLOAD_EVENTS) == 1);
        TestSystem.purge(UPLOAD_EVENTS);
        frontEnd.startRoute(HOOK);
        TestSystem.update("UPDATE images SET created_at = now() - interval '2 minutes' WHERE id = ?", Client.id(image));

        awaitStored();

        assertOneEffect();
    }

    @Test
    void theHookAfterTheClientsWordHasNoEffect() throws Exception {
        frontEnd.stopRoute(HOOK);
        ansel.upload(image, photograph);
        ansel.complete(image);
        TestSystem.send(UPLOAD_EVENTS, event());
        await().atMost(TestSystem.PATIENCE).until(() -> TestSystem.messages(UPLOAD_EVENTS) == 2);
        frontEnd.startRoute(HOOK);

        assertOneEffect();
    }

    @Test
    void theClientsWordAfterTheHookHasNoEffect() {
        ansel.upload(image, photograph);
        awaitStored();
        ansel.complete(image);
        ansel.complete(image);

        assertOneEffect();
    }

    @Test
    void theClientsWordDoesNotCountBeforeTheOriginalIsThere() {
        var answer = ansel.put("/api/images/" + Client.id(image),
                Map.of("s3_key", image.get("s3_key").asText()));

        answer.expect(409);
        assertEquals("created", ansel.image(image).get("status").asText());
        assertEquals(0, TestSystem.messages(JOBS));
    }

    private void awaitStored() {
        await().atMost(TestSystem.PATIENCE)
                .until(() -> ansel.image(image).get("status").asText().equals("original stored"));
    }

    private void assertOneEffect() {
        TestSystem.awaitEmpty(UPLOAD_EVENTS);
        assertEquals(1, TestSystem.messages(JOBS));
        var message = Answer.json(TestSystem.take(JOBS).body());
        assertEquals(Client.id(image), message.get("image_id").asLong());
        assertEquals("[\"process\",\"grayscale\",\"histogram\"]", message.get("job_sequence").toString());
        assertEquals("1", TestSystem.value("SELECT count(*) FROM jobs WHERE image_id = ?", Client.id(image)));
        assertEquals("1|1", TestSystem.value("SELECT images_count || '|' || jobs_count FROM users WHERE id = ?",
                ansel.userId()));
    }

    private String event() {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
                 "eventTime":"2026-11-22T08:00:00.000Z","eventName":"ObjectCreated:Put",
                 "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s","arn":"arn:aws:s3:::%s"},
                       "object":{"key":"%s","size":%d,"eTag":"d41d8cd98f00b204e9800998ecf8427e","sequencer":"01"}}}]}
                """.formatted(TestSystem.INPUT, TestSystem.INPUT, image.get("s3_key").asText(), photograph.length);
    }
}
