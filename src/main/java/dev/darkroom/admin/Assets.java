package dev.darkroom.admin;

import dev.darkroom.http.NotFound;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The files that the pages load, from {@code web/admin/assets}. They are listed here, so there is no way to any other;
 * their addresses change with their content, so browsers keep them for good.
 */
public final class Assets {

    private static final Map<String, String> MEDIA_TYPES = Map.of("style.css", "text/css; charset=utf-8", "icon.svg",
            "image/svg+xml");
    private static final int DIGEST = 12;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    public Assets() throws IOException {
        for (var name : MEDIA_TYPES.keySet()) {
            try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/web/admin/assets/" + name))) {
                var bytes = in.readAllBytes();
                files.put(name, bytes);
                addresses.put(name, "/admin/assets/" + name + "?" + digest(bytes));
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
            throw new NotFound("There is no page at /admin/assets/" + name);
        }
        return files.get(name);
    }

    /** What the response says of a file besides its content. */
    public Map<String, String> headers(String name) {
        return Map.of("Content-Type", MEDIA_TYPES.get(name), "Cache-Control", "public, max-age=31536000, immutable");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
