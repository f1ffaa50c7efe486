package dev.darkroom.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.imaging.Storable;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a photograph looks like, in 64 bits: the fewer bits differ, the more two photographs look alike. Stored as JSON:
 * {@code {"algorithm":"phash","hash":"c8d4a7a4b8a5655a"}}.
 *
 * @param bits the first digit of the stored hash is the highest four of them
 */
public record PerceptualHash(long bits) implements Storable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALGORITHM = "phash";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static PerceptualHash decode(byte[] json) {
        JsonNode content;
        try {
            content = JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no perceptual hash: it is not JSON", e);
        }
        var hash = content.path("hash").asText();
        if (!content.path("algorithm").asText().equals(ALGORITHM) || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("This is no perceptual hash of the algorithm " + ALGORITHM
                    + " with 16 hexadecimal digits");
        }
        return new PerceptualHash(Long.parseUnsignedLong(hash, 16));
    }

    /** How many bits differ: 0 (alike) … 64; two photographs that have nothing in common differ in about 32. */
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    @Override
    public String contentType() {
        return document().contentType();
    }

    @Override
    public String extension() {
        return document().extension();
    }

    @Override
    public byte[] encode() {
        return document().encode();
    }

    private Document document() {
        return new Document(Map.of("algorithm", ALGORITHM, "hash", toString()));
    }

    /** The 16 hexadecimal digits. */
    @Override
    public String toString() {
        return "%016x".formatted(bits);
    }
}
