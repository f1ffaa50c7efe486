package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** Clients that wait for their jobs are woken when these end, wherever that is reported, and are in nobody's way. */
class WaitingIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int MANY = 200;

    /** Of front ends at which nobody looks again by itself before its waiting time is over. */
    private static final String ONLY_WOKEN = "darkroom.wait.recheck-seconds=60";
    private static final Duration BEFORE_WAITING_IS_OVER = Duration.ofSeconds(40);

    /** How quick the machine is does not matter here. */
    private static final String PATIENT = "darkroom.database.timeout=60000";

    private static Node here;
    private static Node there;
    private static Client ansel;
    private static JsonNode image;

    @BeforeAll
    static void start() {
        here = SYSTEM.start("frontend", ONLY_WOKEN, PATIENT);
        there = SYSTEM.start("frontend", ONLY_WOKEN, PATIENT);
        ansel = Client.register(here);
        image = ansel.stored(Photographs.jpeg());
    }

    @Test
    void manyWaitingClientsKeepNobodyFromBeingAnsweredAndAreAllWoken() {
        var job = ansel.createJob(image, "grayscale");
        var waiting = Stream.generate(() -> waitFor(ansel, job)).limit(MANY).toList();
        awaitWaiting(here, MANY);

        assertEquals(image.get("id"), ansel.image(image).get("id"));
        Client.register(here).announce(Photographs.jpeg());
        assertEquals(MANY, waitingAt(here));

        complete(here, job);

        assertAnsweredCompleted(waiting);
    }

    @Test
    void aWaitingClientIsWokenByAReportToAnotherFrontEnd() {
        var job = ansel.createJob(image, "grayscale");
        var waiting = waitFor(ansel, job);
        awaitWaiting(here, 1);
        awaitListening();

        complete(there, job);

        assertAnsweredCompleted(List.of(waiting));
    }

    @Test
    void withoutRedisAWaitingClientIsWokenAtItsOwnFrontEndAndFindsOutAtAnother() {
        var looksAgain = SYSTEM.start("frontend", "darkroom.wait.recheck-seconds=1");
        var reportedHere = ansel.createJob(image, "grayscale");
        var reportedThere = ansel.createJob(image, "histogram");
        TestSystem.cloud().redis().stop();
        try {
            var woken = waitFor(ansel, reportedHere);
            var finding = waitFor(ansel.at(looksAgain), reportedThere);
            awaitWaiting(here, 1);
            awaitWaiting(looksAgain, 1);

            complete(here, reportedHere);
            complete(there, reportedThere);

            assertAnsweredCompleted(List.of(woken, finding));
        } finally {
            TestSystem.cloud().redis().start();
        }
    }

    @Test
    void aWaitingClientIsAnsweredTheJobAsItIsWhenItsFrontEndStops() {
        var stopping = SYSTEM.start("frontend", ONLY_WOKEN);
        var waiting = waitFor(ansel.at(stopping), ansel.createJob(image, "grayscale"));
        awaitWaiting(stopping, 1);

        stopping.stop();

        assertEquals("job queued", waiting.join().expect(200).get("status").asText());
    }

    @Test
    void aWaitThatIsOverAnswersTheJobAsItIs() {
        var job = ansel.createJob(image, "grayscale");

        var answer = ansel.get("/api/jobs/" + Client.id(job) + "?wait=1").expect(200);

        assertEquals("job queued", answer.get("status").asText());
    }

    @Test
    void whoWaitsForAnImageIsAnsweredWhenItIsDevelopedWithItsResults() {
        var announced = ansel.announce(Photographs.jpeg(), "process", "grayscale");
        var waiting = ansel.getLater("/api/images/" + Client.id(announced) + "?wait=60");
        awaitWaitingForImages(1);
        ansel.upload(announced, Photographs.jpeg());
        var job = jobOf(announced);
        var key = "images/" + Client.id(announced) + "/grayscale-beach.jpg";

        Client.worker(there).put("/api/jobs/" + job, Map.of("status", "completed", "results", List.of(Map.of("step",
                "grayscale", "s3_key", key, "content_type", "image/jpeg", "byte_size", 7)))).expect(200);

        await().atMost(BEFORE_WAITING_IS_OVER).until(waiting::isDone);
        var developed = waiting.join().expect(200);
        assertTrue(developed.get("developed").asBoolean());
        assertEquals("completed", developed.get("jobs").get(0).get("status").asText());
        assertEquals(1, developed.get("results").size());
        var result = developed.get("results").get(0);
        assertEquals(key, result.get("s3_key").asText());
        assertEquals("grayscale", result.get("step").asText());
        assertTrue(result.get("url").asText().contains(key + "?"));
    }

    @Test
    void anImageIsNotDevelopedWhileAJobOfItIsUnfinished() {
        var own = ansel.stored(Photographs.jpeg());
        assertFalse(ansel.image(own).get("developed").asBoolean());
        var first = ansel.createJob(own, "grayscale");
        var second = ansel.createJob(own, "histogram");
        complete(here, first);
        var waiting = ansel.getLater("/api/images/" + Client.id(own) + "?wait=60");
        awaitWaitingForImages(1);
        assertFalse(ansel.image(own).get("developed").asBoolean());

        complete(here, second);

        await().atMost(BEFORE_WAITING_IS_OVER).until(waiting::isDone);
        assertTrue(waiting.join().expect(200).get("developed").asBoolean());
    }

    @Test
    void anImageIsDevelopedWhenItsAnnouncedJobIsFinishedWhateverElseIsQueued() {
        var announced = ansel.announce(Photographs.jpeg(), "process", "grayscale");
        ansel.upload(announced, Photographs.jpeg());
        var job = jobOf(announced);
        ansel.createJob(announced, "histogram");

        Client.worker(here).put("/api/jobs/" + job, Map.of("status", "failed")).expect(200);

        assertTrue(
                ansel.get("/api/images/" + Client.id(announced) + "?wait=60").expect(200).get("developed").asBoolean());
    }

    private static String jobOf(JsonNode image) {
        return await().atMost(PATIENCE).until(
                () -> TestSystem.rows("SELECT id FROM jobs WHERE image_id = ?", Client.id(image)),
                rows -> !rows.isEmpty()).getFirst().getFirst();
    }

    private static void awaitWaitingForImages(int clients) {
        await().atMost(PATIENCE).until(() -> here.context().getInflightRepository().size("read-image") == clients);
    }

    private static CompletableFuture<Answer> waitFor(Client client, JsonNode job) {
        return client.getLater("/api/jobs/" + Client.id(job) + "?wait=60");
    }

    private static void complete(Node frontEnd, JsonNode job) {
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), Map.of("status", "completed")).expect(200);
    }

    private static void assertAnsweredCompleted(List<CompletableFuture<Answer>> waiting) {
        await().atMost(BEFORE_WAITING_IS_OVER).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
        waiting.forEach(answer -> assertEquals("completed", answer.join().expect(200).get("status").asText()));
    }

    private static void awaitWaiting(Node frontEnd, int clients) {
        await().atMost(PATIENCE).until(() -> waitingAt(frontEnd) == clients);
    }

    private static int waitingAt(Node frontEnd) {
        return frontEnd.context().getInflightRepository().size("read-job");
    }

    private static void awaitListening() {
        try (var redis = new Jedis(URI.create(TestSystem.settings().get("darkroom.redis.url")))) {
            await().atMost(PATIENCE)
                    .until(() -> redis.pubsubNumSub("darkroom:changes").get("darkroom:changes").equals("1"));
        }
    }
}
