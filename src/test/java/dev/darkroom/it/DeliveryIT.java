package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.PATIENCE;
import static dev.darkroom.it.TestSystem.VISIBILITY_TIMEOUT;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SQS may deliver a message twice; the work is done once, and every delivery is deleted in the end. */
class DeliveryIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Gate DELIVERED = new Gate();
    private static final Gate AT_WORK = new Gate();
    private static final Gate REPORTED = new Gate();

    private static Client ansel;
    private static JsonNode image;

    @BeforeAll
    static void start() throws Exception {
        var frontEnd = SYSTEM.start("frontend");
        frontEnd.before("update-job", REPORTED);
        for (int workers = 0; workers < 2; workers++) {
            var worker = SYSTEM.start("worker", "darkroom.front-end.url=" + frontEnd.url());
            worker.before("develop", DELIVERED);
            worker.before("step-histogram", AT_WORK);
        }
        ansel = Client.register(frontEnd);
        image = ansel.stored(Photographs.jpeg());
    }

    @Test
    void deliveredTwiceAtOnceItIsWorkedOnOnce() {
        DELIVERED.shut();
        AT_WORK.shut();
        var job = ansel.createJob(image, "grayscale", "histogram");
        TestSystem.send(JOBS, TestSystem.message(job));
        DELIVERED.awaitArrivals(2);
        DELIVERED.open();
        AT_WORK.awaitArrivals(1);
        await().atMost(PATIENCE).until(() -> DELIVERED.arrived() > 2 || AT_WORK.arrived() > 1);
        AT_WORK.open();

        assertEquals("completed", ansel.finished(job).get("status").asText());
        var traces = TestSystem.traces(job);
        TestSystem.awaitEmpty(JOBS);
        assertEquals(1, AT_WORK.arrived());
        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void deliveredAgainAfterItsEndItIsNotWorkedOn() {
        var job = ansel.createJob(image, "histogram");
        assertEquals("completed", ansel.finished(job).get("status").asText());
        TestSystem.awaitEmpty(JOBS);
        var traces = TestSystem.traces(job);
        AT_WORK.shut();

        TestSystem.send(JOBS, TestSystem.message(job));
        TestSystem.send(JOBS, TestSystem.message(job));
        TestSystem.awaitEmpty(JOBS);

        AT_WORK.open();
        assertEquals(0, AT_WORK.arrived());
        assertEquals(traces, TestSystem.traces(job));
    }

    @Test
    void aJobLongerThanTheVisibilityTimeoutIsNotDeliveredAgain() {
        DELIVERED.shut();
        DELIVERED.open();
        AT_WORK.shut();
        var job = ansel.createJob(image, "histogram");
        AT_WORK.awaitArrivals(1);

        await().during(VISIBILITY_TIMEOUT.multipliedBy(2)).atMost(PATIENCE).until(() -> DELIVERED.arrived() == 1);
        AT_WORK.open();

        assertEquals("completed", ansel.finished(job).get("status").asText());
        TestSystem.awaitEmpty(JOBS);
        assertEquals(1, DELIVERED.arrived());
        assertEquals(1, AT_WORK.arrived());
    }

    @Test
    void aJobThatIsNoMoreIsNotWorkedOn() {
        AT_WORK.shut();
        REPORTED.shut();
        REPORTED.open();

        TestSystem.send(JOBS, """
                {"job_id":%d,"user_id":1,"image_id":1,"s3_key":"images/1/beach.jpg","environment":"",
                 "job_sequence":["process","histogram"]}""".formatted(Long.MAX_VALUE));
        REPORTED.awaitArrivals(1);
        TestSystem.awaitEmpty(JOBS);

        AT_WORK.open();
        assertEquals(0, AT_WORK.arrived());
        assertEquals(1, REPORTED.arrived());
    }
}
