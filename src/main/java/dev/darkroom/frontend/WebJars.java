package dev.darkroom.frontend;

import java.io.IOException;
import org.webjars.WebJarVersionLocator;

/** Files of web jars, whatever their version: libraries for browsers that are dependencies like any other. */
public final class WebJars {

    private static final WebJarVersionLocator LOCATOR = new WebJarVersionLocator();

    private WebJars() {
    }

    /**
     * What is in a file.
     *
     * @param webJar e.g. {@code swagger-ui}
     * @param file   its path below the folder of the version
     * @throws IOException when there is no such web jar, or no such file in it
     */
    public static byte[] read(String webJar, String file) throws IOException {
        var path = LOCATOR.fullPath(webJar, file);
        try (var stream = path == null ? null : WebJars.class.getResourceAsStream("/" + path)) {
            if (stream == null) {
                throw new IOException(file + " of the web jar " + webJar + " is not there");
            }
            return stream.readAllBytes();
        }
    }
}
