package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PostgreSQL reads for a page of an index, of many rows: as few blocks as for a page of a few rows, whatever the
 * filters are. {@code -Ddarkroom.plans.rows=1000000} shows it on a million images.
 */
class PlansIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Logger LOG = LoggerFactory.getLogger(PlansIT.class);
    private static final int ROWS = Integer.getInteger("darkroom.plans.rows", 60_000);
    /** Blocks of 8 KiB: 21 rows and what belongs to each, perhaps all in blocks of their own, and the ways to them. */
    private static final int BLOCKS = 300;
    /** After five executions PostgreSQL may change to a plan that is made for any parameters. */
    private static final int EXECUTIONS = 6;
    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{variable\\.page\\[(\\w+)]}");

    private static Node frontEnd;
    private static long first;
    private static long collector;
    private static long hobbyist;
    private static long nobody;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        collector = Client.register(frontEnd).userId();
        hobbyist = Client.register(frontEnd).userId();
        nobody = Client.register(frontEnd).userId();
        TestSystem
                .update("INSERT INTO image_types (type_name) VALUES ('histogram'), ('grayscale'), ('rare'), ('unused')"
                        + " ON CONFLICT DO NOTHING");
        insertImages();
        insertJobs();
        insertDeliveries();
        // the front end's role may analyse its own tables
        Stream.of("users", "tokens", "images", "jobs", "webhook_deliveries")
                .forEach(table -> TestSystem.update("ANALYZE " + table));
    }

    @AfterAll
    static void empty() {
        TestSystem.update("TRUNCATE users CASCADE");
        TestSystem.update("DELETE FROM image_types");
    }

    /**
     * The older half is the collector's, and nothing of it is new; the hobbyist has one in a thousand of the younger
     * half, fifty others have the rest. One minute lies between two images.
     */
    private static void insertImages() {
        TestSystem.update("""
                INSERT INTO users (username, email, encrypted_password)
                SELECT 'other-' || i, 'other-' || i || '@example.org', '-' FROM generate_series(1, 2000) AS i""");
        TestSystem.update("""
                INSERT INTO tokens (user_id, digest, name, expires_at)
                SELECT CASE WHEN i <= 5000 THEN ? ELSE (SELECT min(id) FROM users WHERE username = 'other-1') + i % 2000 END,
                       i, 'sign-in', now() + interval '1 day' FROM generate_series(1, 10000) AS i""", collector);
        first = Long.parseLong(TestSystem.value("SELECT nextval(pg_get_serial_sequence('images', 'id')) + 1"));
        TestSystem.update("""
                INSERT INTO images (user_id, status, s3_key, image_type_id, original_id, content_type, created_at)
                SELECT CASE WHEN i <= %1$d / 2 THEN %2$d WHEN i %% 1000 < 2 THEN %3$d
                            ELSE (SELECT min(id) FROM users WHERE username = 'other-1') + i %% 50 END,
                       CASE WHEN i %% 4 < 2 THEN 'result stored' WHEN i %% 2000 = 2 THEN 'created'
                            ELSE 'original stored' END,
                       'images/plans/' || i,
                       CASE WHEN i %% 20000 = 0 THEN (SELECT id FROM image_types WHERE type_name = 'rare')
                            WHEN i %% 4 = 0 THEN (SELECT id FROM image_types WHERE type_name = 'grayscale')
                            WHEN i %% 4 = 1 THEN (SELECT id FROM image_types WHERE type_name = 'histogram') END,
                       CASE WHEN i %% 4 < 2 THEN %4$d + i / 4 * 4 + 2 - 1 END, 'image/jpeg',
                       now() - (%1$d - i) * interval '1 minute'
                  FROM generate_series(1, %1$d - 2) AS i""".formatted(ROWS, collector, hobbyist, first));
    }

    /** One image has very many of them. */
    private static void insertJobs() {
        TestSystem.update("""
                INSERT INTO jobs (status, image_url, user_id, image_id, resend_at, created_at)
                SELECT CASE WHEN images.id %% 4000 = 2 THEN 'failed' ELSE 'completed' END, s3_key, user_id,
                       CASE WHEN images.id < %d THEN %d ELSE images.id END, now(), created_at
                  FROM images WHERE status = 'original stored' AND id >= %d ORDER BY id"""
                .formatted(first + ROWS / 4, first + 1, first));
    }

    private static void insertDeliveries() {
        TestSystem.update("""
                INSERT INTO webhook_deliveries (user_id, job_id, event_type, url, status, created_at)
                SELECT user_id, id, 'job.completed', 'https://example.org/',
                       CASE WHEN id % 4000 = 2 THEN 'failed' ELSE 'delivered' END, created_at
                  FROM jobs ORDER BY id""");
    }

    private record Case(String index, Map<String, Object> page) {
        @Override
        public String toString() {
            return index + " " + new TreeMap<>(page);
        }
    }

    private static long middle() {
        return first + ROWS / 2;
    }

    private static long early() {
        return first + ROWS / 4;
    }

    private static long type(String name) {
        return Long.parseLong(TestSystem.value("SELECT id FROM image_types WHERE type_name = ?", name));
    }

    private static String ago(String interval) {
        return TestSystem.value("SELECT now() - ?::interval", interval);
    }

    private static List<Map<String, Object>> users() {
        return List.of(Map.of("user_id", collector), Map.of("user_id", hobbyist), Map.of("user_id", nobody));
    }

    private static List<Map<String, Object>> times() {
        return List.of(Map.of("since", ago("5 minutes")), Map.of("since", ago("2 days")),
                Map.of("since", ago("99999 days")), Map.of("since", ago("-1 day")));
    }

    private static List<Map<String, Object>> statuses(String... statuses) {
        return Stream.of(statuses).map(status -> Map.<String, Object>of("status", status)).toList();
    }

    /** No filter, each one, each pair, at the beginning, in the middle, and early; and three of them. */
    private static Stream<Case> cases(String index, List<List<Map<String, Object>>> filters) {
        var pages = new ArrayList<Map<String, Object>>(List.of(Map.of()));
        for (var filter : filters) {
            var more = pages.stream().filter(page -> page.size() < 3)
                    .flatMap(page -> filter.stream().map(value -> together(page, value))).toList();
            pages.addAll(more);
        }
        List<Map<String, Object>> later = List.of(Map.of("before_id", middle()), Map.of("before_id", early()));
        return Stream.concat(pages.stream(), pages.stream().filter(page -> page.size() < 3)
                .flatMap(page -> later.stream().map(place -> together(page, place))))
                .map(page -> new Case(index, page));
    }

    private static Map<String, Object> together(Map<String, Object> one, Map<String, Object> other) {
        return Stream.of(one, other).flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Case> ofImages() {
        return cases("images", List.of(users(),
                Stream.of("histogram", "rare", "unused")
                        .map(type -> Map.<String, Object>of("image_type_id", type(type))).toList(),
                statuses("created", "original stored", "expired", "result stored"),
                List.of(Map.of("original_id", middle() / 4 * 4), Map.of("original_id", first)), times())).toList();
    }

    private static List<Case> ofJobs() {
        return cases("jobs", List.of(users(), List.of(Map.of("image_id", first + 1), Map.of("image_id", middle() + 1)),
                statuses("failed", "completed", "job queued"), times())).toList();
    }

    private static List<Case> ofDeliveries() {
        var job = Long.parseLong(TestSystem.value("SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM jobs"));
        return cases("webhook-deliveries", List.of(users(), List.of(Map.of("job_id", job)),
                statuses("failed", "delivered", "pending"))).toList();
    }

    private static List<Case> ofUsersAndTokens() {
        return Stream.of("users", "tokens").flatMap(index -> cases(index, List.of(users()))).toList();
    }

    @Test
    void aPageOfImagesReadsAFewBlocks() throws Exception {
        assertFewBlocks(ofImages());
    }

    @Test
    void aPageOfJobsReadsAFewBlocks() throws Exception {
        assertFewBlocks(ofJobs());
    }

    @Test
    void aPageOfDeliveriesReadsAFewBlocks() throws Exception {
        assertFewBlocks(ofDeliveries());
    }

    @Test
    void aPageOfUsersOrTokensReadsAFewBlocks() throws Exception {
        assertFewBlocks(ofUsersAndTokens());
    }

    private static void assertFewBlocks(List<Case> cases) throws SQLException {
        var most = 0L;
        var dear = new ArrayList<String>();
        try (var connection = dataSource().getConnection()) {
            for (var each : cases) {
                var plan = plan(connection, each);
                var blocks = plan.get("Shared Hit Blocks").asLong() + plan.get("Shared Read Blocks").asLong();
                most = Math.max(most, blocks);
                if (blocks > BLOCKS || scans(plan).contains(each.index().replace('-', '_'))) {
                    dear.add(each + " reads " + blocks + " blocks: " + plan);
                }
            }
        }
        assertTrue(cases.size() > 5);
        assertEquals(List.of(), dear);
        LOG.info("{} pages of {} rows read {} blocks at most", cases.size(),
                ROWS, most);
    }

    private static DataSource dataSource() {
        return frontEnd.context().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
    }

    /** The plan that is used when the front end's statement has been executed a few times already. */
    private static JsonNode plan(Connection connection, Case asked) throws SQLException {
        var names = PARAMETER.matcher(statement(asked.index())).results().map(match -> match.group(1)).toList();
        // as the driver declares them: all but the limit are sent as texts
        var types = names.stream().map(name -> name.equals("limit") ? "integer" : "varchar")
                .collect(Collectors.joining(", "));
        var place = new int[1];
        var sql = PARAMETER.matcher(statement(asked.index())).replaceAll(_ -> "\\$" + ++place[0]);
        var values = names.stream().map(name -> name.equals("limit") ? "21" : literal(asked.page().get(name)))
                .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("PREPARE page (" + types + ") AS " + sql);
            for (int i = 0; i < EXECUTIONS; i++) {
                statement.execute("EXECUTE page (" + values + ")");
            }
            try (var explained = statement
                    .executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE page (" + values + ")")) {
                explained.next();
                return Answer.json(explained.getString(1)).get(0).get("Plan");
            } finally {
                statement.execute("DEALLOCATE page");
            }
        }
    }

    private static String statement(String index) {
        try (var file = PlansIT.class.getResourceAsStream("/sql/index-" + index + ".sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(Object value) {
        return value == null ? "NULL" : "'" + value + "'";
    }

    /** The tables that are read from one end to the other. */
    private static TreeSet<String> scans(JsonNode plan) {
        var scanned = new TreeSet<String>();
        plan.findParents("Node Type").stream().filter(node -> node.get("Node Type").asText().equals("Seq Scan"))
                .forEach(node -> scanned.add(node.get("Relation Name").asText()));
        return scanned;
    }
}
