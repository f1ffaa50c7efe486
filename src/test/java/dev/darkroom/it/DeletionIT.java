package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.INPUT;
import static dev.darkroom.it.TestSystem.OUTPUT;
import static dev.darkroom.it.TestSystem.PATIENCE;
import static dev.darkroom.it.TestSystem.UPLOAD_EVENTS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes from the database goes from S3, whatever arrives there meanwhile; nothing else does. */
class DeletionIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Node frontEnd;

    private final byte[] photograph = Photographs.jpeg();
    private Client ansel;
    private JsonNode image;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
    }

    @BeforeEach
    void announce() {
        ansel = Client.register(frontEnd);
        image = ansel.announce(photograph);
    }

    @Test
    void photographsAndResultsGoWithTheirUser() {
        SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url());
        ansel.upload(image, photograph);
        ansel.complete(image);
        var job = ansel.finished(ansel.createJob(image, "grayscale", "histogram"));

        TestSystem.update("DELETE FROM users WHERE id = ?", ansel.userId());

        TestSystem.awaitGone(INPUT, key(image));
        job.get("results").forEach(result -> TestSystem.awaitGone(OUTPUT, key(result)));
    }

    @Test
    void aResultGoesAloneWhenItAloneIsDestroyed() {
        var grey = completedByHand("grayscale");

        TestSystem.update("DELETE FROM images WHERE s3_key = ?", grey);

        TestSystem.awaitGone(OUTPUT, grey);
        assertTrue(TestSystem.exists(INPUT, key(image)));
    }

    @Test
    void anUploadThatComesAfterItsImageWasDestroyedGoesToo() {
        destroyImage();
        awaitForgotten(INPUT, key(image));

        assertEquals(200, ansel.upload(image, photograph));

        TestSystem.awaitGone(INPUT, key(image));
    }

    @Test
    void anUploadOfWhichNobodyHeardGoesAnHourLater() throws Exception {
        // events of the tests before would be counted, too
        TestSystem.awaitEmpty(UPLOAD_EVENTS);
        frontEnd.stopRoute("receive-upload-events");
        try {
            destroyImage();
            awaitForgotten(INPUT, key(image));
            ansel.upload(image, photograph);
            await().atMost(PATIENCE).until(() -> TestSystem.messages(UPLOAD_EVENTS) == 1);
            TestSystem.purge(UPLOAD_EVENTS);
        } finally {
            frontEnd.startRoute("receive-upload-events");
        }

        anHourPasses();

        TestSystem.awaitGone(INPUT, key(image));
        awaitForgotten(INPUT, folder());
        awaitForgotten(OUTPUT, folder());
    }

    @Test
    void resultsOfAWorkerThatDiedBeforeItReportedGoWithTheImage() {
        ansel.upload(image, photograph);
        TestSystem.put(OUTPUT, folder() + "grayscale-beach.jpg", photograph);
        destroyImage();

        anHourPasses();

        TestSystem.awaitGone(OUTPUT, folder() + "grayscale-beach.jpg");
    }

    @Test
    void resultsThatAreReportedOfAJobWhoseImageIsGoneGoToo() {
        var job = queued("grayscale");
        var grey = stored("grayscale-beach.jpg");
        destroyImage();

        assertEquals("gone", report(job, "grayscale", grey).get("status").asText());

        TestSystem.awaitGone(OUTPUT, grey);
    }

    @Test
    void resultsThatAreReportedOfAJobThatIsGoneGoUnlessAnImageHasThem() {
        var grey = completedByHand("grayscale");
        var job = queued("grayscale", "histogram");
        var histogram = stored("histogram-grayscale-beach.npy");
        TestSystem.update("DELETE FROM jobs WHERE id = ?", Client.id(job));

        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), Map.of("status", "completed", "results",
                List.of(result("grayscale", grey), result("histogram", histogram)))).expect(200);

        TestSystem.awaitGone(OUTPUT, histogram);
        assertTrue(TestSystem.exists(OUTPUT, grey));
    }

    @Test
    void whatAnUnfinishedJobMayHaveStoredAgainIsNotDeleted() {
        var grey = completedByHand("grayscale");
        var job = queued("grayscale");

        TestSystem.update("DELETE FROM images WHERE s3_key = ?", grey);
        awaitSpared(grey);
        report(job, "grayscale", grey);

        awaitForgotten(OUTPUT, grey);
        assertTrue(TestSystem.exists(OUTPUT, grey));
        assertArrayEquals(photograph, TestSystem.object(OUTPUT, grey));
    }

    @Test
    void whatAnUnfinishedJobDidNotStoreAgainIsDeletedAfterIt() {
        var grey = completedByHand("grayscale");
        var job = queued("histogram");
        TestSystem.update("DELETE FROM images WHERE s3_key = ?", grey);
        awaitSpared(grey);

        report(job, "histogram", stored("histogram-beach.npy"));

        TestSystem.awaitGone(OUTPUT, grey);
        assertTrue(TestSystem.exists(OUTPUT, folder() + "histogram-beach.npy"));
    }

    @Test
    void aJobIsNotSentWhileObjectsOfItsImageAreBeingDeleted() {
        completedByHand("grayscale");
        TestSystem.update("""
                INSERT INTO doomed_objects (bucket, s3_key, lease, due_at)
                VALUES ('output', ?, 'of a sweep that is at it', now() + interval '1 day')""", folder() + "slow.jpg");
        var job = ansel.createJob(image, "grayscale");

        await().atMost(PATIENCE).until(() -> TestSystem.value("SELECT count(*) FROM jobs WHERE id = ?"
                + " AND resend_at > created_at + interval '4 seconds'", Client.id(job)).equals("1"));
        assertEquals(0, TestSystem.messages(TestSystem.JOBS));
        TestSystem.update("UPDATE doomed_objects SET due_at = now() WHERE s3_key = ?", folder() + "slow.jpg");

        TestSystem.takeJob(job);
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), Map.of("status", "failed")).expect(200);
        awaitForgotten(OUTPUT, folder() + "slow.jpg");
    }

    @Test
    void whatOthersPutIntoTheBucketStays() {
        ansel.upload(image, photograph);
        ansel.complete(image);
        var others = List.of("theirs/beach.jpg", "images/123456789012345/beach.jpg", "images/beach.jpg",
                folder() + "theirs.jpg");
        others.forEach(key -> TestSystem.put(INPUT, key, photograph));
        TestSystem.awaitEmpty(UPLOAD_EVENTS);

        var late = ansel.announce(photograph);
        TestSystem.update("DELETE FROM images WHERE id = ?", Client.id(late));
        ansel.upload(late, photograph);
        TestSystem.awaitGone(INPUT, key(late));

        others.forEach(key -> assertTrue(TestSystem.exists(INPUT, key), key));
    }

    @Test
    void whatIsDestroyedWhileS3IsAwayGoesLater() {
        ansel.upload(image, photograph);
        TestSystem.cloud().s3().stop();
        try {
            destroyImage();
            await().atMost(PATIENCE).until(() -> TestSystem
                    .value("SELECT count(*) FROM doomed_objects WHERE s3_key = ? AND lease IS NOT NULL", key(image))
                    .equals("1"));
        } finally {
            TestSystem.cloud().s3().start();
        }

        TestSystem.awaitGone(INPUT, key(image));
    }

    @Test
    void thousandsGoInBatches() {
        for (int i = 0; i < 3; i++) {
            TestSystem.put(INPUT, folder() + i, photograph);
        }
        TestSystem.update("""
                INSERT INTO doomed_objects (bucket, s3_key)
                SELECT 'input', ? || number FROM generate_series(0, 2500) AS number""", folder());

        await().atMost(PATIENCE).until(() -> TestSystem
                .value("SELECT count(*) FROM doomed_objects WHERE starts_with(s3_key, ?)", folder()).equals("0"));
        for (int i = 0; i < 3; i++) {
            TestSystem.awaitGone(INPUT, folder() + i);
        }
    }

    private void destroyImage() {
        TestSystem.update("DELETE FROM images WHERE id = ?", Client.id(image));
    }

    private JsonNode queued(String... steps) {
        if (!TestSystem.exists(INPUT, key(image))) {
            ansel.upload(image, photograph);
        }
        var job = ansel.createJob(image, steps);
        TestSystem.takeJob(job);
        return job;
    }

    /** A job whose worker is this test. */
    private String completedByHand(String step) {
        var key = stored(step + "-beach.jpg");
        report(queued(step), step, key);
        return key;
    }

    private String stored(String name) {
        TestSystem.put(OUTPUT, folder() + name, photograph);
        return folder() + name;
    }

    private static JsonNode report(JsonNode job, String step, String key) {
        return Client.worker(frontEnd).put("/api/jobs/" + Client.id(job),
                Map.of("status", "completed", "results", List.of(result(step, key)))).expect(200);
    }

    private static Map<String, Object> result(String step, String key) {
        return Map.of("step", step, "s3_key", key, "content_type", "image/jpeg", "byte_size", 1);
    }

    private String folder() {
        return "images/" + Client.id(image) + "/";
    }

    private static String key(JsonNode row) {
        return row.get("s3_key").asText();
    }

    private void anHourPasses() {
        TestSystem.update("UPDATE doomed_objects SET due_at = now() WHERE s3_key = ?", folder());
    }

    /** Until the sweep is done with it. */
    private static void awaitForgotten(String bucket, String key) {
        await().atMost(PATIENCE).until(() -> doomed(bucket, key) == 0);
    }

    /** Until the sweep has looked at it and let it be. */
    private static void awaitSpared(String key) {
        await().atMost(PATIENCE).until(() -> TestSystem
                .value("SELECT count(*) FROM doomed_objects WHERE s3_key = ? AND lease IS NULL"
                        + " AND due_at > since + interval '1 second'", key)
                .equals("1"));
    }

    private static int doomed(String bucket, String key) {
        return Integer.parseInt(TestSystem.value("SELECT count(*) FROM doomed_objects WHERE bucket = ? AND s3_key = ?",
                bucket.replace("darkroom-", ""), key));
    }
}
