package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** A page that watches jobs hears of each change when it happens, wherever that is reported, and is in nobody's way. */
class EventsIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    /** Of front ends at which nobody looks again by itself while a test has patience. */
    private static final String ONLY_WOKEN = "darkroom.wait.recheck-seconds=300";
    private static final String SILENT = "darkroom.events.keep-alive-seconds=300";
    private static final int MANY = 500;
    /** How quick the machine is does not matter here. */
    private static final String PATIENT = "darkroom.database.timeout=60000";

    private static Node here;
    private static Node there;

    private Client ansel;
    private JsonNode image;

    @BeforeAll
    static void start() {
        here = SYSTEM.start("frontend", ONLY_WOKEN, SILENT, "darkroom.events.streams=1000");
        there = SYSTEM.start("frontend", ONLY_WOKEN, SILENT);
    }

    @BeforeEach
    void store() {
        ansel = Client.register(here);
        image = ansel.stored(Photographs.jpeg());
    }

    @Test
    void aPageHearsOfThePresentStateAndThenOfEachChange() throws Exception {
        var job = ansel.createJob(image, "grayscale");
        var id = Client.id(job);
        try (var page = ansel.watch("?job_id=" + id)) {
            assertEquals(200, page.status());
            assertEquals("text/event-stream", page.header("Content-Type"));
            assertEquals("retry: 3000", page.line());
            var event = page.next();
            assertEquals("job queued", event.get("status").asText());
            assertEquals(image.get("id"), event.get("image_id"));
            assertFalse(event.has("results"));

            report(here, job, "processing");
            assertEquals(id + " processing", page.nextState());
            report(here, job, "completed");
            assertEquals(id + " completed", page.nextState());
        }
    }

    @Test
    void aPageHearsOfAllUnfinishedJobsOfItsUserAndOfNewOnes() throws Exception {
        var finished = ansel.createJob(image, "grayscale");
        report(here, finished, "completed");
        var queued = ansel.createJob(image, "grayscale");
        try (var page = ansel.watch("")) {
            assertEquals(Client.id(queued) + " job queued", page.nextState());

            var created = ansel.createJob(image, "histogram");
            assertEquals(Client.id(created) + " job queued", page.nextState());
            report(here, queued, "completed");
            assertEquals(Client.id(queued) + " completed", page.nextState());
        }
    }

    @Test
    void aPageHearsOfTheJobThatWasAnnouncedWithAnImage() throws Exception {
        try (var page = ansel.watch("")) {
            page.line();
            var announced = ansel.announce(Photographs.jpeg(), "process", "grayscale");
            ansel.upload(announced, Photographs.jpeg());

            assertEquals(announced.get("id"), page.next().get("image_id"));
        }
    }

    @Test
    void aPageHearsOfAReportToAnotherFrontEnd() throws Exception {
        var job = ansel.createJob(image, "grayscale");
        try (var page = ansel.watch("?job_id=" + Client.id(job))) {
            page.next();
            awaitListening();

            report(there, job, "completed");

            assertEquals(Client.id(job) + " completed", page.nextState());
        }
    }

    @Test
    void aPageHearsOfTheJobsOfABatchAsTheyCome() throws Exception {
        var batch = ansel.announceBatch("beach.jpg", "dunes.jpg");
        try (var page = ansel.watch("?batch_id=" + Client.id(batch)); var all = ansel.watch("")) {
            page.line();
            all.line();
            ansel.createJob(image, "grayscale");
            assertEquals("job queued", all.next().get("status").asText());

            var first = arrive(ansel, batch, 0);
            assertEquals(first + " job queued", page.nextState());
            var second = arrive(ansel, batch, 1);
            assertEquals(second + " job queued", page.nextState());
            reportRecognised(there, ansel.job(first));

            var event = page.next();
            assertEquals(first + " completed", event.get("id") + " " + event.get("status").asText());
            assertEquals("cup", event.get("predictions").get(0).get("label").asText());
        }
    }

    @Test
    void aPageHearsOfTheJobsOfABatchThatHaveEndedAndWhenOneIsDoneOnceMore() throws Exception {
        var batch = ansel.announceBatch("beach.jpg");
        var id = arrive(ansel, batch, 0);
        report(here, ansel.job(id), "failed");
        try (var page = ansel.watch("?batch_id=" + Client.id(batch))) {
            assertEquals(id + " failed", page.nextState());

            ansel.put("/api/jobs/" + id, Map.of("status", "job queued")).expect(200);
            assertEquals(id + " job queued", page.nextState());

            TestSystem.update("DELETE FROM jobs WHERE id = ?", id);
            report(here, ansel.createJob(image, "grayscale"), "processing");
            assertEquals(id + " gone", page.nextState());
        }
    }

    @Test
    void anAdministratorMayWatchABatchAndAnotherUserMayNot() throws Exception {
        var batch = ansel.announceBatch("beach.jpg");
        var path = "/api/events?batch_id=" + Client.id(batch);

        assertEquals(404, Client.register(here).get(path).status());
        assertEquals(404, ansel.get("/api/events?batch_id=999999999999").status());
        try (var page = Client.administrator(here).watch("?batch_id=" + Client.id(batch))) {
            page.line();
            var id = arrive(ansel, batch, 0);
            assertEquals(id + " job queued", page.nextState());
        }
        assertEquals(400, ansel.get(path + "&job_id=1").status());
        assertEquals(400, ansel.get("/api/events?batch_id=banana").status());
    }

    /** The photograph of a batch arrives, and is its job's. */
    private static long arrive(Client client, JsonNode batch, int position) {
        var announced = batch.get("images").get(position);
        assertEquals(200, client.upload(announced, Photographs.jpeg()));
        client.complete(client.image(announced));
        return client.get("/api/batches/" + Client.id(batch)).expect(200).get("images").get(position).get("job_id")
                .asLong();
    }

    /** A cup is in it. */
    private static void reportRecognised(Node frontEnd, JsonNode job) {
        var result = Map.of("step", "classify", "s3_key",
                "images/" + job.get("image_id").asLong() + "/classify-beach.json", "content_type", "application/json",
                "byte_size", 36, "document", List.of(Map.of("label", "cup", "confidence", 0.46)));
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job),
                Map.of("status", "completed", "results", List.of(result))).expect(200);
    }

    @Test
    void withoutRedisAPageHearsOfItWhenItsFrontEndLooksAgain() throws Exception {
        var looksAgain = SYSTEM.start("frontend", "darkroom.wait.recheck-seconds=1");
        var job = ansel.createJob(image, "grayscale");
        TestSystem.cloud().redis().stop();
        try (var page = ansel.at(looksAgain).watch("")) {
            page.next();
            report(there, job, "completed");
            assertEquals(Client.id(job) + " completed", page.nextState());

            var sooner = ansel.at(there).createJob(image, "grayscale");
            report(there, sooner, "completed");
            await().until(() -> page.nextState().equals(Client.id(sooner) + " completed"));
        } finally {
            TestSystem.cloud().redis().start();
        }
    }

    @Test
    void aJobThatIsDestroyedIsGone() throws Exception {
        var looksAgain = SYSTEM.start("frontend", "darkroom.wait.recheck-seconds=1");
        var job = ansel.createJob(image, "grayscale");
        try (var page = ansel.at(looksAgain).watch("?job_id=" + Client.id(job))) {
            page.next();

            TestSystem.update("DELETE FROM jobs WHERE id = ?", Client.id(job));

            assertEquals(Client.id(job) + " gone", page.nextState());
        }
    }

    @Test
    void otherPeoplesJobsAreLikeJobsThatThereAreNot() throws Exception {
        var job = ansel.createJob(image, "grayscale");
        var other = Client.register(here);
        try (var page = other.watch("?job_id=" + Client.id(job) + ",999999999999");
                var all = other.watch("")) {
            assertEquals(List.of(Client.id(job) + " gone", "999999999999 gone"),
                    List.of(page.nextState(), page.nextState()).stream().sorted().toList());
            all.line();
            report(here, job, "completed");
            var own = other.createJob(other.stored(Photographs.jpeg()), "grayscale");
            assertEquals(Client.id(own) + " job queued", all.nextState());
        }
    }

    @Test
    void aStreamEndsWhenItsTokenIsNoLongerGood() throws Exception {
        var looksAgain = SYSTEM.start("frontend", "darkroom.wait.recheck-seconds=1");
        try (var page = ansel.at(looksAgain).watch("")) {
            page.line();

            TestSystem.update("DELETE FROM tokens WHERE user_id = ?", ansel.userId());

            page.awaitEnd();
        }
    }

    @Test
    void aSilentStreamIsKeptAlive() throws Exception {
        var chatty = SYSTEM.start("frontend", "darkroom.events.keep-alive-seconds=1", ONLY_WOKEN);
        try (var page = ansel.at(chatty).watch("")) {
            assertEquals(List.of("retry: 3000", "", ":"), List.of(page.line(), page.line(), page.line()));
        }
    }

    @Test
    void aClientThatGoesLeavesNothingBehind() throws Exception {
        var page = ansel.watch("");
        page.line();
        assertEquals(1, openAt(here));

        page.close();

        await().atMost(PATIENCE).until(() -> openAt(here) == 0);
    }

    @Test
    void manyIdleStreamsTakeNoThreadsAndEndWhenTheirFrontEndStops() throws Exception {
        var stopping = SYSTEM.start("frontend", ONLY_WOKEN, SILENT, PATIENT, "darkroom.events.streams=1000");
        ansel.at(stopping).get("/api/jobs").expect(200);
        var before = Thread.getAllStackTraces().size();
        var pages = new ArrayList<EventsClient>();
        for (int i = 0; i < MANY; i++) {
            pages.add(SYSTEM.endsWithTest(ansel.at(stopping).watch("")));
        }
        for (var page : pages) {
            page.line();
        }
        var with = Thread.getAllStackTraces().size();
        assertEquals(MANY, openAt(stopping));
        assertTrue(with < before + 50, before + " threads without, " + with + " with " + MANY + " streams");

        var job = ansel.at(stopping).createJob(image, "grayscale");
        for (var page : pages) {
            assertEquals(Client.id(job) + " job queued", page.nextState());
        }

        stopping.stop();
        for (var page : pages) {
            page.awaitEnd();
        }
    }

    @Test
    void aUserHasSoManyStreamsAndNoMore() throws Exception {
        var strict = SYSTEM.start("frontend", "darkroom.events.streams=1", "darkroom.events.jobs=2");
        var client = ansel.at(strict);
        try (var page = client.watch("")) {
            page.line();
            assertEquals(429, client.get("/api/events").status());
        }
        await().atMost(PATIENCE).until(() -> openAt(strict) == 0);
        assertEquals(422, client.get("/api/events?job_id=1,2,3").status());
        assertEquals(0, openAt(strict));
    }

    @Test
    void whatIsWrongIsAnsweredAsEverywhere() {
        for (var list : List.of("banana", "1,banana", "", "1,,2", "0", "-1", "99999999999999999999")) {
            assertEquals(400, ansel.get("/api/events?job_id=" + list).status(), list);
        }
        assertEquals(401, Client.withToken(here.url(), "nobody's").get("/api/events").status());
        assertEquals(403, Client.worker(here).get("/api/events").status());
        assertEquals(406, ansel.sendBytes("GET", "/api/events", null, "Accept", "application/json").status());
        assertEquals(405, ansel.post("/api/events", Map.of()).status());
    }

    @Test
    void theHeadOfAStreamIsNoStream() {
        var head = ansel.head("/api/events");

        assertEquals(200, head.status());
        assertEquals("text/event-stream", head.header("Content-Type"));
        // an exchange ends a moment after its answer
        await().atMost(PATIENCE).until(() -> openAt(here) == 0);
    }

    private static void report(Node frontEnd, JsonNode job, String status) {
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), Map.of("status", status)).expect(200);
    }

    private static int openAt(Node frontEnd) {
        return frontEnd.context().getInflightRepository().size("watch-events");
    }

    private static void awaitListening() {
        try (var redis = new Jedis(URI.create(TestSystem.settings().get("darkroom.redis.url")))) {
            await().atMost(PATIENCE)
                    .until(() -> redis.pubsubNumSub("darkroom:changes").get("darkroom:changes").equals("1"));
        }
    }
}
