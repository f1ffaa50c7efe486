package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.LocalServer;
import dev.darkroom.transport.ClaimHeldException;
import dev.darkroom.transport.Claims;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The parts go away and come back; nothing is lost. */
class OutageIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Gate AT_WORK = new Gate();

    private static Node darkroom;
    private static Client ansel;

    private final byte[] photograph = Photographs.jpeg();

    @BeforeAll
    static void start() throws Exception {
        darkroom = SYSTEM.start("both", "darkroom.database.timeout=1000");
        darkroom.before("step-grayscale", AT_WORK);
        ansel = Client.register(darkroom);
    }

    @Test
    void withoutRedisPhotographsAreDevelopedAndWithItJobsAreClaimedAgain() throws Exception {
        without(TestSystem.cloud().redis(), () -> {
            var image = ansel.announce(photograph, "grayscale", "histogram");
            ansel.upload(image, photograph);
            assertEquals("completed", ansel.finishedJobOf(image).get("status").asText());
        });

        var claims = darkroom.context().getRegistry().findSingleByType(Claims.class);
        await().atMost(TestSystem.PATIENCE).until(() -> claimsKeepOthersAway(claims));
    }

    @Test
    void withoutPostgresqlClientsAreToldToComeBack() throws Exception {
        var image = ansel.stored(photograph);
        withoutPostgresql(() -> {
            assertComeBack(ansel.get("/api/images/" + Client.id(image)));
            assertComeBack(ansel.post("/api/images", Map.of()));
            assertComeBack(ansel.put("/api/images/" + Client.id(image), Map.of("s3_key", "images/1/a.jpg")));
            assertComeBack(ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale")));
            assertComeBack(ansel.get("/api/jobs/1?wait=5"));
            assertComeBack(Client.worker(darkroom).put("/api/jobs/1", Map.of("status", "completed")));
        });

        assertEquals("original stored", ansel.image(image).get("status").asText());
        assertEquals("completed", ansel.finished(ansel.createJob(image, "grayscale")).get("status").asText());
    }

    @Test
    void aWorkerReportsWhenPostgresqlIsBack() throws Exception {
        AT_WORK.shut();
        var job = ansel.createJob(ansel.stored(photograph), "grayscale");
        AT_WORK.awaitArrivals(1);
        withoutPostgresql(() -> {
            AT_WORK.open();
            await().atMost(TestSystem.PATIENCE).until(() -> TestSystem.exists(TestSystem.OUTPUT,
                    "images/" + job.get("image_id") + "/grayscale-beach.jpg"));
        });

        assertEquals("completed", ansel.finished(job).get("status").asText());
        assertEquals(1, AT_WORK.arrived());
    }

    @Test
    void withoutS3AnUploadWaitsForItsReturn() throws Exception {
        var announced = new JsonNode[1];
        without(TestSystem.cloud().s3(), () -> {
            announced[0] = ansel.announce(photograph, "grayscale");
            assertComeBack(ansel.put("/api/images/" + Client.id(announced[0]),
                    Map.of("s3_key", announced[0].get("s3_key").asText())));
        });

        assertEquals(200, ansel.upload(announced[0], photograph));
        assertEquals("completed", ansel.finishedJobOf(announced[0]).get("status").asText());
    }

    @Test
    void aJobWhoseOriginalCannotBeReadIsTriedAgainWhenS3IsBack() throws Exception {
        var delivered = new Gate();
        darkroom.before("fetch-original", delivered);
        var image = ansel.stored(photograph);
        var queued = new JsonNode[1];
        without(TestSystem.cloud().s3(), () -> {
            queued[0] = ansel.createJob(image, "grayscale");
            delivered.awaitArrivals(2);
        });

        assertEquals("completed", ansel.finished(queued[0]).get("status").asText());
    }

    @Test
    void withoutSqsUploadsAndJobsAreTakenAndDevelopedLater() throws Exception {
        var byHook = ansel.announce(photograph, "grayscale");
        var byWord = ansel.announce(photograph, "histogram");
        without(TestSystem.cloud().sqs(), () -> {
            assertEquals(200, ansel.upload(byHook, photograph));
            assertEquals(200, ansel.upload(byWord, photograph));
            assertEquals("original stored", ansel.complete(byWord).get("status").asText());
        });

        assertEquals("completed", ansel.finishedJobOf(byHook).get("status").asText());
        assertEquals("completed", ansel.finishedJobOf(byWord).get("status").asText());
    }

    private static void assertComeBack(Answer answer) {
        answer.expect(503);
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
    }

    private static boolean claimsKeepOthersAway(Claims claims) throws InterruptedException {
        try (var first = claims.take(Long.MAX_VALUE); var second = claims.take(Long.MAX_VALUE)) {
            return first == second;
        } catch (ClaimHeldException e) {
            return true;
        }
    }

    private static void without(LocalServer part, Runnable story) {
        part.stop();
        try {
            story.run();
        } finally {
            part.start();
        }
    }

    private static void withoutPostgresql(Runnable story) {
        try {
            without(TestSystem.cloud().postgres(), story);
        } finally {
            // the pool tries to connect at growing intervals; until it has, clients are told to come back
            await().atMost(TestSystem.PATIENCE).until(() -> ansel.get("/api/images/1").status() != 503);
        }
    }
}
