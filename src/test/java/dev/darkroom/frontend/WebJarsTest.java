package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebJarsTest {

    @ParameterizedTest
    @CsvSource({"swagger-ui, swagger-ui.css, .swagger-ui", "uppy, entry.js, @uppy/core"})
    void findsAFileWhateverItsVersion(String webJar, String file, String content) throws IOException {
        assertTrue(new String(WebJars.read(webJar, file), StandardCharsets.UTF_8).contains(content));
    }

    @Test
    void saysWhatIsMissing() {
        assertTrue(assertThrows(IOException.class, () -> WebJars.read("tarpon", "tarpon.js")).getMessage()
                .contains("tarpon.js of the web jar tarpon"));
        assertThrows(IOException.class, () -> WebJars.read("uppy", "tarpon.js"));
    }
}
