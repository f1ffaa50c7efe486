package dev.darkroom.web;

import dev.darkroom.http.NotFound;
import dev.darkroom.parts.Digests;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The files that the pages load, from {@code web/assets} and {@code web/vendor}. They are listed here, so there is no
 * way to any other; their addresses change with their content, so browsers keep them for good.
 */
public final class Assets {

    private static final List<String> FILES = List.of("assets/style.css", "assets/icon.svg", "assets/batches.js",
            "vendor/uppy/uppy.js");
    private static final Map<String, String> MEDIA_TYPES = Map.of("css", "text/css; charset=utf-8", "svg",
            "image/svg+xml", "js", "text/javascript; charset=utf-8");
    private static final int DIGEST = 12;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    public Assets() throws IOException {
        for (var file : FILES) {
            var name = file.substring(file.lastIndexOf('/') + 1);
            try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/web/" + file))) {
                var bytes = in.readAllBytes();
                files.put(name, bytes);
                addresses.put(name,
                        "/assets/" + name + "?" + HexFormat.of().formatHex(Digests.sha256(bytes)).substring(0, DIGEST));
            }
        }
    }

    /** Name to address, for templates. */
    Map<String, String> addresses() {
        return addresses;
    }

    /** @throws NotFound when there is no such file */
    public byte[] read(String name) {
        if (!files.containsKey(name)) {
            throw new NotFound("There is no page at /assets/" + name);
        }
        return files.get(name);
    }

    /** What the response says of a file besides its content. */
    public Map<String, String> headers(String name) {
        return Map.of("Content-Type", MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1)), "Cache-Control",
                "public, max-age=31536000, immutable");
    }
}
