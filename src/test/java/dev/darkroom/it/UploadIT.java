package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A presigned upload takes one object, the announced one. */
class UploadIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Client ansel;

    private final byte[] photograph = Photographs.jpeg();

    @BeforeAll
    static void start() {
        ansel = Client.register(SYSTEM.start("frontend"));
    }

    @Test
    void anOriginalIsNeverOverwritten() {
        var image = ansel.announce(Map.of("name", "beach.jpg"));
        assertEquals(200, ansel.upload(image, photograph));

        assertEquals(412, ansel.upload(image, Photographs.noImage()));

        assertArrayEquals(photograph, TestSystem.object(TestSystem.INPUT, key(image)));
    }

    @Test
    void anotherLengthThanTheAnnouncedIsRefused() {
        var image = ansel.announce(photograph);

        assertEquals(403, ansel.upload(image, Arrays.copyOf(photograph, photograph.length - 1)));
        assertNotThere(image);
    }

    @Test
    void anotherTypeThanTheAnnouncedIsRefused() {
        var image = ansel.announce(photograph);

        assertEquals(403, ansel.upload(image, photograph, Map.of("Content-Type", "text/html")));
        assertNotThere(image);
    }

    @Test
    void otherBytesThanTheAnnouncedAreRefused() throws NoSuchAlgorithmException {
        var sha256 = MessageDigest.getInstance("SHA-256").digest(photograph);
        var image = ansel.announce(Map.of("byte_size", photograph.length, "sha256",
                HexFormat.of().formatHex(sha256)));
        var other = photograph.clone();
        other[other.length - 3] ^= 1;

        assertEquals(400, ansel.upload(image, other));
        assertNotThere(image);
        assertEquals(200, ansel.upload(image, photograph));
    }

    @Test
    void anUploadSaysUntilWhenItIsGood() {
        var before = Instant.now();
        var expires = Instant.parse(ansel.announce(photograph).get("upload").get("expires_at").asText());

        assertFalse(expires.isBefore(before.plusSeconds(899)), expires::toString);
        assertFalse(expires.isAfter(Instant.now().plusSeconds(900)), expires::toString);
    }

    @Test
    void readingAnImageThatIsNotThereYetSignsANewUpload() {
        var image = ansel.image(ansel.announce(photograph));

        assertEquals(200, ansel.upload(image, photograph));
    }

    private static String key(JsonNode image) {
        return image.get("s3_key").asText();
    }

    private static void assertNotThere(JsonNode image) {
        assertFalse(TestSystem.exists(TestSystem.INPUT, key(image)));
    }
}
