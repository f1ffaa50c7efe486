package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes: filters, numbers of rows and pages, against the same rows in memory. */
class IndexIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int CAP = 50;
    private static final int ROWS = 300;
    private static final ZoneId ZONE = noonZone();
    private static final OffsetDateTime MIDNIGHT = LocalDate.now(ZONE).atStartOfDay(ZONE).toOffsetDateTime();

    private static Client administrator;
    private static Client ansel;
    private static Client dorothea;
    private static List<Row> images;
    private static List<Row> jobs;

    /** A row of images or jobs with what an index can be narrowed by; parent is an image's original, a job's image. */
    private record Row(long id, long userId, String type, String status, Long parent, OffsetDateTime createdAt) {
    }

    /** A parameter of the query, and which rows it leaves. */
    private record Filter(String name, String value, Predicate<Row> takes) {
        @Override
        public String toString() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /** A zone in which it is about noon, so that no midnight passes while the tests run. */
    private static ZoneId noonZone() {
        var east = 12 - OffsetDateTime.now(ZoneOffset.UTC).getHour();
        return ZoneId.of("Etc/GMT" + (east > 0 ? "-" + east : "+" + -east));
    }

    @BeforeAll
    static void start() {
        var frontEnd = SYSTEM.start("frontend", "darkroom.limits.page=" + CAP, "darkroom.time-zone=" + ZONE,
                "darkroom.upload.expire-hours=1000000");
        administrator = Client.administrator(frontEnd);
        ansel = Client.register(frontEnd);
        dorothea = Client.register(frontEnd);
        TestSystem.update("INSERT INTO image_types (type_name) VALUES ('histogram'), ('edges'), ('unused')"
                + " ON CONFLICT DO NOTHING");
        insertImages();
        insertJobs();
        images = read("""
                SELECT images.id, user_id, type_name, status, original_id, images.created_at
                  FROM images LEFT JOIN image_types ON image_types.id = image_type_id""");
        jobs = read("SELECT id, user_id, NULL, status, image_id, created_at FROM jobs");
    }

    @AfterAll
    static void forgetTypes() {
        TestSystem.update("DELETE FROM images");
        TestSystem.update("DELETE FROM image_types");
    }

    /**
     * An hour apart until this morning, one of them at midnight and the others half an hour away from now, which days
     * count from; every third one is a result of the original before it.
     */
    private static void insertImages() {
        TestSystem.update("""
                WITH numbers AS (
                    SELECT i, nextval(pg_get_serial_sequence('images', 'id')) AS id FROM generate_series(1, %d) AS i
                )
                INSERT INTO images (id, user_id, status, s3_key, image_type_id, original_id, content_type, created_at)
                SELECT id, CASE WHEN i / 3 %% 5 = 0 THEN ? ELSE ? END,
                       CASE WHEN i %% 3 = 2 THEN 'result stored' WHEN i %% 12 = 0 THEN 'created'
                            WHEN i %% 12 = 3 THEN 'expired' ELSE 'original stored' END,
                       'images/index/' || id,
                       CASE WHEN i %% 3 = 2 THEN (SELECT id FROM image_types WHERE type_name =
                           CASE WHEN i %% 2 = 0 THEN 'histogram' ELSE 'edges' END) END,
                       CASE WHEN i %% 3 = 2 THEN id - 1 END, 'image/jpeg',
                       ?::timestamptz + (i - %d) * interval '1 hour'
                           + CASE WHEN i = %d THEN 0 ELSE ? END * interval '1 minute'
                  FROM numbers ORDER BY i""".formatted(ROWS, ROWS - 5, ROWS - 5), ansel.userId(), dorothea.userId(),
                MIDNIGHT.toString(), (OffsetDateTime.now(ZONE).getMinute() + 30) % 60);
    }

    private static void insertJobs() {
        TestSystem.update("""
                INSERT INTO jobs (status, image_url, job_type, user_id, image_id, resend_at, created_at)
                SELECT CASE n % 4 WHEN 0 THEN 'completed' WHEN 1 THEN 'failed' ELSE 'processing' END, s3_key,
                       '{process,grayscale}', user_id, id, now() + interval '1 day', created_at
                  FROM images, generate_series(1, 3) AS n
                 WHERE status = 'original stored' AND s3_key LIKE 'images/index/%' ORDER BY id, n""");
    }

    private static List<Row> read(String query) {
        return TestSystem.rows(query).stream().map(row -> new Row(Long.parseLong(row.get(0)),
                Long.parseLong(row.get(1)), row.get(2), row.get(3),
                row.get(4) == null ? null : Long.valueOf(row.get(4)),
                OffsetDateTime.parse(row.get(5).replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))))
                .sorted(Comparator.comparing(Row::id).reversed()).toList();
    }

    private static Filter days(String days) {
        var since = days.equals("today")
                ? MIDNIGHT
                : ZonedDateTime.now(ZONE).minusDays(Long.parseLong(days)).toOffsetDateTime();
        return new Filter("days", days, row -> !row.createdAt().isBefore(since));
    }

    private static Filter before(List<Row> rows, int place) {
        var id = rows.get(place).id();
        return new Filter("before_id", Long.toString(id), row -> row.id() < id);
    }

    private static Stream<Filter> common(List<Row> rows) {
        return Stream.of(new Filter("user_id", "" + ansel.userId(), row -> row.userId() == ansel.userId()),
                new Filter("user_id", "" + administrator.userId(), row -> row.userId() == administrator.userId()),
                days("today"), days("1"), days("3"), days("99999"), before(rows, 10), before(rows, rows.size() - 1));
    }

    private static Stream<Filter> parent(String name, List<Row> rows) {
        var parent = rows.stream().map(Row::parent).filter(Objects::nonNull).findFirst().orElseThrow();
        return Stream.of(new Filter(name, parent.toString(), row -> parent.equals(row.parent())),
                new Filter(name, "" + Long.MAX_VALUE, _ -> false));
    }

    private static Stream<Filter> statuses(String... statuses) {
        return Stream.of(statuses).map(status -> new Filter("status", status, row -> status.equals(row.status())));
    }

    private static List<Filter> ofImages() {
        return Stream.of(common(images), parent("original_id", images),
                statuses("created", "original stored", "expired", "result stored"),
                Stream.of("histogram", "edges", "unused", "unknown")
                        .map(type -> new Filter("image_type", type, row -> type.equals(row.type()))))
                .flatMap(filters -> filters).toList();
    }

    private static List<Filter> ofJobs() {
        return Stream.of(common(jobs), parent("image_id", jobs),
                statuses("job queued", "processing", "completed", "failed")).flatMap(filters -> filters).toList();
    }

    /** Each filter alone, and with each other one. */
    private static Stream<List<Filter>> combinations(List<Filter> filters) {
        return Stream.concat(filters.stream().map(List::of), filters.stream().flatMap(one -> filters.stream()
                .filter(other -> one.name().compareTo(other.name()) < 0).map(other -> List.of(one, other))));
    }

    private static List<Long> expected(List<Row> rows, List<Filter> filters, int n) {
        return rows.stream().filter(row -> filters.stream().allMatch(filter -> filter.takes().test(row)))
                .limit(n).map(Row::id).toList();
    }

    private static String query(List<Filter> filters) {
        return filters.stream().map(Filter::toString).collect(Collectors.joining("&"));
    }

    private static List<Long> ids(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Client::id).toList();
    }

    private static void assertNarrowed(Client client, String path, List<Row> rows, List<Filter> filters) {
        assertEquals(expected(rows, filters, 20), ids(client.get(path + "?" + query(filters)).expect(200)),
                () -> path + "?" + query(filters));
    }

    // ---- filters ----

    @Test
    void everyFilterAndEveryPairNarrowsImages() {
        combinations(ofImages()).forEach(filters -> assertNarrowed(administrator, "/api/images", images, filters));
    }

    @Test
    void everyFilterAndEveryPairNarrowsJobs() {
        combinations(ofJobs()).forEach(filters -> assertNarrowed(administrator, "/api/jobs", jobs, filters));
    }

    @Test
    void allFiltersTogetherNarrowImages() {
        var result = images.stream().filter(row -> row.parent() != null).findFirst().orElseThrow();
        var all = List.of(new Filter("user_id", "" + result.userId(), row -> row.userId() == result.userId()),
                new Filter("original_id", "" + result.parent(), row -> result.parent().equals(row.parent())),
                new Filter("image_type", result.type(), row -> result.type().equals(row.type())),
                new Filter("status", "result stored", row -> row.status().equals("result stored")), days("99"),
                new Filter("before_id", "" + Long.MAX_VALUE, _ -> true));

        assertEquals(List.of(result.id()), expected(images, all, 20));
        assertNarrowed(administrator, "/api/images", images, all);
    }

    @Test
    void aUserSeesItsOwnWhateverTheFilter() {
        var ownImages = images.stream().filter(row -> row.userId() == ansel.userId()).toList();
        var ownJobs = jobs.stream().filter(row -> row.userId() == ansel.userId()).toList();

        combinations(withoutUsers(ofImages())).limit(80)
                .forEach(filters -> assertNarrowed(ansel, "/api/images", ownImages, filters));
        combinations(withoutUsers(ofJobs())).limit(50)
                .forEach(filters -> assertNarrowed(ansel, "/api/jobs", ownJobs, filters));
    }

    private static List<Filter> withoutUsers(List<Filter> filters) {
        return filters.stream().filter(filter -> !filter.name().equals("user_id")).toList();
    }

    @Test
    void aUserMayNameItselfAndNobodyElse() {
        ansel.get("/api/images?user_id=" + ansel.userId()).expect(200);
        for (var path : List.of("/api/images", "/api/jobs", "/api/users", "/api/tokens", "/api/histograms")) {
            ansel.get(path + "?user_id=" + dorothea.userId()).expect(403);
        }
    }

    @Test
    void usersAndTokensAreOnesOwnUnlessOneIsAnAdministrator() {
        assertEquals(List.of(ansel.userId()), ids(ansel.get("/api/users").expect(200)));
        ansel.get("/api/tokens").expect(200)
                .forEach(token -> assertEquals(ansel.userId(), token.get("user_id").asLong()));

        assertEquals(List.of(dorothea.userId(), ansel.userId(), administrator.userId()),
                ids(administrator.get("/api/users").expect(200)));
        assertEquals(List.of(ansel.userId()),
                ids(administrator.get("/api/users?user_id=" + ansel.userId()).expect(200)));
        administrator.get("/api/tokens?user_id=" + ansel.userId()).expect(200)
                .forEach(token -> assertEquals(ansel.userId(), token.get("user_id").asLong()));
    }

    @Test
    void todayBeginsAtMidnightInTheConfiguredZone() {
        var today = images.stream().filter(row -> !row.createdAt().isBefore(MIDNIGHT)).map(Row::id).toList();
        assertEquals(6, today.size());
        assertTrue(images.stream().anyMatch(row -> row.createdAt().isBefore(MIDNIGHT)
                && row.createdAt().isAfter(MIDNIGHT.minus(Duration.ofHours(2)))));

        assertEquals(today, ids(administrator.get("/api/images?days=today").expect(200)));
    }

    // ---- the plurals ----

    @ParameterizedTest
    @ValueSource(strings = {"histogram", "edges", "unused"})
    void imagesOfATypeAreUnderItsPlural(String type) {
        var plural = type.endsWith("s") ? type : type + "s";
        var filter = new Filter("n", "30", row -> type.equals(row.type()));

        for (var suffix : List.of("", ".json")) {
            var answer = administrator.get("/api/" + plural + suffix + "?" + filter).expect(200);
            assertEquals(1, answer.size());
            assertEquals(expected(images, List.of(filter), 30), ids(answer.get(plural)));
        }
    }

    @Test
    void aPluralTakesTheFiltersOfImages() {
        var histograms = images.stream().filter(row -> "histogram".equals(row.type())).toList();

        combinations(ofImages().stream().filter(filter -> !filter.name().equals("image_type")).toList()).limit(40)
                .forEach(filters -> assertEquals(expected(histograms, filters, 20),
                        ids(administrator.get("/api/histograms?" + query(filters)).expect(200).get("histograms")),
                        () -> query(filters)));
    }

    @Test
    void aPluralLeadsToItsNextPage() {
        var followed = follow(administrator, "/api/histograms?n=all&user_id=" + dorothea.userId());

        assertEquals(images.stream().filter(row -> "histogram".equals(row.type()) && row.userId() == dorothea.userId())
                .map(Row::id).toList(), followed);
    }

    @Test
    void whatIsNoPluralIsNotThere() {
        administrator.get("/api/sepias").expect(404);
    }

    // ---- pages ----

    @ParameterizedTest
    @ValueSource(strings = {"n=1", "n=7", "count=7", "n=" + CAP, "count=" + CAP, "n=all", "count=all", "n=999999", ""})
    void aPageHasAsManyRowsAsAreAskedForAndAtMostTheCap(String query) {
        var asked = query.replaceFirst(".*=", "");
        var n = asked.isEmpty() ? 20 : asked.equals("all") ? CAP : Math.min(CAP, Integer.parseInt(asked));

        assertEquals(expected(images, List.of(), n), ids(administrator.get("/api/images?" + query).expect(200)));
        assertEquals(expected(jobs, List.of(), n), ids(administrator.get("/api/jobs?" + query).expect(200)));
    }

    static Stream<Map.Entry<String, List<Row>>> followed() {
        var all = new LinkedHashMap<String, List<Row>>();
        all.put("/api/images?n=all", images);
        all.put("/api/photographs.json?count=13", images);
        all.put("/api/images?n=" + ROWS / 10, images);
        all.put("/api/images?n=7&status=original%20stored", images.stream()
                .filter(row -> row.status().equals("original stored")).toList());
        all.put("/api/images?n=all&days=today", images.stream().filter(days("today").takes()).toList());
        all.put("/api/jobs?n=all", jobs);
        all.put("/api/jobs.json?n=9&status=failed", jobs.stream().filter(row -> row.status().equals("failed"))
                .toList());
        return all.entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("followed")
    void theLinksLeadToEveryRowOnce(Map.Entry<String, List<Row>> index) {
        assertEquals(index.getValue().stream().map(Row::id).toList(), follow(administrator, index.getKey()));
    }

    @Test
    void theLinksOfTypesUsersAndTokensLeadToEveryRowOnce() {
        TestSystem.update(
                "INSERT INTO job_types (job_name, language, job_sequence) SELECT 'pack_' || i, 'sequence', '{gamma}'"
                        + " FROM generate_series(1, 25) AS i");
        for (var table : List.of("users", "tokens", "image_types", "job_types")) {
            var expected = TestSystem.rows("SELECT id FROM " + table + " ORDER BY id DESC").stream()
                    .map(row -> Long.valueOf(row.getFirst())).toList();

            assertEquals(expected, follow(administrator, "/api/" + table + "?n=2"), table);
        }
        TestSystem.update("DELETE FROM job_types WHERE job_sequence IS NOT NULL");
    }

    @Test
    void everyRowIsMetOnceWhileOthersComeAndGo() {
        var over = new AtomicBoolean();
        var coming = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                var image = administrator.announce(Map.of("name", "beach.jpg"));
                administrator.announce(Map.of("name", "stays.jpg"));
                administrator.delete("/api/images/" + Client.id(image)).expect(200);
            }
        });
        try {
            for (int round = 0; round < 3; round++) {
                var met = follow(administrator, "/api/images?n=11");

                assertEquals(met.size(), new HashSet<>(met).size());
                assertEquals(images.stream().map(Row::id).toList(),
                        met.stream().filter(id -> id <= images.getFirst().id()).toList());
            }
        } finally {
            over.set(true);
            coming.join();
            TestSystem.update("DELETE FROM images WHERE user_id = ?", administrator.userId());
        }
    }

    @Test
    void theLastPageHasNoLink() {
        assertEquals("", administrator.get("/api/images?days=today").header("Link"));
        assertEquals("", administrator.get("/api/images?n=1&before_id=" + images.get(ROWS - 2).id()).header("Link"));
        assertEquals("", administrator.get("/api/images?before_id=" + images.getLast().id()).header("Link"));
    }

    /** The rows of all pages, from the first to the last one. */
    private static List<Long> follow(Client client, String first) {
        var rows = new ArrayList<Long>();
        for (var path = first; !path.isEmpty();) {
            var answer = client.get(path);
            var page = answer.expect(200);
            var ids = ids(page.isArray() ? page : page.elements().next());
            assertTrue(ids.size() <= CAP);
            rows.addAll(ids);
            path = answer.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        }
        return rows;
    }
}
