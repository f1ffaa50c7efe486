package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing that a camera or a program wrote into a photograph leaves with a result. */
class MetadataIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    /** Of JPEG: JFIF, Adobe's colour transform, and what the picture itself is made of. */
    private static final Set<Integer> MARKERS = Set.of(0xE0, 0xEE, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD, 0xDA);
    private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private static Client ansel;

    @BeforeAll
    static void start() {
        ansel = Client.register(SYSTEM.start("both"));
    }

    @Test
    void nothingOfAJpegLeavesWithItsResults() {
        var photograph = Metadata.intoJpeg(Photographs.jpeg());
        assertEquals(Metadata.secrets().keySet(), Set.copyOf(secretsIn(photograph)));

        var results = develop(photograph, "image/jpeg", "beach.jpg");

        results.forEach(result -> assertEquals(List.of(), secretsIn(result)));
        assertEquals(List.of(), markers(results.getFirst()).stream().filter(found -> !MARKERS.contains(found))
                .map(Integer::toHexString).toList());
    }

    @Test
    void nothingOfAPngLeavesWithItsResults() {
        var photograph = Metadata.intoPng(Photographs.png());
        assertEquals(Metadata.secrets().keySet(), Set.copyOf(secretsIn(photograph)));

        var results = develop(photograph, "image/png", "beach.png");

        results.forEach(result -> assertEquals(List.of(), secretsIn(result)));
        assertEquals(List.of(),
                chunks(results.getFirst()).stream().filter(found -> !CHUNKS.contains(found)).toList());
    }

    /** The results as they are downloaded: the grayscale, then the histogram. */
    private static List<byte[]> develop(byte[] photograph, String contentType, String name) {
        var image = ansel.announce(Map.of("name", name, "content_type", contentType));
        ansel.upload(image, photograph);
        ansel.complete(image);
        var job = ansel.finished(ansel.createJob(image, "grayscale", "histogram"));
        assertEquals("completed", job.get("status").asText(), job::toString);
        assertArrayEquals(photograph, Client.follow(ansel.image(image).get("url").asText()).body());
        var results = new ArrayList<byte[]>();
        for (var result : job.get("results")) {
            results.add(Client.follow(result.get("url").asText()).body());
            assertEquals(Map.of(), TestSystem.head(TestSystem.OUTPUT, result.get("s3_key").asText()).metadata());
        }
        assertEquals(2, results.size());
        return results;
    }

    private static Collection<String> secretsIn(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        return Metadata.secrets().entrySet().stream()
                .filter(secret -> text.contains(new String(secret.getValue(), StandardCharsets.ISO_8859_1)))
                .map(Map.Entry::getKey).toList();
    }

    /** The markers of the segments up to the first scan. */
    private static List<Integer> markers(byte[] jpeg) {
        var markers = new ArrayList<Integer>();
        var file = ByteBuffer.wrap(jpeg).position(2);
        while (!markers.contains(0xDA)) {
            markers.add(file.getShort() & 0xFF);
            file.position(file.position() + (file.getShort(file.position()) & 0xFFFF));
        }
        return markers;
    }

    private static List<String> chunks(byte[] png) {
        var chunks = new ArrayList<String>();
        var file = ByteBuffer.wrap(png).position(8);
        while (file.hasRemaining()) {
            var length = file.getInt();
            var type = new byte[4];
            file.get(type).position(file.position() + length + 4);
            chunks.add(new String(type, StandardCharsets.US_ASCII));
        }
        return chunks;
    }
}
