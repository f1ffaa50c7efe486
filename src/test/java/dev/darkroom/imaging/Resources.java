package dev.darkroom.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files under {@code src/test/resources/imaging}. */
final class Resources {

    private Resources() {
    }

    static byte[] bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream("/imaging/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("No test resource imaging/" + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
