package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server may have no fonts and no fontconfig. */
class PlotWithoutFontsTest {

    @Test
    void makesTheSameBytesWithoutTouchingTheFontsOfTheMachine() throws IOException {
        var java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load", "-Dsun.awt.fontconfig=/there/is/none", "-cp", System.getProperty("java.class.path"),
                PlotWithoutFonts.class.getName()).redirectErrorStream(true).start();
        List<String> lines;
        try (var out = java.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }

        assertTrue(lines.contains("digest " + PlotWithoutFonts.digest()), () -> lines.getLast());
        assertTrue(lines.stream().anyMatch(line -> line.contains("java.awt.Graphics2D")), "classes are told");
        assertEquals(List.of(), lines.stream().filter(line -> line.contains("FontManager")).toList());
    }
}
