package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.DEAD_JOBS;
import static dev.darkroom.it.TestSystem.DELIVERIES;
import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.UPLOAD_EVENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.transport.Job;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails again and again ends, and what is no message is dropped. */
class DeadLetterIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final List<String> GARBAGE = List.of("not even JSON", "null", "[]", "{}", "42", "\"\"",
            "{\"job_id\":null,\"s3_key\":null,\"job_sequence\":null}",
            "{\"job_id\":\"x\",\"s3_key\":\"y\",\"job_sequence\":\"z\"}",
            "{\"job_id\":9000000,\"s3_key\":\"images/1/a.jpg\",\"job_sequence\":[]}",
            "{\"Records\":null}", "{\"Records\":[{}]}", "{\"Records\":[null]}",
            "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{}}}]}",
            "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"darkroom-input\"}");

    private static Node darkroom;
    private static Client ansel;

    @BeforeAll
    static void start() {
        darkroom = SYSTEM.start("both", "darkroom.sqs.visibility-timeout=1", "darkroom.wait.recheck-seconds=60");
        ansel = Client.register(darkroom);
    }

    @Test
    void aJobThatFailsOnEveryDeliveryIsGivenUpAndItsWaitingClientToldSo() throws Exception {
        var image = ansel.stored(Photographs.jpeg());
        var tries = new AtomicInteger();
        darkroom.before("fetch-original", exchange -> {
            if (exchange.getVariable("job", Job.class).imageId() == Client.id(image)) {
                tries.incrementAndGet();
                throw new IllegalStateException("The lamp is broken");
            }
        });

        var job = ansel.get("/api/jobs/" + Client.id(ansel.createJob(image, "grayscale")) + "?wait=60").expect(200);

        assertEquals("failed", job.get("status").asText());
        assertTrue(job.get("problem").get("title").asText().contains("given up"), job::toString);
        assertEquals(DELIVERIES, tries.get());
        TestSystem.awaitEmpty(JOBS);
        TestSystem.awaitEmpty(DEAD_JOBS);
    }

    @Test
    void garbageIsDroppedFromEveryQueueAndPhotographsPass() {
        var queues = List.of(JOBS, DEAD_JOBS, UPLOAD_EVENTS);
        queues.forEach(queue -> GARBAGE.forEach(garbage -> TestSystem.send(queue, garbage)));

        var photograph = Photographs.jpeg();
        var image = ansel.announce(photograph, "grayscale");
        ansel.upload(image, photograph);

        assertEquals("completed", ansel.finishedJobOf(image).get("status").asText());
        queues.forEach(TestSystem::awaitEmpty);
    }
}
