package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobMessagesTest {

    private final JobMessages messages = new JobMessages();

    @Test
    void aMessageIsAJob() {
        var job = messages.read("""
                {"job_id": 2131, "user_id": 7, "image_id": 12345, "s3_key": "images/12345/beach.jpg",
                 "job_sequence": ["process", "grayscale", "histogram"], "environment": "K=10", "later": "added"}""");

        assertEquals(new Job(2131, 7, 12345L, "images/12345/beach.jpg", List.of("process", "grayscale", "histogram"),
                "K=10"), job);
    }

    @Test
    void aQueryIsAboutNoImage() {
        var job = messages.read("""
                {"job_id": 2131, "user_id": 7, "image_id": null, "s3_key": "queries/7/2026-11-22-5f3a9c0d1e2b4f60",
                 "job_sequence": ["query", "histogram", "median"]}""");

        assertNull(job.imageId());
        assertEquals("", job.environment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "2131", "good morning", "{}", "{\"job_id\": 2131}",
                    "{\"job_id\": \"first\", \"s3_key\": \"a\", \"job_sequence\": []}",
                    """
                    {"job_id":1,"user_id":7,"image_id":5,"s3_key":null,"job_sequence":[],"environment":""}""",
                    """
                    {"job_id":1,"user_id":7,"image_id":5,"s3_key":"a","job_sequence":"b","environment":""}"""})
    void whatIsNoJobIsRefused(String message) {
        assertThrows(UnreadableMessageException.class, () -> messages.read(message));
    }
}
