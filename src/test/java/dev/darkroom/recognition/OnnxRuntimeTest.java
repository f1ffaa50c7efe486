package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeTest {

    /** From 1.29.0 on it does, on Linux too, unless a variable of the environment forbids it. */
    @ParameterizedTest
    @ValueSource(strings = {"linux-x64", "linux-aarch64"})
    void theLibraryReportsToNobody(String platform) throws IOException {
        try (var library = OrtEnvironment.class
                .getResourceAsStream("native/" + platform + "/libonnxruntime.so")) {
            var text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);

            assertFalse(text.contains("events.data.microsoft.com"));
        }
    }
}
