package dev.darkroom.web;

import dev.darkroom.frontend.WebJars;
import dev.darkroom.http.NotFound;
import dev.darkroom.parts.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that the pages load: those of {@code web/assets}, and Uppy. They are listed here, so there is no way to any
 * other. All lie in one folder whose name changes with their content: so scripts find each other, and browsers keep them
 * for good. While Darkroom is upgraded, a page of one version may ask the other one: it gets the file that is there, for
 * this once.
 */
public final class Assets {

    private static final List<String> FILES = List.of("style.css", "icon.svg", "api.js", "batch.js", "boxes.js",
            "card.js", "choice.js", "follower.js", "page.js", "pictures.js", "start.js", "uploads.js");
    private static final Map<String, String> MEDIA_TYPES = Map.of("css", "text/css; charset=utf-8", "svg",
            "image/svg+xml", "js", "text/javascript; charset=utf-8");
    private static final int DIGEST = 12;
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{" + DIGEST + "}/");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    public Assets() throws IOException {
        var contents = new TreeMap<String, byte[]>();
        for (var name : FILES) {
            try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/web/assets/" + name))) {
                contents.put(name, in.readAllBytes());
            }
        }
        contents.put("uppy.js", WebJars.read("uppy", "dist/uppy.min.mjs"));
        var folder = digest(contents);
        contents.forEach((name, content) -> {
            files.put(name, content);
            addresses.put(name, "/assets/" + folder + "/" + name);
        });
    }

    private static String digest(Map<String, byte[]> contents) {
        var all = new ByteArrayOutputStream();
        contents.forEach((name, content) -> {
            all.writeBytes(Digests.sha256(name));
            all.writeBytes(Digests.sha256(content));
        });
        return HexFormat.of().formatHex(Digests.sha256(all.toByteArray())).substring(0, DIGEST);
    }

    /** Name to address, for templates. */
    Map<String, String> addresses() {
        return addresses;
    }

    /**
     * What is in a file.
     *
     * @param path with its folder; another one is that of another version
     * @throws NotFound when there is no such file
     */
    public byte[] read(String path) {
        var name = FOLDER.matcher(path).lookingAt() ? path.substring(DIGEST + 1) : "";
        if (!files.containsKey(name)) {
            throw new NotFound("There is no page at /assets/" + path);
        }
        return files.get(name);
    }

    /** What the response says of a file besides its content. */
    public Map<String, String> headers(String path) {
        return Map.of("Content-Type", MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1)), "Cache-Control",
                addresses.containsValue("/assets/" + path) ? "public, max-age=31536000, immutable" : "no-store");
    }
}
