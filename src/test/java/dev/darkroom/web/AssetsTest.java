package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.frontend.WebJars;
import dev.darkroom.http.NotFound;
import dev.darkroom.parts.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z]+\\.js)\"");

    @Test
    void handsOutUppyAsItsReadmeSaysItWasMade() throws IOException {
        var said = new String(WebJars.read("uppy", "README.md"), StandardCharsets.UTF_8);
        var digest = HexFormat.of().formatHex(Digests.sha256(read(new Assets(), "uppy.js")));

        assertTrue(said.contains("SHA-256 of `dist/uppy.min.mjs`: `" + digest + "`"), digest);
    }

    @Test
    void handsOutTheScriptsThatImportEachOther() throws IOException {
        var assets = new Assets();
        var found = new TreeSet<>(Set.of("start.js", "batch.js"));
        for (var toRead = new ArrayDeque<>(found); !toRead.isEmpty();) {
            IMPORT.matcher(new String(read(assets, toRead.remove()), StandardCharsets.UTF_8)).results()
                    .map(imported -> imported.group(1)).filter(found::add).forEach(toRead::add);
        }

        assertEquals(assets.addresses().keySet().stream().filter(name -> name.endsWith(".js")).toList(),
                found.stream().toList());
    }

    /** As a page asks whose version is not there yet, or no more. */
    @Test
    void handsOutWhatIsThereToAPageOfAnotherVersion() throws IOException {
        var assets = new Assets();

        assertArrayEquals(read(assets, "style.css"), assets.read("000000000000/style.css"));
        assertEquals("no-store", assets.headers("000000000000/style.css").get("Cache-Control"));
    }

    @Test
    void handsOutNothingElse() throws IOException {
        var assets = new Assets();

        for (var path : List.of("style.css", "/style.css", "000000000000/", "000000000000/other.css",
                "000000000000/../layout.ftlh", "0/000000000000/style.css", "")) {
            assertThrows(NotFound.class, () -> assets.read(path), path);
        }
    }

    private static byte[] read(Assets assets, String name) {
        return assets.read(assets.addresses().get(name).substring("/assets/".length()));
    }
}
