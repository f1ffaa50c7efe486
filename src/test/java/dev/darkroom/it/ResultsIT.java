package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is in the buckets when a job is completed. */
class ResultsIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final byte[] PHOTOGRAPH = Photographs.jpeg();

    private static Client ansel;
    private static JsonNode image;
    private static String eTag;
    private static JsonNode job;

    @BeforeAll
    static void develop() {
        ansel = Client.register(SYSTEM.start("both"));
        image = ansel.stored(PHOTOGRAPH);
        eTag = TestSystem.head(TestSystem.INPUT, image.get("s3_key").asText()).eTag();
        job = ansel.finished(ansel.createJob(image, "grayscale", "histogram"));
    }

    @Test
    void keysFollowFromTheOriginalsKeyAndTheSequence() {
        var folder = "images/" + Client.id(image) + "/";

        assertEquals(folder + "beach.jpg", image.get("s3_key").asText());
        assertEquals(folder + "grayscale-beach.jpg", result(0).get("s3_key").asText());
        assertEquals(folder + "histogram-grayscale-beach.npy", result(1).get("s3_key").asText());
        assertEquals("grayscale", result(0).get("image_type").asText());
        assertEquals("histogram", result(1).get("image_type").asText());
    }

    @Test
    void theGrayscaleIsAGreyJpegOfTheSameSize() throws Exception {
        var grey = ImageIO.read(new ByteArrayInputStream(stored(0)));

        assertEquals(BufferedImage.TYPE_BYTE_GRAY, grey.getType());
        assertEquals(Photographs.WIDTH, grey.getWidth());
        assertEquals(Photographs.HEIGHT, grey.getHeight());
    }

    @Test
    void theHistogramCountsEveryPixelOnce() {
        var counts = Numpy.counts(stored(1));

        assertEquals(Photographs.WIDTH * Photographs.HEIGHT, Arrays.stream(counts).sum());
    }

    @Test
    void theOriginalIsUntouched() {
        var key = image.get("s3_key").asText();

        assertEquals(eTag, TestSystem.head(TestSystem.INPUT, key).eTag());
        assertArrayEquals(PHOTOGRAPH, TestSystem.object(TestSystem.INPUT, key));
    }

    @Test
    void linksLeadToTheResultsAndExpire() {
        for (var result : job.get("results")) {
            var link = result.get("url").asText();
            var answer = Client.follow(link);

            assertEquals(200, answer.statusCode());
            assertArrayEquals(TestSystem.object(TestSystem.OUTPUT, result.get("s3_key").asText()), answer.body());
            assertEquals(result.get("content_type").asText(), answer.headers().firstValue("Content-Type").orElse(""));
            assertEquals(result.get("byte_size").asInt(), answer.body().length);
            assertTrue(link.contains("X-Amz-Expires=900"), link);
        }
        assertArrayEquals(PHOTOGRAPH, Client.follow(ansel.image(image).get("url").asText()).body());
    }

    @Test
    void whatIsDownloadedHasANameThatAPersonLikes() {
        assertEquals("inline; filename=\"beach.jpg\"", disposition(ansel.image(image)));
        assertEquals("inline; filename=\"beach grayscale.jpg\"", disposition(result(0)));
        assertEquals("inline; filename=\"beach grayscale histogram.npy\"", disposition(result(1)));
    }

    @Test
    void aNameBeyondAsciiArrivesAsItIs() {
        var key = "images/" + Client.id(image) + "/grayscale-stränd \"海\".jpg";
        TestSystem.put(TestSystem.OUTPUT, key, PHOTOGRAPH);
        TestSystem.update("""
                INSERT INTO images (status, s3_key, user_id, original_id, content_type)
                VALUES ('result stored', ?, ?, ?, 'image/jpeg')""", key, ansel.userId(), Client.id(image));
        var id = TestSystem.value("SELECT id FROM images WHERE s3_key = ?", key);

        assertEquals("inline; filename=\"str_nd ___ grayscale.jpg\";"
                + " filename*=UTF-8''str%C3%A4nd%20%22%E6%B5%B7%22%20grayscale.jpg",
                disposition(ansel.get("/api/images/" + id).expect(200)));
    }

    private static String disposition(JsonNode linked) {
        return Client.follow(linked.get("url").asText()).headers().firstValue("Content-Disposition").orElse("");
    }

    @Test
    void aLinkOpensNothingElse() {
        var other = result(0).get("url").asText().replace("grayscale-beach.jpg", "histogram-grayscale-beach.npy");

        assertEquals(403, Client.follow(other).statusCode());
    }

    @Test
    void aSecondJobOfTheSameSequenceWritesTheSameBytesToTheSamePlace() {
        var grey = stored(0);
        var counts = stored(1);

        var again = ansel.finished(ansel.createJob(image, "grayscale", "histogram"));

        assertEquals("completed", again.get("status").asText());
        assertEquals(result(0).get("image_id"), again.get("results").get(0).get("image_id"));
        assertArrayEquals(grey, stored(0));
        assertArrayEquals(counts, stored(1));
    }

    private static JsonNode result(int step) {
        return job.get("results").get(step);
    }

    private static byte[] stored(int step) {
        return TestSystem.object(TestSystem.OUTPUT, result(step).get("s3_key").asText());
    }
}
