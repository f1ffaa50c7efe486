package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that lost an answer repeats its request: with the same Idempotency-Key it is done once. */
class IdempotencyIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int CALLERS = 10;
    private static final String KEY = "Idempotency-Key";

    private static Node frontEnd;
    private static Node secondFrontEnd;
    private static Client administrator;
    private static Client ansel;

    /** A request to create a row: where, of which table the row is, a body, and another one. */
    private record Creation(String path, String table, Supplier<Map<String, Object>> body, String field,
            Supplier<Object> otherValue) {

        private Map<String, Object> otherwise(Map<String, Object> body) {
            var other = new HashMap<>(body);
            other.put(field, otherValue.get());
            return other;
        }

        /** A batch is only accepted; the other rows are created. */
        private int status() {
            return table.equals("batches") ? 202 : 201;
        }

        private long rows() {
            return Long.parseLong(TestSystem.value("SELECT count(*) FROM " + table));
        }

        @Override
        public String toString() {
            return path;
        }
    }

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        secondFrontEnd = SYSTEM.start("frontend");
        administrator = Client.administrator(frontEnd);
        ansel = Client.register(frontEnd);
    }

    @AfterEach
    void forget() {
        TestSystem.update("DELETE FROM job_types WHERE job_sequence IS NOT NULL");
        TestSystem.update("DELETE FROM image_types WHERE type_name LIKE 't%\\_%'");
    }

    private static String unique() {
        return "t" + UUID.randomUUID().toString().replace('-', '_');
    }

    private static final Map<String, Creation> CREATIONS = Map.of(
            "/users", new Creation("/api/users", "users", () -> {
                var name = unique();
                return Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD);
            }, "username", IdempotencyIT::unique),
            "/tokens", new Creation("/api/tokens", "tokens",
                    () -> Map.of("login", ansel.name(), "password", Client.PASSWORD, "name", unique()), "name",
                    IdempotencyIT::unique),
            "/image_types", new Creation("/api/image_types", "image_types", () -> Map.of("type_name", unique()),
                    "type_name", IdempotencyIT::unique),
            "/images", new Creation("/api/images", "images", () -> Map.of("name", unique()), "name",
                    IdempotencyIT::unique),
            "/job_types", new Creation("/api/job_types", "job_types",
                    () -> Map.of("job_name", unique(), "job_sequence", List.of("gamma")), "job_name",
                    IdempotencyIT::unique),
            "/batches", new Creation("/api/batches", "batches",
                    () -> Map.of("images", List.of(Map.of("name", unique())), "job_sequence", List.of("grayscale")),
                    "job_sequence", () -> List.of("gamma")),
            "/jobs", new Creation("/api/jobs", "jobs",
                    () -> Map.of("image_id", Client.id(administrator.stored(Photographs.jpeg())), "job_type",
                            "grayscale"),
                    "job_type", () -> "histogram"));

    /** Every operation of the contract that takes the header and makes a row. */
    static Stream<Creation> creations() {
        return paths().stream().map(CREATIONS::get);
    }

    private static Set<String> paths() {
        var paths = new HashSet<String>();
        new OpenAPIV3Parser().read("openapi.yaml").getPaths().forEach((path, item) -> {
            if (item.getPost() != null && item.getPost().getOperationId().startsWith("create-")) {
                paths.add(path);
            }
        });
        return paths;
    }

    @Test
    void everyCreationOfTheContractIsTested() {
        assertEquals(CREATIONS.keySet(), paths());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void aRepeatedRequestIsDoneOnceAndAnsweredAlike(Creation creation) {
        var key = unique();
        var body = creation.body().get();
        var rows = creation.rows();
        var first = administrator.send("POST", creation.path(), body, KEY, key);
        first.expect(creation.status());

        var second = administrator.at(secondFrontEnd).send("POST", creation.path(), body, KEY, key);

        second.expect(creation.status());
        assertEquals(first.text(), second.text());
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals("", first.header("Idempotent-Replayed"));
        assertEquals("true", second.header("Idempotent-Replayed"));
        assertEquals(rows + 1, creation.rows());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void anotherBodyWithTheSameKeyIsRefused(Creation creation) {
        var key = unique();
        var body = creation.body().get();
        administrator.send("POST", creation.path(), body, KEY, key).expect(creation.status());
        var rows = creation.rows();

        administrator.send("POST", creation.path(), creation.otherwise(body), KEY, key).expect(422);

        assertEquals(rows, creation.rows());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void tenAtOnceMakeOneRow(Creation creation) throws Exception {
        var key = unique();
        var body = creation.body().get();
        var rows = creation.rows();

        var answers = AtOnce.times(CALLERS, i -> administrator.at(i % 2 == 0 ? frontEnd : secondFrontEnd)
                .send("POST", creation.path(), body, KEY, key));

        var texts = new HashSet<String>();
        answers.stream().filter(answer -> answer.status() != 409).forEach(answer -> {
            answer.expect(creation.status());
            texts.add(answer.text());
        });
        assertEquals(1, texts.size(), () -> AtOnce.statuses(answers).toString());
        assertEquals(rows + 1, creation.rows());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void aRequestWhoseFrontEndDiedBeforeItAnsweredFindsItsRow(Creation creation) {
        var key = unique();
        var body = creation.body().get();
        TestSystem.update("DELETE FROM idempotent_requests");
        var rows = creation.rows();
        var first = administrator.send("POST", creation.path(), body, KEY, key).expect(creation.status());
        TestSystem.update("UPDATE idempotent_requests SET answer = NULL, locked_until = now() - interval '1 second'");

        var second = administrator.at(secondFrontEnd).send("POST", creation.path(), body, KEY, key);

        assertEquals(Client.id(first), Client.id(second.expect(creation.status())));
        assertEquals("", second.header("Idempotent-Replayed"));
        assertEquals(rows + 1, creation.rows());
        var third = administrator.send("POST", creation.path(), body, KEY, key);
        assertEquals(second.text(), third.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void aRequestThatIsBeingDoneIsNotDoneOnceMore(Creation creation) {
        var key = unique();
        var body = creation.body().get();
        TestSystem.update("DELETE FROM idempotent_requests");
        administrator.send("POST", creation.path(), body, KEY, key).expect(creation.status());
        TestSystem.update(
                "UPDATE idempotent_requests SET answer = NULL, locked_until = now() + interval '1 minute'");
        var rows = creation.rows();

        administrator.send("POST", creation.path(), body, KEY, key).expect(409);

        assertEquals(rows, creation.rows());
    }

    @Test
    void theRowOfALostAnswerMayHaveGoneMeanwhile() {
        var key = unique();
        var body = CREATIONS.get("/users").body().get();
        TestSystem.update("DELETE FROM idempotent_requests");
        var first = administrator.send("POST", "/api/users", body, KEY, key).expect(201);
        TestSystem.update("UPDATE idempotent_requests SET answer = NULL, locked_until = now() - interval '1 second'");
        administrator.delete("/api/users/" + Client.id(first)).expect(200);

        administrator.send("POST", "/api/users", body, KEY, key).expect(201);
    }

    @Test
    void theTokenOfARegistrationIsShownAgainAndKeptUnreadable() {
        for (var path : List.of("/users", "/tokens")) {
            var key = unique();
            var body = CREATIONS.get(path).body().get();
            var first = administrator.send("POST", "/api" + path, body, KEY, key).expect(201);
            var second = administrator.send("POST", "/api" + path, body, KEY, key).expect(201);

            var token = first.get("authentication_token").asText();
            assertEquals(token, second.get("authentication_token").asText());
            Client.withToken(frontEnd.url(), token).get("/api/images").expect(200);
            assertNotInTheDatabase(token, key, Client.PASSWORD);
        }
    }

    private static void assertNotInTheDatabase(String... secrets) {
        for (var table : List.of("users", "tokens", "idempotent_requests", "failed_sign_ins")) {
            // bytes as the text that they may be
            var rows = new ArrayList<>(TestSystem.rows("SELECT rows::text FROM " + table + " AS rows"));
            rows.addAll(TestSystem.rows("SELECT encode(answer, 'escape') FROM idempotent_requests"
                    + " WHERE answer IS NOT NULL"));
            for (var secret : secrets) {
                assertTrue(!rows.toString().contains(secret), () -> secret + " is in " + table);
            }
        }
    }

    @Test
    void theTokenThatALostAnswerHadIsWorthNothing() {
        for (var path : List.of("/users", "/tokens")) {
            var key = unique();
            var body = CREATIONS.get(path).body().get();
            TestSystem.update("DELETE FROM idempotent_requests");
            var lost = administrator.send("POST", "/api" + path, body, KEY, key).expect(201);
            TestSystem.update(
                    "UPDATE idempotent_requests SET answer = NULL, locked_until = now() - interval '1 second'");

            var found = administrator.send("POST", "/api" + path, body, KEY, key).expect(201);

            Client.withToken(frontEnd.url(), lost.get("authentication_token").asText()).get("/api/images").expect(401);
            Client.withToken(frontEnd.url(), found.get("authentication_token").asText()).get("/api/images")
                    .expect(200);
        }
    }

    @Test
    void aUsersKeysAreItsOwn() {
        var key = unique();
        var body = Map.of("name", "beach.jpg");

        var ofAnsel = ansel.send("POST", "/api/images", body, KEY, key);
        var ofAdministrator = administrator.send("POST", "/api/images", body, KEY, key);

        assertEquals(ansel.userId(), ofAnsel.expect(201).get("user_id").asLong());
        assertEquals(administrator.userId(), ofAdministrator.expect(201).get("user_id").asLong());
        assertEquals("", ofAdministrator.header("Idempotent-Replayed"));
    }

    @Test
    void aKeyOfOneOperationIsFreeForAnother() {
        var key = unique();

        administrator.send("POST", "/api/image_types", Map.of("type_name", unique()), KEY, key).expect(201);
        administrator.send("POST", "/api/images", Map.of("name", "beach.jpg"), KEY, key).expect(201);
    }

    @Test
    void aRequestThatWasRefusedCanBeCorrected() {
        var key = unique();
        var name = administrator.name();

        administrator.send("POST", "/api/users",
                Map.of("username", name, "email", unique() + "@example.org", "password", Client.PASSWORD), KEY, key)
                .expect(409);
        administrator.send("POST", "/api/users", Map.of("username", unique()), KEY, key).expect(422);
        administrator.send("POST", "/api/users", CREATIONS.get("/users").body().get(), KEY, key).expect(201);
    }

    @Test
    void anAnswerIsForgottenAfterItsTime() {
        SYSTEM.start("frontend", "darkroom.idempotency.hours=2", "darkroom.forget.period=200");
        var old = unique();
        var young = unique();
        var body = Map.of("name", "beach.jpg");
        TestSystem.update("DELETE FROM idempotent_requests");
        ansel.send("POST", "/api/images", body, KEY, old).expect(201);
        TestSystem.update("UPDATE idempotent_requests SET created_at = now() - interval '3 hours'");
        ansel.send("POST", "/api/images", body, KEY, young).expect(201);
        TestSystem.update("UPDATE idempotent_requests SET created_at = now() - interval '1 hour'"
                + " WHERE created_at > now() - interval '2 hours'");

        await().atMost(TestSystem.PATIENCE)
                .until(() -> TestSystem.value("SELECT count(*) FROM idempotent_requests").equals("1"));

        assertEquals("", ansel.send("POST", "/api/images", body, KEY, old).header("Idempotent-Replayed"));
        assertEquals("true", ansel.send("POST", "/api/images", body, KEY, young).header("Idempotent-Replayed"));
    }
}
