package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.transport.UploadEvents.Upload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadEventsTest {

    private final UploadEvents events = new UploadEvents("darkroom-input");

    @ParameterizedTest
    @CsvSource({"images/12345/beach.jpg, images/12345/beach.jpg", "images/1/a+b%2Bc.jpg, images/1/a b+c.jpg",
            "images/1/caf%C3%A9.jpg, images/1/café.jpg", "images%2F1%2Fbeach.jpg, images/1/beach.jpg",
            "images/1/100%25.jpg, images/1/100%.jpg"})
    void keysAreDecoded(String key, String decoded) {
        assertEquals(List.of(new Upload(decoded, 41L)), events.read(event("ObjectCreated:Put", "darkroom-input", key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ObjectCreated:Put", "ObjectCreated:CompleteMultipartUpload", "ObjectCreated:Copy",
                    "s3:ObjectCreated:Put"})
    void everyWayInCounts(String event) {
        assertEquals(1, events.read(event(event, "darkroom-input", "a.jpg")).size());
    }

    @ParameterizedTest
    @CsvSource({"ObjectRemoved:Delete, darkroom-input", "ObjectCreated:Put, darkroom-output",
            "ObjectRestore:Completed, darkroom-input"})
    void otherEventsAndOtherBucketsAreOfNoInterest(String event, String bucket) {
        assertEquals(List.of(), events.read(event(event, bucket, "a.jpg")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}", "{\"Records\":[]}", "{}", "null",
                    ""})
    void aTestEventHasNoRecordsNorHasNothing(String message) {
        assertEquals(List.of(), events.read(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"good morning", "[]", "{\"Records\":[{}]}", "{\"Records\":\"none\"}",
                    "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}"})
    void whatIsNoEventIsRefused(String message) {
        assertThrows(UnreadableMessageException.class, () -> events.read(message));
    }

    private static String event(String name, String bucket, String key) {
        return """
                {"Records": [{"eventName": "%s",
                              "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s", "size": 41}}}]}
                """.formatted(name, bucket, key);
    }
}
