package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Unconnected;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

    private final Links links = new Links(Unconnected.presigner(), FileNamesTest.fileNames(), "darkroom-input",
            "darkroom-output",
            Duration.ofSeconds(900), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"original stored, darkroom-input", "result stored, darkroom-output"})
    void whatIsStoredIsLinkedInItsBucket(String status, String bucket) {
        var url = URI.create((String) links.addTo(image(status)).get("url"));

        assertTrue(url.getHost().startsWith(bucket + "."), url::toString);
        assertEquals("/images/12345/beach.jpg", url.getPath());
        assertTrue(url.getRawQuery().contains("X-Amz-Expires=60&"), url::toString);
        assertTrue(url.getQuery().contains("response-content-type=image/jpeg"), url::toString);
        assertTrue(url.getQuery().contains("inline; filename=\"beach.jpg\""), url::toString);
    }

    @ParameterizedTest
    @CsvSource({"created", "expired"})
    void whatIsNotThereCanBeUploaded(String status) {
        var image = links.addTo(image(status));

        assertFalse(image.containsKey("url"));
        var upload = upload(image);
        assertEquals("PUT", upload.get("method"));
        assertTrue(upload.get("url").toString().contains("X-Amz-Expires=900&"));
        assertTrue(Instant.parse((String) upload.get("expires_at")).isAfter(Instant.now()));
    }

    @Test
    void anUploadNeverOverwritesAndHasTheAnnouncedType() {
        assertEquals(Map.of("Content-Type", "image/jpeg", "If-None-Match", "*"),
                headers(links.addTo(image("created"))));
    }

    @Test
    void anUploadHasTheAnnouncedLengthAndChecksum() {
        var image = image("created");
        image.put("byte_size", 2841331);
        image.put("sha256", "00".repeat(32));

        var headers = headers(links.addTo(image));

        assertEquals("2841331", headers.get("Content-Length"));
        assertEquals("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", headers.get("x-amz-checksum-sha256"));
    }

    @Test
    void everyResultOfAJobIsLinkedInTheOutputBucket() {
        var results = new ArrayList<>(List.of(image("result stored"), image("result stored")));

        links.addToResults(new HashMap<>(Map.of("results", results)));

        assertTrue(results.stream()
                .allMatch(result -> result.get("url").toString().startsWith("https://darkroom-output.")));
    }

    @ParameterizedTest
    @CsvSource({"original stored, url", "created, upload", "expired, upload"})
    void anImageOfABatchIsLinkedOrCanBeUploaded(String status, String link) {
        var image = image("job queued");
        image.put("image_status", status);

        links.addToBatch(batch(image));

        assertEquals(Set.of("id", "status", "image_status", "s3_key", "content_type", link), image.keySet());
    }

    @Test
    void anImageOfABatchThatWasNotTakenLeadsNowhere() {
        var image = new HashMap<String, Object>(Map.of("name", "beach.jpg", "status", "failed"));

        links.addToBatch(batch(image));

        assertEquals(Set.of("name", "status"), image.keySet());
    }

    private static Map<String, Object> batch(Map<String, Object> image) {
        return new HashMap<>(Map.of("id", 12, "images", List.of(image)));
    }

    private static Map<String, Object> image(String status) {
        return new HashMap<>(Map.of("id", 12345, "status", status, "s3_key", "images/12345/beach.jpg", "content_type",
                "image/jpeg"));
    }

    private static Map<?, ?> upload(Map<String, Object> image) {
        return (Map<?, ?>) image.get("upload");
    }

    private static Map<?, ?> headers(Map<String, Object> image) {
        return (Map<?, ?>) upload(image).get("headers");
    }
}
