package dev.darkroom.frontend;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Entity tags (RFC 9110, section 8.8.3): the version of a row is the time of its last change, to the microsecond, and
 * its tag is that time in quotation marks.
 */
final class EntityTags {

    private EntityTags() {
    }

    /** @param version a row's {@code updated_at} */
    static String of(String version) {
        return '"' + version + '"';
    }

    /**
     * The versions that an {@code If-Match} takes.
     *
     * @return null when it takes any: there is no such header, or it is {@code *}. Tags that no row can have, weak ones
     *         among them, are left out; of an empty array no version is taken
     */
    static String[] versions(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        return Stream.of(ifMatch.split(",")).map(String::strip).map(EntityTags::version).filter(Objects::nonNull)
                .toArray(String[]::new);
    }

    private static String version(String tag) {
        if (tag.length() < 2 || !tag.startsWith("\"") || !tag.endsWith("\"")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(tag.substring(1, tag.length() - 1)).toString();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
