package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job is stored before it is sent: whatever happens in between, and to the queue later, a sweep sends it. */
class SweepIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Node frontEnd;
    private static Client ansel;
    private static JsonNode image;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend", "darkroom.resend.unfinished-seconds=3");
        ansel = Client.register(frontEnd);
        image = ansel.stored(Photographs.jpeg());
    }

    @Test
    void aJobIsSentThoughItsFrontEndDiedBetweenCommitAndSend() {
        var id = TestSystem.value("""
                INSERT INTO jobs (status, image_url, job_type, user_id, image_id, resend_at)
                SELECT 'job queued', s3_key, '{process,grayscale}', user_id, id, now() + interval '1 second'
                  FROM images WHERE id = ? RETURNING id""", Client.id(image));

        var message = TestSystem.takeJob(Answer.json("{\"id\":" + id + "}"));

        assertEquals(image.get("s3_key"), Answer.json(message.body()).get("s3_key"));
    }

    @Test
    void aClientsJobIsTakenWhileTheQueueIsAwayAndSentLater() {
        JsonNode job;
        TestSystem.cloud().sqs().stop();
        try {
            job = ansel.createJob(image, "grayscale");
            assertEquals("job queued", ansel.job(Client.id(job)).get("status").asText());
        } finally {
            TestSystem.cloud().sqs().start();
        }

        TestSystem.takeJob(job);
    }

    @Test
    void unfinishedJobsOfAPurgedQueueAreSentAgainAfterARestart() {
        var job = ansel.createJob(image, "grayscale");
        TestSystem.takeJob(job);
        frontEnd.stop();
        TestSystem.purge(JOBS);
        frontEnd.start();

        TestSystem.takeJob(job);
    }
}
