package dev.darkroom.frontend;

import dev.darkroom.http.PreconditionFailed;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Entity tags (RFC 9110, section 8.8.3): the version of a row is the time of its last change, to the microsecond, and
 * its tag is that time in quotation marks.
 */
public final class EntityTags {

    /** Of four digits; PostgreSQL does not read the others as Java writes them. */
    private static final int LAST_YEAR = 9999;

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

    /**
     * Holds the version that the client knows against the row, where no statement does it.
     *
     * @param row      as the API answers it
     * @param versions as {@link #versions} answers them
     * @throws PreconditionFailed when the row is of none of these versions
     */
    public static void requireMatch(@Body Map<String, Object> row, @Variable("if_match") String[] versions) {
        if (versions != null && !Arrays.asList(versions).contains(version(of((String) row.get("updated_at"))))) {
            throw new PreconditionFailed("This has changed since you read it. Read it again, and decide anew");
        }
    }

    private static String version(String tag) {
        if (tag.length() < 2 || !tag.startsWith("\"") || !tag.endsWith("\"")) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(tag.substring(1, tag.length() - 1)).withOffsetSameInstant(ZoneOffset.UTC);
            return time.getYear() > 0 && time.getYear() <= LAST_YEAR ? time.toString() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
