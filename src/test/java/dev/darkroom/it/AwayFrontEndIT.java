package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The front end is away when the worker has its results. */
class AwayFrontEndIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private final Gate delivered = new Gate();
    private final Gate atWork = new Gate();
    private final Gate reporting = new Gate();

    private Node frontEnd;
    private Client ansel;
    private JsonNode image;

    @BeforeEach
    void start() {
        frontEnd = SYSTEM.start("frontend");
        ansel = Client.register(frontEnd);
        image = ansel.stored(Photographs.jpeg());
    }

    @Test
    void theWorkerReportsAgainUntilItIsBack() throws Exception {
        startWorker("darkroom.report.retries=8");
        var job = developWithoutFrontEnd();
        reporting.awaitArrivals(2);

        frontEnd.start();

        assertCompletedOnce(job);
        assertEquals(1, delivered.arrived());
        assertEquals(1, atWork.arrived());
    }

    @Test
    void theMessageComesAgainWhenTheWorkerHasGivenUpReporting() throws Exception {
        startWorker("darkroom.report.retries=0");
        var job = developWithoutFrontEnd();
        delivered.awaitArrivals(2);

        frontEnd.start();

        assertCompletedOnce(job);
    }

    private void startWorker(String override) throws Exception {
        var worker = SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url(), override);
        worker.before("develop", delivered);
        worker.before("step-grayscale", atWork);
        worker.before("report-job", reporting);
    }

    private JsonNode developWithoutFrontEnd() {
        atWork.shut();
        var job = ansel.createJob(image, "grayscale");
        atWork.awaitArrivals(1);
        frontEnd.stop();
        atWork.open();
        return job;
    }

    private void assertCompletedOnce(JsonNode job) {
        assertEquals("completed", ansel.finished(job).get("status").asText());
        TestSystem.awaitEmpty(JOBS);
        assertEquals("1", TestSystem.value("SELECT count(*) FROM results WHERE job_id = ?", Client.id(job)));
        assertEquals("1", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
    }
}
