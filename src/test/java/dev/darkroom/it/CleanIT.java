package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.INPUT;
import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.OUTPUT;
import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is deleted: at an administrator's request, by a form, and by the command; and nothing by anybody else. */
class CleanIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Map<String, String> CONSENT = Map.of("delete_everything_in", INPUT);
    private static final String STOP = "darkroom:stop";
    /** What it deletes is not counted by whoever cleans. */
    private static final String SWEEP = "sweep-doomed-objects";

    private static Node frontEnd;
    private static Client administrator;

    private final byte[] photograph = Photographs.jpeg();
    private Client ansel;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        administrator = Client.administrator(frontEnd);
    }

    /** What tests before have left would be counted, too. */
    @BeforeEach
    void clean() throws Exception {
        frontEnd.startRoute(SWEEP);
        administrator.post("/api/darkroom/clean", CONSENT).expect(200);
        ansel = Client.register(frontEnd);
    }

    @Test
    void rowsMessagesAndObjectsGoAndUsersStay() throws Exception {
        frontEnd.stopRoute(SWEEP);
        var worker = startWorker();
        ansel.finished(ansel.createJob(ansel.stored(photograph), "grayscale", "histogram"));
        worker.stop();
        ansel.createJob(ansel.stored(photograph), "grayscale");
        ansel.announce(photograph);
        ansel.post("/api/batches", Map.of("images", List.of(Map.of("name", "beach.jpg")), "job_sequence",
                List.of("grayscale"))).expect(202);
        TestSystem.put(OUTPUT, "of-another-program.txt", photograph);
        await().atMost(PATIENCE).until(() -> TestSystem.messages(JOBS) == 1);

        var outcome = administrator.post("/api/darkroom/clean", CONSENT).expect(200);

        assertEquals(0, outcome.get("workers_told").asLong());
        assertEquals(1, outcome.get("batches").asLong());
        assertEquals(2, outcome.get("jobs").asLong());
        assertEquals(6, outcome.get("images").asLong());
        assertEquals(1, outcome.at("/messages/jobs").asLong());
        assertEquals(2, outcome.at("/objects/input").asLong());
        assertEquals(3, outcome.at("/objects/output").asLong());
        assertNothingIsLeft();
        assertEquals(0, ansel.user().get("images_count").asLong());
        assertEquals("0", TestSystem.value("SELECT count(*) FROM batch_images"));

        administrator.post("/api/darkroom/clean", CONSENT).expect(200).forEach(part -> {
            assertTrue(part.isContainerNode() || part.asLong() == 0, part::toString);
            part.forEach(count -> assertEquals(0, count.asLong(), part::toString));
        });

        startWorker();
        assertEquals("completed", ansel.finished(ansel.createJob(ansel.stored(photograph), "grayscale")).get("status")
                .asText());
    }

    @Test
    void thousandsGoToo() {
        TestSystem.update(
                """
                INSERT INTO images (status, s3_key, user_id, content_type)
                SELECT 'created', 'images/of-many/' || number, ?, 'image/jpeg' FROM generate_series(1, 2500) AS number""",
                ansel.userId());

        assertEquals(2500, administrator.post("/api/darkroom/clean", CONSENT).expect(200).get("images").asLong());
        assertNothingIsLeft();
    }

    @Test
    void whatAWorkerStoresAfterwardsGoesWhenItReports() throws Exception {
        var worker = startWorker();
        // one that has not stored anything before cannot begin with it while it stops: its job would come again
        ansel.finished(ansel.createJob(ansel.stored(photograph), "grayscale"));
        var storing = new Gate();
        var reporting = new Gate();
        worker.before("store-result", storing);
        worker.before("report-completed", reporting);
        storing.shut();
        reporting.shut();
        var image = ansel.stored(photograph);
        ansel.createJob(image, "grayscale");
        storing.awaitArrivals(1);
        TestSystem.awaitListener(STOP);

        assertEquals(1, administrator.post("/api/darkroom/clean", CONSENT).expect(200).get("workers_told").asLong());

        storing.open();
        reporting.awaitArrivals(1);
        var grey = "images/" + Client.id(image) + "/grayscale-beach.jpg";
        assertTrue(TestSystem.exists(OUTPUT, grey));
        reporting.open();
        TestSystem.awaitGone(OUTPUT, grey);
        await().atMost(PATIENCE).until(() -> worker.context().isStopped());
        assertNothingIsLeft();
    }

    @Test
    void aRepetitionWithTheSameKeyDeletesNothingMore() {
        var first = administrator.send("POST", "/api/darkroom/clean", CONSENT, "Idempotency-Key", "clean-once")
                .expect(200);
        ansel.announce(photograph);

        assertEquals(first,
                administrator.send("POST", "/api/darkroom/clean", CONSENT, "Idempotency-Key", "clean-once")
                        .expect(200));
        assertEquals("1", count("images"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"delete_everything_in\":null}", "{\"delete_everything_in\":\"\"}",
                    "{\"delete_everything_in\":\"darkroom-output\"}", "{\"delete_everything_in\":\"darkroom-inpu\"}",
                    "{\"delete_everything_in\":\"*\"}"})
    void withoutTheBucketsNameNothingGoes(String body) {
        ansel.announce(photograph);

        var problem = Answer.json(administrator.post("/api/darkroom/clean", Answer.json(body)).text());

        assertEquals(422, problem.get("status").asInt());
        assertTrue(problem.get("detail").asText().contains("delete_everything_in"), problem::toString);
        assertEquals("1", count("images"));
    }

    @Test
    void nobodyButAnAdministratorDeletesEverything() {
        ansel.announce(photograph);

        ansel.post("/api/darkroom/clean", CONSENT).expect(403);
        Client.worker(frontEnd).post("/api/darkroom/clean", CONSENT).expect(403);
        Client.withToken(frontEnd.url(), null).post("/api/darkroom/clean", CONSENT).expect(401);
        assertEquals("1", count("images"));
    }

    @Test
    void theFormAsksForTheName() {
        var browser = SYSTEM.endsWithTest(Browser.at(frontEnd));
        ansel.announce(photograph);
        browser.open("/admin/clean").type("login", administrator.name()).type("password", Client.PASSWORD)
                .press("Sign in");
        assertEquals("Delete everything?", browser.heading());
        browser.screenshots("clean");

        browser.type("delete_everything_in", OUTPUT).press("Delete everything");
        assertTrue(browser.text().contains("This is not the name of the input bucket"), browser.text());
        assertEquals("1", count("images"));

        browser.type("delete_everything_in", INPUT).press("Delete everything");
        assertEquals("Everything was deleted.", browser.find(".done").getText());
        assertNothingIsLeft();
    }

    @Test
    void theCommandCleansTheLocalCloudAndStopsAWorker() throws Exception {
        frontEnd.stopRoute(SWEEP);
        var worker = SYSTEM.endsWithTest(new DarkroomProcess("worker", settings()));
        ansel.finished(ansel.createJob(ansel.stored(photograph), "grayscale"));
        TestSystem.awaitListener(STOP);

        var command = DarkroomProcess.run(settings(), "clean");

        assertEquals(0, command.code(), command.said());
        assertTrue(command.said().contains("Workers told to stop   1\n"), command.said());
        assertTrue(command.said().contains("1 in the input bucket, 1 in the output bucket"), command.said());
        assertFalse(command.said().contains("classify"), command.said());
        assertNothingIsLeft();
        assertEquals(0, worker.awaitEnd());
    }

    @ParameterizedTest
    @CsvSource({
            "darkroom.s3.endpoint,  '',                                       ",
            "darkroom.s3.endpoint,  '',                                       darkroom-output",
            "darkroom.sqs.endpoint, https://sqs.us-east-1.amazonaws.com,      ",
            "darkroom.role,         worker,                                   another-bucket"})
    void theCommandRefusesAndTouchesNothing(String setting, String value, String bucket) {
        ansel.announce(photograph);
        var settings = settings();
        settings.put(setting, value);

        var command = bucket == null
                ? DarkroomProcess.run(settings, "clean")
                : DarkroomProcess.run(settings, "clean", "--yes-delete-everything-in", bucket);

        assertEquals(2, command.code(), command.said());
        assertTrue(command.said().contains("say --yes-delete-everything-in darkroom-input"), command.said());
        assertEquals("1", count("images"));
    }

    @Test
    void theCommandSaysHowItIsUsed() {
        var command = DarkroomProcess.run(settings(), "clean", "--force");

        assertEquals(2, command.code());
        assertTrue(command.said().contains("Usage: darkroom clean [--yes-delete-everything-in BUCKET]"));
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<>(TestSystem.settings());
        settings.put("darkroom.role", "worker");
        settings.put("darkroom.front-end.url", frontEnd.url());
        return settings;
    }

    private static Node startWorker() {
        return SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url());
    }

    private static String count(String table) {
        return TestSystem.value("SELECT count(*) FROM " + table);
    }

    private static void assertNothingIsLeft() {
        for (var table : List.of("batches", "jobs", "images", "results", "webhook_deliveries")) {
            assertEquals("0", count(table), table);
        }
        for (var queue : List.of(JOBS, TestSystem.DEAD_JOBS, TestSystem.UPLOAD_EVENTS)) {
            assertEquals(0, TestSystem.messages(queue), queue);
        }
        assertEquals(List.of(), TestSystem.keys(INPUT));
        assertEquals(List.of(), TestSystem.keys(OUTPUT));
    }
}
