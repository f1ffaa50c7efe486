package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private static Node here;
    private static Node there;
    private static Client ansel;
    private static JsonNode image;

    @BeforeAll
    static void start() {
        here = SYSTEM.start("frontend", ONLY_WOKEN);
        there = SYSTEM.start("frontend", ONLY_WOKEN);
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
