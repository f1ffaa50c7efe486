package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The roles in processes of their own, as in production; and one of them killed. */
class ProcessesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static DarkroomProcess frontEnd;
    private static Client ansel;

    private final byte[] photograph = Photographs.jpeg();

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.endsWithTest(new DarkroomProcess("frontend", TestSystem.settings()));
        ansel = Client.register(frontEnd.url());
    }

    @Test
    void aWorkerDevelopsWithoutADatabaseAndServesNothingOfTheApi() {
        var worker = startWorker(Map.of());
        var image = ansel.announce(photograph, "grayscale", "histogram");
        ansel.upload(image, photograph);

        var job = ansel.finishedJobOf(image);

        assertEquals("completed", job.get("status").asText());
        assertEquals(2, job.get("results").size());
        assertEquals(404, Client.withToken(worker.url(), null).get("/api/jobs/1").status());
    }

    @Test
    void aWorkerThatTakesNoJobsByHttpOpensNoPort() {
        var worker = startWorker(Map.of("darkroom.worker.http", "false"));

        assertThrows(UncheckedIOException.class, () -> Client.withToken(worker.url(), null).get("/worker"));
    }

    @Test
    void whatAKilledWorkerLeftUndoneAnotherOneDoesOnce() throws Exception {
        var held = Path.of(ProcessesIT.class.getResource("/it/held-histogram.yaml").toURI());
        var doomed = startWorker(Map.of("darkroom.routes.worker",
                "classpath:routes/worker/*.yaml,classpath:routes/steps/grayscale.yaml,"
                        + "classpath:routes/transport/sqs/worker/*.yaml,file:" + held));
        var image = ansel.stored(photograph);
        var job = ansel.createJob(image, "grayscale", "histogram");
        await().atMost(TestSystem.PATIENCE).until(() -> TestSystem.exists(TestSystem.OUTPUT,
                "images/" + Client.id(image) + "/grayscale-beach.jpg"));
        var atWork = new Gate();
        var heir = SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url());
        heir.before("step-histogram", atWork);
        assertEquals("processing", ansel.job(Client.id(job)).get("status").asText());

        doomed.kill();

        assertEquals("completed", ansel.finished(job).get("status").asText());
        TestSystem.awaitEmpty(JOBS);
        assertEquals(1, atWork.arrived());
        assertEquals("2", TestSystem.value("SELECT count(*) FROM results WHERE job_id = ?", Client.id(job)));
        assertEquals("2", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
    }

    private static DarkroomProcess startWorker(Map<String, String> overrides) {
        var settings = new HashMap<>(TestSystem.settings());
        settings.keySet().removeIf(name -> name.startsWith("darkroom.database."));
        settings.put("darkroom.front-end.url", frontEnd.url());
        settings.putAll(overrides);
        return SYSTEM.endsWithTest(new DarkroomProcess("worker", settings));
    }
}
