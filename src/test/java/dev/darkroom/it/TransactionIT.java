package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static dev.darkroom.it.TestSystem.UPLOAD_EVENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A photograph's way, from the announcement to the results. */
class TransactionIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Node darkroom;

    private final byte[] photograph = Photographs.jpeg();
    private final Client ansel = Client.register(darkroom);

    @BeforeAll
    static void start() {
        darkroom = SYSTEM.start("both");
    }

    @Test
    void anUploadIsAllThatAClientHasToDoAfterAnAnnouncementWithASequence() {
        var image = ansel.announce(photograph, "process", "grayscale", "histogram");
        assertEquals("created", image.get("status").asText());
        assertEquals(200, ansel.upload(image, photograph));

        var job = ansel.finishedJobOf(image);

        assertEquals("completed", job.get("status").asText(), job::toString);
        assertEquals("original stored", ansel.image(image).get("status").asText());
        assertOneOfEverything(image);
    }

    @Test
    void aClientMayCompleteAndQueueByItself() {
        var image = ansel.announce(photograph);
        assertEquals(200, ansel.upload(image, photograph));

        assertEquals("original stored", ansel.complete(image).get("status").asText());
        var job = ansel.createJob(image, "grayscale", "histogram");
        assertEquals("job queued", job.get("status").asText());

        assertEquals("completed", ansel.finished(job).get("status").asText());
        assertOneOfEverything(image);
    }

    private void assertOneOfEverything(JsonNode image) {
        TestSystem.awaitEmpty(UPLOAD_EVENTS);
        TestSystem.awaitEmpty(JOBS);
        assertEquals("1", TestSystem.value("SELECT count(*) FROM jobs WHERE image_id = ?", Client.id(image)));
        assertEquals("2", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
        assertEquals("3|1", TestSystem.value("SELECT images_count || '|' || jobs_count FROM users WHERE id = ?",
                ansel.userId()));
    }
}
