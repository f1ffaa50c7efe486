package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.TooLarge;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.http.UnsupportedMediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementsTest {

    private static final Map<String, Object> IMAGE = Map.of("id", 12345, "user_id", 7, "s3_key",
            "images/12345/beach.jpg");
    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");

    private final Announcements announcements = new Announcements(JobRequestsTest.requests(), 1000);

    @Test
    void anEmptyAnnouncementIsAJpegOfTheCaller() {
        var image = announcements.check(Map.of(), ANSEL, List.of());

        assertEquals("original.jpg", image.get("name"));
        assertEquals("image/jpeg", image.get("content_type"));
        assertEquals("", image.get("environment"));
        assertNull(image.get("byte_size"));
        assertNull(image.get("sha256"));
        assertNull(image.get("job_sequence"));
    }

    @Test
    void whatIsAnnouncedIsKept() {
        var image = announcements.check(Map.of("user_id", 7, "name", "beach.png", "content_type", "image/png",
                "byte_size", 1000, "sha256", "ab", "job_sequence", List.of("gamma"), "environment", "GAMMA=0.8"), ANSEL,
                List.of());

        assertEquals("beach.png", image.get("name"));
        assertEquals("image/png", image.get("content_type"));
        assertEquals(1000, image.get("byte_size"));
        assertEquals("ab", image.get("sha256"));
        assertEquals("GAMMA=0.8", image.get("environment"));
        assertArrayEquals(new String[]{"process", "gamma"}, (String[]) image.get("job_sequence"));
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg, original.jpg", "IMAGE/JPEG, original.jpg", "image/png, original.png"})
    void theNameFitsTheType(String contentType, String name) {
        assertEquals(name, announcements.check(Map.of("content_type", contentType), ANSEL, List.of()).get("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/heic", "image/gif", "text/html", "image/jpeg; charset=utf-8", ""})
    void otherTypesAreNotTaken(String contentType) {
        assertThrows(UnsupportedMediaType.class,
                () -> announcements.check(Map.of("content_type", contentType), ANSEL, List.of()));
    }

    @Test
    void moreBytesThanAllowedAreNotTaken() {
        assertThrows(TooLarge.class, () -> announcements.check(Map.of("byte_size", 1001), ANSEL, List.of()));
        assertThrows(TooLarge.class, () -> announcements.check(Map.of("byte_size", Long.MAX_VALUE), ANSEL, List.of()));
    }

    @Test
    void nobodyAnnouncesForOthers() {
        assertThrows(Forbidden.class, () -> announcements.check(Map.of("user_id", 8), ANSEL, List.of()));
        assertDoesNotThrow(() -> announcements.check(Map.of("user_id", 7L), ANSEL, List.of()));
    }

    @Test
    void theWordThatAnUploadIsCompleteFitsTheImage() {
        assertDoesNotThrow(
                () -> announcements.checkCompletion(Map.of("s3_key", "images/12345/beach.jpg"), IMAGE));
        assertThrows(Unprocessable.class,
                () -> announcements.checkCompletion(Map.of("s3_key", "images/1/beach.jpg"), IMAGE));
        assertThrows(Forbidden.class, () -> announcements
                .checkCompletion(Map.of("s3_key", "images/12345/beach.jpg", "user_id", 8), IMAGE));
    }
}
