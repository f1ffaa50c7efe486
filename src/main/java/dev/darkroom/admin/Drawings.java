package dev.darkroom.admin;

import dev.darkroom.analysis.HistogramDrawing;
import dev.darkroom.http.Unprocessable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Histograms as pictures. */
public final class Drawings {

    /** Far more than a histogram has. */
    private static final int MAX_BYTES = 1 << 16;

    /**
     * Draws an object of S3 as SVG.
     *
     * @throws Unprocessable when it is no histogram
     */
    public String draw(InputStream object) throws IOException {
        try (object) {
            var npy = object.readNBytes(MAX_BYTES);
            return HistogramDrawing.draw(npy);
        } catch (IllegalArgumentException e) {
            throw new Unprocessable("This is no histogram: " + e.getMessage());
        }
    }

    /** What the response says of a drawing: its own style is the only one it may have. */
    public Map<String, String> headers() {
        return Map.of("Content-Type", "image/svg+xml", "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-" + digest(HistogramDrawing.STYLE)
                        + "'; frame-ancestors 'none'",
                "Cache-Control", "private, max-age=60");
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
