package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.parts.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AssetsTest {

    @Test
    void handsOutUppyAsItsReadmeSaysItWasMade() throws IOException {
        try (var readme = AssetsTest.class.getResourceAsStream("/web/vendor/uppy/README.md")) {
            var said = new String(readme.readAllBytes(), StandardCharsets.UTF_8);
            var digest = HexFormat.of().formatHex(Digests.sha256(new Assets().read("uppy.js")));

            assertTrue(said.contains("SHA-256 of `uppy.js`: `" + digest + "`"), digest);
        }
    }
}
