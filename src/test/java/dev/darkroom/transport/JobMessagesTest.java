package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

        assertEquals(new Job(2131, 7, 12345, "images/12345/beach.jpg", List.of("process", "grayscale", "histogram"),
                "K=10"), job);
        assertEquals("process", job.kind());
        assertEquals(List.of("grayscale", "histogram"), job.steps());
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
