package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.PreconditionFailed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void aTagIsTheTimeOfTheLastChange() {
        assertEquals("\"2026-11-22T08:00:00.123456+00:00\"", EntityTags.of("2026-11-22T08:00:00.123456+00:00"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * "})
    void anyVersionIsTaken(String ifMatch) {
        assertNull(EntityTags.versions(ifMatch));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "2026-11-22T08:00:00.123456+00:00"                          | 2026-11-22T08:00:00.123456Z
              "2026-11-22T08:00:00.123456+00:00"                        | 2026-11-22T08:00:00.123456Z
            "2026-11-22T09:00:00+01:00"                                 | 2026-11-22T08:00Z
            "2026-11-22T08:00:00Z","2026-11-22T08:00:01Z"               | 2026-11-22T08:00Z 2026-11-22T08:00:01Z
            "2026-11-22T08:00:00Z" , W/"x", "2026-11-22T08:00:01Z"      | 2026-11-22T08:00Z 2026-11-22T08:00:01Z
            "2026-11-22T08:00:00Z", *                                   | 2026-11-22T08:00Z
            """)
    void theVersionsThatAreNamedAreTaken(String ifMatch, String versions) {
        assertArrayEquals(versions.split(" "), EntityTags.versions(ifMatch));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            NULL                                                        | true
            *                                                           | true
            "2026-11-22T08:00:00.123456+00:00"                          | true
            "2026-11-22T07:00:00Z", "2026-11-22T08:00:00.123456+00:00"  | true
            "2026-11-22T08:00:00.123457+00:00"                          | false
            "33a64df5"                                                  | false
            """)
    void aRowIsHeldAgainstTheVersionsThatAreNamed(String ifMatch, boolean matches) {
        var row = Map.<String, Object>of("updated_at", "2026-11-22T08:00:00.123456+00:00");
        var versions = EntityTags.versions(ifMatch);

        if (matches) {
            assertDoesNotThrow(() -> EntityTags.requireMatch(row, versions));
        } else {
            assertThrows(PreconditionFailed.class, () -> EntityTags.requireMatch(row, versions));
        }
    }

    /** Weak tags, other texts, and times that PostgreSQL does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "\"", "\"\"", "\"*\"", "\"33a64df5\"", "W/\"2026-11-22T08:00:00Z\"",
                    "2026-11-22T08:00:00Z", "\"2026-11-22T08:00:00\"", "\"2026-11-22\"", "\"infinity\"",
                    "\"+999999999-12-31T23:59:59Z\"", "\"0000-01-01T00:00:00Z\"", "\"-0044-03-15T12:00:00Z\"",
                    "\"0001-01-01T00:00:00+18:00\"", "\"+999999999-12-31T23:59:59-18:00\""})
    void aTagThatNoRowHasMatchesNone(String ifMatch) {
        assertArrayEquals(new String[0], EntityTags.versions(ifMatch));
    }
}
