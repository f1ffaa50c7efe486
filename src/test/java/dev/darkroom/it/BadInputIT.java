package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.INPUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.contract.FlatContract;
import dev.darkroom.contract.Operation;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody sends who is wrong, or up to something. Each has its status, and afterwards the database says what it
 * said before. What can be made from the contract, ContractIT makes; smuggled headers are SmugglingIT's.
 */
class BadInputIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final List<String> INJECTIONS = List.of("' OR '1'='1", "'; DROP TABLE users; --",
            "1; DELETE FROM images", "\" OR \"\"=\"", "') UNION SELECT encrypted_password FROM users --", "1) OR (1=1",
            "\\'; DELETE FROM users; --", "$$; DELETE FROM users; $$", ":#${variable.user[id]}", "?", ":?id",
            "${bean:tokens?method=create}", "{{darkroom.worker.token}}", "%'; DELETE FROM jobs; --");
    private static final String EVERYTHING = """
            SELECT (SELECT json_agg(users ORDER BY id) FROM users)::text, (SELECT json_agg(images ORDER BY id) FROM images)::text,
                   (SELECT json_agg(jobs ORDER BY id) FROM jobs)::text,
                   (SELECT json_agg(json_build_object('id', id, 'digest', digest) ORDER BY id) FROM tokens)::text""";

    private static Node frontEnd;
    private static Rows rows;
    private static Client ansel;
    private static Client dorothea;
    private static JsonNode image;

    private List<List<String>> before;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        rows = new Rows(frontEnd, new Random(1));
        ansel = Client.register(frontEnd);
        dorothea = Client.register(frontEnd);
        image = ansel.stored(Photographs.jpeg());
        ansel.createJob(image, "grayscale");
    }

    @BeforeEach
    void remember() {
        before = TestSystem.rows(EVERYTHING);
    }

    private void assertNothingChanged() {
        assertEquals(before, TestSystem.rows(EVERYTHING));
    }

    static Stream<Operation> operationsOnRows() {
        return FlatContract.operations().stream().filter(operation -> operation.path().contains("{id}"));
    }

    static Stream<Operation> operationsWithFilters() {
        return FlatContract.operations().stream().filter(operation -> !operation.parameters("query").isEmpty());
    }

    @Test
    void malformedJson() {
        for (var body : List.of("{\"name\":", "{'name':'a.jpg'}", "name=a.jpg", "{\"name\":\"a.jpg\"}}", "\u0000")) {
            ansel.sendBytes("POST", "/api/images", body.getBytes(ISO_8859_1), "Content-Type", "application/json")
                    .expect(400);
        }
        assertNothingChanged();
    }

    @Test
    void wrongTypes() {
        for (var name : List.of(1, true, List.of("a.jpg"), Map.of("a", 1))) {
            ansel.post("/api/images", Map.of("name", name)).expect(422);
        }
        for (var id : List.of("1", 1.5, true, List.of(1))) {
            ansel.post("/api/jobs", Map.of("image_id", id, "job_type", "grayscale")).expect(422);
        }
        assertNothingChanged();
    }

    @Test
    void aTextOfAMegabyte() {
        var almost = ansel.post("/api/images", Map.of("name", "a".repeat(1_000_000)));
        assertTrue(almost.text().length() < 2_000, "a problem does not send it back");
        almost.expect(422);
        ansel.post("/api/images", Map.of("name", "a".repeat(2_000_000))).expect(413);
        ansel.post("/api/images", Map.of("a".repeat(1_000_000), 1)).expect(400);
        assertNothingChanged();
    }

    @Test
    void tenThousandUnknownFields() {
        var fields = new HashMap<String, Integer>();
        for (int i = 0; i < 10_000; i++) {
            fields.put("field" + i, i);
        }
        var answer = ansel.post("/api/images", fields);

        answer.expect(422);
        assertTrue(answer.text().length() < 20_000, "a problem does not name them all");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "99999999999999999999", "-99999999999999999999", "1e999999999", "1e400", "-0.5"})
    void negativeAndEnormousNumbers(String number) {
        ansel.sendBytes("POST", "/api/images", ("{\"byte_size\":" + number + "}").getBytes(ISO_8859_1), "Content-Type",
                "application/json").expect(422);
        ansel.sendBytes("POST", "/api/jobs",
                ("{\"job_type\":\"grayscale\",\"image_id\":" + number + "}").getBytes(ISO_8859_1), "Content-Type",
                "application/json").expect(422);
        ansel.get("/api/images/" + number).expect(400);
        ansel.get("/api/images?n=" + number).expect(400);
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"banana", "-1", "0", "", "1.5", "today%20", "TODAY", "9999999999", "1&days=2", "%00"})
    void daysThatAreNone(String days) {
        ansel.get("/api/images?days=" + days).expect(400);
        ansel.get("/api/jobs?days=" + days).expect(400);
    }

    @ParameterizedTest
    @MethodSource("operationsWithFilters")
    void sqlInFilters(Operation operation) {
        var row = rows.fresh(operation);
        before = TestSystem.rows(EVERYTHING);
        for (var parameter : operation.parameters("query")) {
            for (var injection : INJECTIONS) {
                var answer = row.caller().get(row.path() + "?" + parameter.get("name").asText() + "="
                        + URLEncoder.encode(injection, StandardCharsets.UTF_8));
                assertTrue(answer.status() == 400 || isEmpty(answer), () -> parameter + " " + injection + answer);
            }
        }
        assertNothingChanged();
    }

    private static boolean isEmpty(Answer answer) {
        return answer.status() == 200 && (answer.json().isArray()
                ? answer.json().isEmpty()
                : answer.json().valueStream().allMatch(JsonNode::isEmpty));
    }

    @Test
    void sqlInTexts() {
        for (var injection : INJECTIONS) {
            ansel.post("/api/images", Map.of("name", injection)).expect(422);
            ansel.put("/api/images/" + Client.id(image), Map.of("s3_key", injection)).expect(422);
            ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", injection)).expect(422);
            ansel.post("/api/tokens", Map.of("login", injection, "password", injection)).expect(401);
        }
        assertNothingChanged();
    }

    @Test
    void sqlIsJustATextWhereTextsAreFree() {
        for (var injection : INJECTIONS) {
            var name = "a" + injection.replaceAll("[\\s@/]", "_");
            var user = Client.withToken(frontEnd.url(), null).post("/api/users", Map.of("username", name, "email",
                    Math.abs(injection.hashCode()) + "@example.org", "password", injection + "        ")).expect(201);
            assertEquals(name, user.get("username").asText());
        }
        assertTrue(before.getFirst().getFirst().length() < TestSystem.rows(EVERYTHING).getFirst().getFirst().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rb", "a\u0000", "a\u2028b", "image/jpeg\r\nX-Evil: 1"})
    void headersInTexts(String text) {
        var id = Client.id(image);
        ansel.post("/api/images", Map.of("name", text)).expect(422);
        assertTrue(List.of(415, 422).contains(ansel.post("/api/images", Map.of("content_type", text)).status()));
        ansel.put("/api/images/" + id, Map.of("s3_key", text)).expect(422);
        ansel.post("/api/jobs", Map.of("image_id", id, "job_type", text)).expect(422);
        var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (var path : List.of("/api/images/" + encoded, "/api/" + encoded, "/api/images?status=" + encoded,
                "/api/images?image_type=" + encoded + "&n=1")) {
            var answer = ansel.get(path);
            assertTrue(answer.status() == 400 || answer.status() == 404 || isEmpty(answer), answer::toString);
            assertEquals("", answer.header("X-Evil"));
        }
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../beach.jpg", "a/../../beach.jpg", "/beach.jpg", "//beach.jpg", "a//b.jpg", "..", ".",
                    "%2e%2e%2fbeach.jpg", "%2e%2e/beach.jpg", "..\\beach.jpg", "beach.jpg\u0000.png",
                    "\uFF0E\uFF0E/beach.jpg",
                    "\u2024\u2024/beach.jpg", "..\u2215beach.jpg", "https://example.org/beach.jpg",
                    "s3://darkroom-output/beach.jpg",
                    "file:///etc/passwd", "C:\\beach.jpg", "~/beach.jpg", " beach.jpg", ""})
    void tricksWithPaths(String path) {
        ansel.post("/api/images", Map.of("name", path)).expect(422);
        ansel.put("/api/images/" + Client.id(image), Map.of("s3_key", path)).expect(422);
        ansel.put("/api/images/" + Client.id(image), Map.of("s3_key", "images/" + Client.id(image) + "/" + path))
                .expect(422);
        assertNothingChanged();
    }

    @Test
    void somebodyElsesKey() {
        var theirs = dorothea.stored(Photographs.jpeg());
        before = TestSystem.rows(EVERYTHING);

        ansel.put("/api/images/" + Client.id(image), Map.of("s3_key", theirs.get("s3_key").asText())).expect(422);

        assertNothingChanged();
        assertTrue(TestSystem.exists(INPUT, theirs.get("s3_key").asText()));
    }

    /** For a worker no row is somebody else's, and an image type has no owner. */
    @ParameterizedTest
    @MethodSource("operationsOnRows")
    void idsOfSomebodyElse(Operation operation) {
        var row = rows.fresh(operation);
        var body = operation.body().isPresent()
                ? rows.body(operation, row.given()).toString().getBytes(
                        StandardCharsets.UTF_8)
                : null;
        before = TestSystem.rows(EVERYTHING);

        var answer = body == null
                ? rows.other().sendBytes(operation.method(), row.path(), null)
                : rows.other().sendBytes(operation.method(), row.path(), body, "Content-Type", "application/json");

        var everybodys = operation.method().equals("GET") && operation.path().matches("/(image|job)_types/.*");
        if (everybodys) {
            answer.expect(200);
        } else {
            assertTrue(answer.status() == 404 || answer.status() == 403, answer::toString);
            // a report of who is no worker is refused before anybody looks for the job
            assertEquals(operation.access().contains("user") && !operation.access().contains("worker"),
                    answer.status() == 404, answer::toString);
        }
        assertNothingChanged();
    }

    @Test
    void aUserIdThatIsNotTheCallers() {
        var id = Client.id(image);
        for (var other : List.of(dorothea.userId(), Long.MAX_VALUE)) {
            ansel.post("/api/images", Map.of("user_id", other)).expect(403);
            ansel.post("/api/jobs", Map.of("image_id", id, "user_id", other, "job_type", "grayscale")).expect(403);
            ansel.put("/api/images/" + id, Map.of("s3_key", image.get("s3_key").asText(), "user_id", other))
                    .expect(403);
            ansel.get("/api/images?user_id=" + other).expect(403);
        }
        for (var none : List.of(0, -1, "1", List.of())) {
            ansel.post("/api/images", Map.of("user_id", none)).expect(422);
        }
        assertNothingChanged();
    }

    /** What no library for HTTP would send. */
    @ParameterizedTest
    @ValueSource(
            strings = {"GET /api/images/%zz HTTP/1.1", "GET /api/images/% HTTP/1.1", "GET /api/images?%zz=1 HTTP/1.1",
                    "GET /api/images?n=%zz HTTP/1.1", "GET /api/../openapi.yaml HTTP/1.1",
                    "GET /api/images/../../etc/passwd HTTP/1.1",
                    "GET /api/images/%2e%2e/users HTTP/1.1", "GET //api/images HTTP/1.1", "GET /api//images HTTP/1.1",
                    "GET /api/images[1] HTTP/1.1", "GET /api/im%00ages HTTP/1.1",
                    "GET /api/%c0%ae%c0%ae/users HTTP/1.1",
                    "get /api/images HTTP/1.1", "BREW /api/images HTTP/1.1",
                    "GET http://example.org/api/images/first HTTP/1.1"})
    void requestLinesThatAreNone(String line) throws IOException {
        var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        var status = Integer.parseInt(answer.split(" ")[1]);
        assertTrue(status >= 400 && status < 500 || line.contains("/api/../openapi.yaml") && status == 200, answer);
        assertFalse(answer.contains("Exception") || answer.contains("root:"), answer);
    }

    private static String raw(String request) throws IOException {
        var address = URI.create(frontEnd.url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) TestSystem.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
