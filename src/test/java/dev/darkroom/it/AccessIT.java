package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose token may do what: every operation of the contract, and every kind of token. */
class AccessIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final OpenAPI CONTRACT = new OpenAPIV3Parser().read("openapi.yaml");

    private static Node frontEnd;
    private static Client ansel;
    private static Client dorothea;
    private static JsonNode image;
    private static JsonNode job;

    private record Call(String method, String path, List<String> access) {
        private Answer from(Client client) {
            return client.send(method, path, Map.of());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        ansel = Client.register(frontEnd);
        dorothea = Client.register(frontEnd);
        image = ansel.stored(Photographs.jpeg());
        job = ansel.createJob(image, "grayscale");
    }

    static Stream<Call> guardedCalls() {
        return CONTRACT.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> new Call(operation.getKey().name(),
                                "/api" + path.getKey().replaceAll("\\{[^}]*}", "1"), access(operation.getValue()))))
                .filter(call -> !call.access().isEmpty());
    }

    private static String digest(Client client) {
        return TestSystem.value("SELECT digest FROM tokens WHERE user_id = ?", client.userId());
    }

    private static List<String> access(Operation operation) {
        return Optional.ofNullable(operation.getSecurity()).orElse(CONTRACT.getSecurity()).stream()
                .flatMap(requirement -> requirement.keySet().stream()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedCalls")
    void nobodyGetsInWithoutAToken(Call call) {
        var answer = call.from(Client.withToken(frontEnd.url(), null));

        answer.expect(401);
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedCalls")
    void nobodyGetsInWithAWrongToken(Call call) {
        call.from(Client.withToken(frontEnd.url(), "nobody")).expect(401);
        call.from(Client.withToken(frontEnd.url(), TestSystem.WORKER_TOKEN + "x")).expect(401);
        call.from(Client.withToken(frontEnd.url(), "' OR '1'='1")).expect(401);
        call.from(Client.withToken(frontEnd.url(), digest(ansel))).expect(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedCalls")
    void aWorkersTokenOpensTheWorkersOperationsOnly(Call call) {
        var status = call.from(Client.worker(frontEnd)).status();

        assertEquals(!call.access().contains("worker"), status == 403, () -> "answered " + status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedCalls")
    void aUsersTokenOpensTheUsersOperationsOnly(Call call) {
        // one of the operations is to sign out
        var status = call.from(Client.register(frontEnd)).status();

        assertTrue(status != 401);
        assertEquals(!call.access().contains("user"), status == 403, () -> "answered " + status);
    }

    @Test
    void whatBelongsToOthersIsNotThere() {
        var id = Client.id(image);

        dorothea.get("/api/images/" + id).expect(404);
        dorothea.put("/api/images/" + id, Map.of("s3_key", image.get("s3_key").asText())).expect(404);
        dorothea.post("/api/jobs", Map.of("image_id", id, "job_type", "grayscale")).expect(404);
        dorothea.get("/api/jobs/" + Client.id(job)).expect(404);
        dorothea.get("/api/jobs/" + Client.id(job) + "?wait=5").expect(404);
    }

    @Test
    void nobodyActsInTheNameOfOthers() {
        var id = Client.id(image);

        ansel.post("/api/images", Map.of("user_id", dorothea.userId())).expect(403);
        ansel.post("/api/jobs", Map.of("image_id", id, "user_id", dorothea.userId(), "job_type", "grayscale"))
                .expect(403);
        ansel.put("/api/images/" + id,
                Map.of("s3_key", image.get("s3_key").asText(), "user_id", dorothea.userId())).expect(403);
        assertEquals("0|0", TestSystem.value("SELECT images_count || '|' || jobs_count FROM users WHERE id = ?",
                dorothea.userId()));
    }

    @Test
    void aTokenIsShownOnceAndItsDigestNever() {
        var digest = digest(ansel);

        for (var path : List.of("/api/images/" + Client.id(image), "/api/jobs/" + Client.id(job))) {
            var text = ansel.get(path).text();
            assertTrue(!text.contains("token") && !text.contains(digest) && !text.contains("password"), text);
        }
    }
}
