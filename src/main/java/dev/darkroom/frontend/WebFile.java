package dev.darkroom.frontend;

import dev.darkroom.parts.Digests;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A file as browsers get it.
 *
 * @param tag its version, as the header {@code ETag} has it
 */
public record WebFile(String contentType, String tag, byte[] content) {

    private static final String WEAK = "W/";

    /** A file that is told from its other versions by its bytes. */
    static WebFile of(String contentType, byte[] content) {
        return new WebFile(contentType, '"' + HexFormat.of().formatHex(Digests.sha256(content)) + '"', content);
    }

    /** Whether this is what a browser has already, by its header {@code If-None-Match} (RFC 9110, section 13.1.2). */
    public boolean isKnown(String ifNoneMatch) {
        return ifNoneMatch != null && Stream.of(ifNoneMatch.split(",")).map(String::strip)
                .map(known -> known.startsWith(WEAK) ? known.substring(WEAK.length()) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }
}
