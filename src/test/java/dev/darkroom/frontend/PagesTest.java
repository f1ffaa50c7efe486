package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Forbidden;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");
    private static final Map<String, Object> ADMINISTRATOR = Map.of("id", 1L, "role", "administrator");
    private static final int MOST = 1000;

    private final Pages pages = new Pages(MOST, ZoneId.of("UTC"));

    @ParameterizedTest
    @CsvSource({"n, 1, 1", "n, 50, 50", "n, 1000, 1000", "n, 1001, 1000", "n, 999999, 1000", "n, all, 1000",
            "count, 50, 50", "count, all, 1000", "status, created, 20"})
    void aPageHasTheRowsThatAreAskedForUpToTheLimit(String parameter, String value, int rows) {
        assertEquals(rows + 1, pages.page(Map.of(parameter, value), ANSEL).get("limit"));
    }

    @Test
    void countIsAnotherNameOfN() {
        assertThrows(BadRequest.class, () -> pages.page(Map.of("n", "5", "count", "5"), ANSEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before_id", "status", "original_id", "image_id", "job_id"})
    void aFilterIsTakenAsItIs(String filter) {
        assertEquals("31", pages.page(Map.of(filter, "31"), ANSEL).get(filter));
        assertNull(pages.page(Map.of(), ANSEL).get(filter));
    }

    @Test
    void filtersCompose() {
        var page = pages.page(Map.of("status", "failed", "image_id", "12345", "n", "5"), ANSEL);

        assertEquals("failed", page.get("status"));
        assertEquals("12345", page.get("image_id"));
        assertEquals(6, page.get("limit"));
    }

    @Test
    void whatIsNoFilterIsLeftOut() {
        assertNull(pages.page(Map.of("image_type_id", "3", "limit", "0"), ANSEL).get("image_type_id"));
        assertEquals(21, pages.page(Map.of("limit", "0"), ANSEL).get("limit"));
    }

    @Test
    void aUserSeesItsOwnRows() {
        assertEquals("7", pages.page(Map.of(), ANSEL).get("user_id"));
        assertEquals("7", pages.page(Map.of("user_id", "7"), ANSEL).get("user_id"));
    }

    @Test
    void aUserDoesNotAskForThoseOfOthers() {
        assertEquals("Your user_id is 7; leave it out, or send it as it is",
                assertThrows(Forbidden.class, () -> pages.page(Map.of("user_id", "8"), ANSEL)).getMessage());
    }

    @Test
    void anAdministratorSeesEverybodysRowsOrOneUsers() {
        assertNull(pages.page(Map.of(), ADMINISTRATOR).get("user_id"));
        assertEquals("8", pages.page(Map.of("user_id", "8"), ADMINISTRATOR).get("user_id"));
    }

    /** Days of 23 and 25 hours in Berlin; one that begins at 1 o'clock, and one whose first hour comes twice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTC               | 2026-11-22T08:00:00Z | today | 2026-11-22T00:00:00Z
            UTC               | 2026-11-22T00:00:00Z | today | 2026-11-22T00:00:00Z
            UTC               | 2026-11-22T08:00:00Z | 1     | 2026-11-21T08:00:00Z
            UTC               | 2026-11-22T08:00:00Z | 99999 | 1753-02-07T08:00:00Z
            Asia/Tokyo        | 2026-11-22T18:00:00Z | today | 2026-11-22T15:00:00Z
            America/New_York  | 2026-11-22T02:00:00Z | today | 2026-11-21T05:00:00Z
            Europe/Berlin     | 2026-03-29T10:00:00Z | today | 2026-03-28T23:00:00Z
            Europe/Berlin     | 2026-03-29T10:00:00Z | 1     | 2026-03-28T10:00:00Z
            Europe/Berlin     | 2026-10-25T10:00:00Z | today | 2026-10-24T22:00:00Z
            Europe/Berlin     | 2026-10-25T10:00:00Z | 7     | 2026-10-18T10:00:00Z
            America/Sao_Paulo | 2018-11-04T12:00:00Z | today | 2018-11-04T03:00:00Z
            America/Havana    | 2026-11-01T12:00:00Z | today | 2026-11-01T04:00:00Z
            """)
    void daysBeginWhereTheDarkroomIs(String zone, Instant now, String days, Instant since) {
        var then = new Pages(MOST, Clock.fixed(now, ZoneId.of(zone)));

        assertEquals(since,
                OffsetDateTime.parse(then.page(Map.of("days", days), ANSEL).get("since").toString()).toInstant());
    }

    @Test
    void withoutDaysNoTimeMatters() {
        assertNull(pages.page(Map.of(), ANSEL).get("since"));
    }

    @Test
    void theRowBeyondThePageTellsThatThereIsANextOne() {
        var rows = rows(5, 3);

        assertEquals(4L, pages.next(rows, Map.of("limit", 3)));
        assertEquals(rows(5, 2), rows);
    }

    @Test
    void aPageThatIsNotExceededIsTheLast() {
        var rows = rows(5, 2);

        assertNull(pages.next(rows, Map.of("limit", 3)));
        assertEquals(rows(5, 2), rows);
        assertNull(pages.next(rows(0, 0), Map.of("limit", 2)));
    }

    @Test
    void aPageOfATypeIsNamedByItsPlural() {
        assertEquals(Map.of("histograms", rows(5, 1)), pages.named(rows(5, 1), "histograms"));
    }

    private static List<Map<String, Object>> rows(int newest, int count) {
        return new ArrayList<>(LongStream.range(0, count).mapToObj(i -> Map.<String, Object>of("id", newest - i))
                .toList());
    }
}
