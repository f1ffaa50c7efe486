package dev.darkroom.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files under {@code src/test/resources}. */
public final class Resources {

    private Resources() {
    }

    /** @param path below {@code imaging/}, or from the root when it starts with a slash */
    public static byte[] bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path.startsWith("/") ? path : "/imaging/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("No test resource " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
