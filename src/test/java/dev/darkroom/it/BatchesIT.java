package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.rows;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RedissonClient;

/** Many photographs in one request, recognised and answered together, at two front ends. */
class BatchesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final byte[] NO_PHOTOGRAPH = "not a photograph".getBytes(StandardCharsets.UTF_8);

    private static Node one;
    private static Node other;
    private static Node worker;
    private static Client ansel;

    /** A photograph, and what a person sees first in it. */
    private enum Sample {
        COFFEE("coffee.jpg", "cup"),
        ASTRONAUT("astronaut.jpg", "person"),
        CHELSEA("chelsea.jpg", "cat");

        private final byte[] bytes;
        private final String label;

        Sample(String file, String label) {
            this.label = label;
            try (var in = BatchesIT.class.getResourceAsStream("/photos/" + file)) {
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    @BeforeAll
    static void start() {
        one = SYSTEM.start("frontend", "darkroom.batch.period=500", "darkroom.forget.period=500");
        other = SYSTEM.start("frontend", "darkroom.batch.period=500", "darkroom.forget.period=500");
        worker = SYSTEM.start("worker", "darkroom.front-end.url=" + other.url());
        ansel = Client.register(one);
    }

    @Test
    void theAnswerKeepsTheClientsNamesAndOrderAndEachImageHasAnObjectOfItsOwn() {
        var batch = completed(ansel, new Form().file("beach.jpg", Sample.COFFEE.bytes)
                .file("beach.jpg", Sample.ASTRONAUT.bytes).file("C:\\Bilder\\Über uns.jpg", Sample.CHELSEA.bytes)
                .sendTo(ansel).expect(202));

        assertEquals(List.of("beach.jpg", "beach.jpg", "Über uns.jpg"), names(batch));
        assertEquals(List.of("cup", "person", "cat"), labels(batch));
        batch.get("images").forEach(image -> {
            var key = image.get("s3_key").asText();
            assertTrue(key.startsWith("images/" + Client.id(image) + "/"), key);
            assertTrue(TestSystem.exists(TestSystem.INPUT, key), key);
            assertEquals(List.of(List.of("classify")),
                    rows("SELECT type_name FROM images JOIN image_types ON image_types.id = image_type_id"
                            + " WHERE original_id = ?", Client.id(image)));
        });
        assertEquals(3, batch.get("images").findValuesAsText("s3_key").stream().distinct().count());
    }

    @Test
    void aBadImageFailsAloneAndTheCountsAddUp() {
        var batch = completed(ansel, new Form().file("coffee.jpg", Sample.COFFEE.bytes)
                .file("letter.jpg", NO_PHOTOGRAPH).sendTo(ansel).expect(202));

        assertCounts(batch, 1, 1, 0);
        var letter = batch.get("images").get(1);
        assertEquals("failed", letter.get("status").asText());
        assertTrue(letter.get("problem").get("detail").asText().startsWith("This is not a JPEG or PNG image"),
                letter.toString());
    }

    @Test
    void announcedImagesAreUploadedByTheClient() {
        var batch = ansel.post("/api/batches", Map.of("images",
                List.of(Map.of("name", "sea view (2).jpg"), Map.of("name", "sea view (2).jpg")))).expect(202);
        assertCounts(batch, 0, 0, 2);

        batch.get("images").forEach(image -> assertEquals(200, ansel.upload(image, Sample.COFFEE.bytes)));

        var completed = completed(ansel, batch);
        assertEquals(List.of("sea view (2).jpg", "sea view (2).jpg"), names(completed));
        assertEquals(List.of("cup", "cup"), labels(completed));
    }

    @Test
    void twentyBatchesAtOnceOverTwoFrontEndsEachGetTheirOwnAnswers() throws Exception {
        var batches = AtOnce.times(20, number -> {
            var samples = new ArrayList<>(List.of(Sample.values()));
            samples.addAll(samples);
            Collections.shuffle(samples, new Random(number));
            var client = number % 2 == 0 ? ansel : ansel.at(other);
            var form = new Form();
            samples.forEach(sample -> form.file("photograph.jpg", sample.bytes));
            var made = form.sendTo(client).expect(202);
            // whom it is read at is not whom it was sent to
            var read = completed(number % 3 == 0 ? ansel : ansel.at(other), made);
            assertEquals(samples.stream().map(sample -> sample.label).toList(), labels(read));
            assertEquals(Client.id(made), Client.id(read));
            assertCounts(read, samples.size(), 0, 0);
            return read;
        });

        assertEquals(120, batches.stream().flatMap(batch -> ids(batch).stream()).distinct().count());
        await().atMost(TestSystem.PATIENCE).untilAsserted(() -> assertEquals(List.of(), gathered(batches)));
    }

    @Test
    void aRetriedImageIsAnsweredInItsBatch() {
        var made = ansel
                .post("/api/batches", Map.of("images", List.of(Map.of("name", "a.jpg"), Map.of("name", "b.jpg"))))
                .expect(202);
        ansel.upload(made.get("images").get(0), Sample.COFFEE.bytes);
        ansel.upload(made.get("images").get(1), NO_PHOTOGRAPH);
        var failed = completed(ansel, made);
        assertCounts(failed, 1, 1, 0);
        TestSystem.put(TestSystem.INPUT, failed.get("images").get(1).get("s3_key").asText(), Sample.ASTRONAUT.bytes);

        ansel.put("/api/jobs/" + failed.get("images").get(1).get("job_id").asLong(), Map.of("status", "job queued"))
                .expect(200);

        await().atMost(TestSystem.PATIENCE)
                .until(() -> completed(ansel, made).get("counts").get("completed").asInt() == 2);
        assertEquals(List.of("cup", "person"), labels(completed(ansel, made)));
    }

    @Test
    void whenItsTimeIsOverABatchIsCompletedWithWhatIsThere() {
        var hurried = SYSTEM.start("frontend", "darkroom.batch.seconds=1", "darkroom.batch.period=300");
        var client = ansel.at(hurried);
        var made = client.post("/api/batches", Map.of("images", List.of(Map.of("name", "late.jpg")))).expect(202);

        assertCounts(completed(client, made), 0, 0, 1);

        ansel.upload(made.get("images").get(0), Sample.COFFEE.bytes);
        await().atMost(TestSystem.PATIENCE).untilAsserted(() -> {
            var batch = completed(ansel, made);
            assertCounts(batch, 1, 0, 0);
            assertEquals(List.of("cup"), labels(batch));
        });
    }

    @Test
    void whatCameOfAFormThatBreaksOffIsABatch() {
        var form = new Form().file("first.jpg", Sample.COFFEE.bytes).file("second.jpg", Sample.ASTRONAUT.bytes);

        var answer = ansel.sendBytes("POST", "/api/batches", form.brokenOff(1000), "Content-Type", Form.TYPE);

        assertEquals(400, answer.status(), answer.text());
        var detail = answer.json().get("detail").asText();
        assertTrue(detail.contains("1 of its images came, as batch "), detail);
        var batch = completed(ansel, ansel.get("/api/batches/" + detail.replaceAll(".* ", "")).expect(200));
        assertEquals(List.of("first.jpg"), names(batch));
        assertEquals(List.of("cup"), labels(batch));
    }

    @Test
    void aPhotographThatDiesWithItsFrontEndFailsAlone() {
        var batch = ansel.post("/api/batches", Map.of("images", List.of(Map.of("name", "lost.jpg")))).expect(202);

        // as when a front end dies while it reads a form and stores this one
        TestSystem.update("UPDATE batches SET size = NULL, updated_at = now() - interval '1 day' WHERE id = ?",
                Client.id(batch));

        var completed = completed(ansel, batch);
        assertCounts(completed, 0, 1, 0);
        assertEquals("The connection was closed before it was stored. Send it again",
                completed.get("images").get(0).get("problem").get("detail").asText());
    }

    @Test
    void aFormWithoutAPhotographLeavesNothingBehind() {
        var before = rows("SELECT id FROM batches");

        assertEquals(422, new Form().field("environment", "TOP=1").sendTo(ansel).status());

        assertEquals(before, rows("SELECT id FROM batches"));
    }

    @Test
    void aPhotographThatIsTooLargeFailsAlone() {
        var small = SYSTEM.start("frontend", "darkroom.limits.bytes=150000");
        var batch = completed(ansel, new Form().file("large.jpg", new byte[200_000])
                .file("coffee.jpg", Sample.COFFEE.bytes).sendTo(ansel.at(small)).expect(202));

        assertCounts(batch, 1, 1, 0);
        assertEquals("It has more than 150000 bytes",
                batch.get("images").get(0).get("problem").get("detail").asText());
        assertFalse(batch.get("images").get(0).has("id"));
        assertEquals("cup", labels(batch).getLast());
    }

    @Test
    void aUserSendsOnlySoManyFormsAtATime() throws IOException {
        var narrow = SYSTEM.start("frontend", "darkroom.batch.forms=1");
        var imogen = Client.register(narrow);
        var form = new Form().file("coffee.jpg", Sample.COFFEE.bytes);

        try (var _ = Form.begin(imogen, narrow.url(), form.brokenOff(1000))) {
            await().atMost(TestSystem.PATIENCE).until(() -> form.sendTo(imogen).status() == 429);
        }

        await().atMost(TestSystem.PATIENCE).until(() -> form.sendTo(imogen).status() == 202);
    }

    @Test
    void aDestroyedBatchTakesItsImagesAlong() {
        var batch = completed(ansel, new Form().file("coffee.jpg", Sample.COFFEE.bytes).sendTo(ansel).expect(202));

        ansel.delete("/api/batches/" + Client.id(batch)).expect(200);

        ansel.get("/api/batches/" + Client.id(batch)).expect(404);
        ansel.get("/api/images/" + ids(batch).getFirst()).expect(404);
    }

    @Test
    void nobodySeesWhatIsSomebodyElses() {
        var batch = ansel.post("/api/batches", Map.of("images", List.of(Map.of("name", "mine.jpg")))).expect(202);
        var dorothea = Client.register(one);

        dorothea.get("/api/batches/" + Client.id(batch)).expect(404);
        dorothea.delete("/api/batches/" + Client.id(batch)).expect(404);
        assertEquals(0, dorothea.get("/api/batches?n=all").expect(200).size());
        ansel.delete("/api/batches/" + Client.id(batch)).expect(200);
    }

    @Test
    void aRepeatedAnnouncementMakesOneBatch() {
        var request = Map.of("images", List.of(Map.of("name", "once.jpg")));

        var first = ansel.send("POST", "/api/batches", request, "Idempotency-Key", "k-1").expect(202);
        var second = ansel.send("POST", "/api/batches", request, "Idempotency-Key", "k-1").expect(202);

        assertEquals(Client.id(first), Client.id(second));
        ansel.delete("/api/batches/" + Client.id(first)).expect(200);
    }

    @Test
    void withoutRedisABatchIsCompletedAllTheSame() {
        var alone = SYSTEM.start("both", "darkroom.redis.url=redis://localhost:1", "darkroom.batch.period=300");
        var client = ansel.at(alone);

        var batch = completed(client, new Form().file("coffee.jpg", Sample.COFFEE.bytes).sendTo(client).expect(202));

        assertEquals(List.of("cup"), labels(batch));
    }

    /** Waits for a batch to be completed. */
    static JsonNode completed(Client client, JsonNode batch) {
        for (int patience = 4; patience > 0; patience--) {
            var read = client.get("/api/batches/" + Client.id(batch) + "?wait=20").expect(200);
            if (read.get("status").asText().equals("completed")) {
                return read;
            }
        }
        throw new AssertionError("Not completed: " + client.get("/api/batches/" + Client.id(batch)).text());
    }

    private static Stream<JsonNode> images(JsonNode batch) {
        return StreamSupport.stream(batch.get("images").spliterator(), false);
    }

    private static List<String> names(JsonNode batch) {
        return images(batch).map(image -> image.get("name").asText()).toList();
    }

    private static List<Long> ids(JsonNode batch) {
        return images(batch).map(Client::id).toList();
    }

    /** What is seen first in each image. */
    static List<String> labels(JsonNode batch) {
        return images(batch).map(image -> image.path("predictions").path(0).path("label").asText()).toList();
    }

    private static void assertCounts(JsonNode batch, int completed, int failed, int unfinished) {
        assertEquals(Map.of("images", completed + failed + unfinished, "completed", completed, "failed", failed,
                "unfinished", unfinished).toString(), counts(batch.get("counts")).toString());
    }

    private static Map<String, Integer> counts(JsonNode counts) {
        return Map.of("images", counts.get("images").asInt(), "completed", counts.get("completed").asInt(), "failed",
                counts.get("failed").asInt(), "unfinished", counts.get("unfinished").asInt());
    }

    /** Of which of these batches something is left in Redis. */
    private static List<Long> gathered(List<JsonNode> batches) {
        var redis = one.context().getRegistry().findSingleByType(RedissonClient.class);
        var keys = redis.<String, Object>getMap("darkroom:batches").keySet();
        return batches.stream().map(Client::id).filter(id -> keys.contains(Long.toString(id))).toList();
    }
}
