package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLibraryLeavesNoFilesBehind() throws Exception {
        Models.open(Models.CENTERNET, 1, 1).close();

        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            var loaded = lines.filter(line -> line.contains("/onnxruntime-java")).toList();

            assertFalse(loaded.isEmpty());
            assertTrue(loaded.stream().allMatch(line -> line.endsWith(" (deleted)")), loaded::toString);
        }
    }
}
