package dev.darkroom.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.contract.FlatContract;
import dev.darkroom.contract.Flaws;
import dev.darkroom.contract.Operation;
import dev.darkroom.contract.Values;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the contract meets requests that are made from the contract: right ones, and wrong ones with one
 * flaw each. That each answer conforms to the contract, every {@link Answer} sees to; here, each flaw gets the status
 * that belongs to it.
 *
 * <p>Another seed makes other requests: {@code mvn verify -Dit.test=ContractIT -Ddarkroom.test.seed=42}.
 */
class ContractIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final long SEED = Long.getLong("darkroom.test.seed", 1826);
    private static final int VALID_REQUESTS = 6;
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final Set<String> UNIQUE = Set.of("username", "email", "type_name", "job_name");

    private static Rows rows;
    private static Map<String, Client> everybody;

    private final Random random = new Random(SEED);
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void start() {
        rows = new Rows(SYSTEM.start("frontend"), new Random(SEED));
        everybody = rows.callers();
    }

    @BeforeEach
    void forget() {
        failures.clear();
    }

    @AfterEach
    void nothingFailed() {
        assertEquals("", String.join("\n\n", failures), () -> failures.size() + " failures with seed " + SEED);
    }

    static List<Operation> operations() {
        return FlatContract.operations();
    }

    /** Those with an end: of a stream, EventsIT sees what it tells. */
    static Stream<Operation> operationsThatEnd() {
        return operations().stream().filter(operation -> !operation.streams());
    }

    static Stream<Operation> operationsWithBody() {
        return operations().stream().filter(operation -> operation.body().isPresent());
    }

    static Stream<Operation> operationsWithId() {
        return operations().stream().filter(operation -> operation.path().contains("{id}"));
    }

    static Set<String> paths() {
        return operations().stream().map(Operation::path).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void takesWhatTheContractAllows(Operation operation) {
        for (int i = 0; i < VALID_REQUESTS; i++) {
            var row = rows.fresh(operation);
            var query = query(operation, row.given());
            var body = operation.body().map(schema -> rows.body(operation, row.given()));
            expect(taken(operation, body), body.map(Object::toString).orElse("") + query, () -> body.isPresent()
                    ? row.caller().sendBytes(operation.method(), row.path() + query, bytes(body.get()), JSON)
                    : row.caller().sendBytes(operation.method(), row.path() + query, null));
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void takesTheExampleThatItGives(Operation operation) {
        var row = rows.fresh(operation);
        var example = (ObjectNode) operation.described().at("/requestBody/content/application~1json/example")
                .deepCopy();
        row.given().forEach((name, value) -> {
            if (example.has(name)) {
                example.set(name, value);
            }
        });
        expect(taken(operation, Optional.of(example)), example.toString(),
                () -> row.caller().sendBytes(operation.method(), row.path(), bytes(example), JSON));
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void refusesBodiesWithAFlaw(Operation operation) {
        var row = rows.fresh(operation);
        new Flaws(random).of(operation.body().orElseThrow(), full(operation, row)).forEach(flawed -> send(422,
                flawed.what() + " " + shortened(flawed.value().toString()), operation, row, bytes(flawed.value()),
                JSON));
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void refusesBodiesThatCannotBeRead(Operation operation) {
        var row = rows.fresh(operation);
        var body = full(operation, row).toString();
        var flaws = new TreeMap<String, String>(Map.of(
                "half", body.substring(0, body.length() / 2), "twice", body + body, "with a tail", body + "]",
                "with a field twice", body.replaceFirst("\\{(\"[^\"]*\":)", "{$1null,$1"), "no JSON",
                "half dome at noon",
                "XML", "<image/>", "a form", "name=beach.jpg&a=b", "with single quotes", body.replace('"', '\''),
                "with a comma too much", body.replaceFirst("}$", ",}")));
        flaws.put("with a comment", "/* */" + body);
        flaws.put("not a number", body.replaceFirst("\\{", "{\"x\":NaN,"));
        flaws.put("deeply nested", "[".repeat(100_000));
        flaws.put("deeply nested and complete", "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000));
        flaws.forEach((what, text) -> send(400, what, operation, row, text.getBytes(UTF_8), JSON));
        send(400, "only white space", operation, row, " \n".getBytes(UTF_8), JSON);
        send(400, "not UTF-8", operation, row, "{\"x\":\"é\"}".getBytes(ISO_8859_1), JSON);
        if (operation.bodyRequired()) {
            send(400, "nothing", operation, row, new byte[0], JSON);
        }
        for (var other : List.of("[]", "\"text\"", "12", "true", "null")) {
            send(422, other, operation, row, other.getBytes(UTF_8), JSON);
        }
        send(422, "a number with a thousand digits", operation, row,
                ("{\"x\":" + "9".repeat(1000) + "}").getBytes(UTF_8), JSON);
        send(422, "a number with a thousand million digits", operation, row, "{\"x\":1e999999999}".getBytes(UTF_8),
                JSON);
        send(413, "more than a request may have", operation, row,
                ("{\"x\":\"" + "a".repeat(1_048_576) + "\"}").getBytes(UTF_8), JSON);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void readsJsonInUtf8Only(Operation operation) {
        var row = rows.fresh(operation);
        var body = full(operation, row).toString();
        for (var type : List.of("text/plain", "application/xml", "application/json-patch+json", "image/jpeg",
                "application", "json",
                "*/*", "application/*", "application/json; charset=utf-16", "application/json; charset=klingon")) {
            send(415, type, operation, row, body.getBytes(UTF_8), "Content-Type", type);
        }
        send(415, "no type", operation, row, body.getBytes(UTF_8));
        send(415, "UTF-16", operation, row, body.getBytes(UTF_16), "Content-Type", "application/json; charset=utf-16");
        // a body that says it is a form is read as one, and is no form
        for (var form : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            expect(Set.of(400, 415), form, () -> row.caller().sendBytes(operation.method(), row.path(),
                    body.getBytes(UTF_8), "Content-Type", form));
        }
        send(415, "compressed", operation, row, body.getBytes(UTF_8), "Content-Type", "application/json",
                "Content-Encoding", "gzip");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersJsonOnly(Operation operation) {
        var row = rows.fresh(operation);
        for (var type : List.of("text/html", "image/jpeg", "application/xml", "text/html, image/*;q=0.5", "json",
                "application/json;q=0", "*/*;q=0", "application/problem+json")) {
            send(406, type, operation, row, validBody(operation, row), "Content-Type", "application/json", "Accept",
                    type);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesParametersWithAFlaw(Operation operation) {
        var row = rows.fresh(operation);
        var body = validBody(operation, row);
        var flaws = new ArrayList<>(List.of("colour=red", "' OR 1=1=1", "user=1", "a"));
        for (var parameter : operation.parameters("query")) {
            var name = parameter.get("name").asText();
            if (operation.streams()) {
                flaws.addAll(List.of(name + "=", name + "=banana", name + "=1,,2", name + "=0", name + "=1,-1"));
                continue;
            }
            var valid = query(parameter, row.given());
            flaws.add(valid + "&" + valid);
            flaws.add(name.toUpperCase() + "=1");
            wrong(parameter.get("schema")).forEach(value -> flaws.add(name + "=" + encoded(value)));
        }
        flaws.forEach(flaw -> {
            var bad = row.at(row.path() + "?" + flaw.replace(" ", "%20").replace("'", "%27"));
            send(400, "?" + shortened(flaw), operation, bad, body, JSON);
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesKeysOfIdempotencyWithAFlaw(Operation operation) {
        if (operation.parameters("header").stream()
                .anyMatch(parameter -> parameter.get("name").asText().equals("Idempotency-Key"))) {
            var row = rows.fresh(operation);
            for (var key : List.of("a b", "a".repeat(256), "a\tb")) {
                send(400, shortened(key), operation, row, validBody(operation, row), "Content-Type", "application/json",
                        "Idempotency-Key", key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithId")
    void refusesIdsThatAreNone(Operation operation) {
        var row = rows.fresh(operation);
        var body = validBody(operation, row);
        Stream.of("0", "-1", "first", "1.5", "1e0", "+1", "01", "0x1", "9223372036854775808", "9".repeat(400),
                "-9223372036854775809", "%00", "%201", "1%20", "1%0d%0aX-Evil:%201", "%EF%BC%91", "%D9%A1", "null",
                "true", "[1]",
                "%7B%7D", "1;x=y", "1%27%20OR%20%271%27=%271", "$%7Bbody%7D", "*", "1,2")
                .forEach(id -> send(400, "id " + id, operation, row.at(
                        "/api" + operation.path().replace("{id}", id.replace("[", "%5B").replace("]", "%5D"))), body,
                        JSON));
    }

    @ParameterizedTest
    @MethodSource("operationsWithId")
    void knowsNothingOfIdsThatNobodyHas(Operation operation) {
        var row = rows.fresh(operation);
        var body = validBody(operation, row);
        // a worker is told that a job is gone like any other state of it
        var status = operation.id().equals("update-job") ? 200 : 404;
        for (var id : List.of(Long.toString(Long.MAX_VALUE), "4611686018427387904")) {
            send(status, "id " + id, operation, row.at("/api" + operation.path().replace("{id}", id)), body, JSON);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesMethodsThatAPathDoesNotHave(String path) {
        var here = operations().stream().filter(operation -> operation.path().equals(path))
                .map(Operation::method).collect(Collectors.toCollection(TreeSet::new));
        Stream.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get")
                .filter(method -> !here.contains(method))
                .forEach(method -> expect(Set.of(405), method + " " + path, () -> {
                    var answer = rows.user().sendBytes(method,
                            "/api" + path.replace("{id}", "1").replace("{plural}", "histograms"), null);
                    here.forEach(each -> assertEquals(true, answer.header("Allow").contains(each)));
                    return answer;
                }));
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void letsInWhomTheContractLetsIn(Operation operation) {
        // which ends the tokens of those who call it
        var callers = operation.id().equals("destroy-current-token") ? rows.callers() : everybody;
        callers.forEach((name, caller) -> {
            var row = rows.fresh(operation);
            var known = !List.of("nobody", "garbage", "revoked").contains(name);
            var mayCall = operation.open() || operation.access().contains(name.equals("other") ? "user" : name);
            var right = mayCall ? Set.<Integer>of() : Set.of(known ? 403 : 401);
            var body = validBody(operation, row);
            expect(right, name, () -> body == null
                    ? caller.sendBytes(operation.method(), row.path(), null)
                    : caller.sendBytes(operation.method(), row.path(), body, JSON));
        });
    }

    private static List<String> wrong(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" -> {
                var values = new ArrayList<>(List.of("banana", "", "%20", "1.5", "1e0", "+1", "0x1", "١", "１", "1,2",
                        "null", "true", "9".repeat(30), "1".repeat(3000), "-" + "9".repeat(30), "\u0000", "1;2", "[1]",
                        "1\r\nX-Evil: 1",
                        "1' OR '1'='1"));
                if (schema.has("minimum")) {
                    values.add(Long.toString(schema.get("minimum").asLong() - 1));
                }
                if (schema.has("maximum")) {
                    values.add(Long.toString(schema.get("maximum").asLong() + 1));
                }
                yield values;
            }
            case "string" -> List.copyOf(new Flaws(new Random(SEED)).texts(schema).values().stream().filter(
                    text -> text.length() < 4000).toList());
            default -> List.of();
        };
    }

    private String query(Operation operation, Map<String, JsonNode> given) {
        // count is another name of n, which cannot be there too; for_job_id is for workers
        var query = operation.parameters("query").stream()
                .filter(parameter -> !Set.of("count", "for_job_id").contains(parameter.get("name").asText()))
                .map(parameter -> query(parameter, given))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private String query(JsonNode parameter, Map<String, JsonNode> given) {
        var name = parameter.get("name").asText();
        var value = given.containsKey(name)
                ? given.get(name)
                : new Values(random, given).of(parameter.get("schema"));
        return name + "=" + encoded(value.asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private byte[] validBody(Operation operation, Rows.Row row) {
        return operation.body().isPresent() ? bytes(rows.body(operation, row.given())) : null;
    }

    /** A body that has as many of its properties as chance gives in some tries. */
    private ObjectNode full(Operation operation, Rows.Row row) {
        return (ObjectNode) Stream.generate(() -> rows.body(operation, row.given())).limit(20)
                .reduce((one, other) -> one.size() > other.size() ? one : other).orElseThrow();
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(UTF_8);
    }

    /** With JSON; where there is a page, too, that is answered with 200. */
    private static int success(Operation operation) {
        return operation.statuses().stream().filter(status -> status < 300).max(Integer::compare).orElseThrow();
    }

    /** Short names are few: by chance, one may be taken already. */
    private static Set<Integer> taken(Operation operation, Optional<JsonNode> body) {
        return body.isPresent() && UNIQUE.stream().anyMatch(body.get()::has)
                ? Set.of(success(operation), 409)
                : Set.of(success(operation));
    }

    private void send(int status, String what, Operation operation, Rows.Row row, byte[] body, String... headers) {
        // without a body there is no type to say
        var said = body == null && headers.length > 1 && headers[0].equals("Content-Type")
                ? Arrays.copyOfRange(headers, 2, headers.length)
                : headers;
        expect(Set.of(status), what, () -> row.caller().sendBytes(operation.method(), row.path(), body, said));
    }

    /** @param statuses which are right; none: all but that of somebody unknown */
    private void expect(Set<Integer> statuses, String what, Supplier<Answer> request) {
        try {
            var answer = request.get();
            if (statuses.isEmpty() ? answer.status() == 401 : !statuses.contains(answer.status())) {
                failures.add("%s: %d instead of %s: %s".formatted(what, answer.status(), statuses,
                        shortened(answer.text())));
            }
        } catch (AssertionError e) {
            failures.add(what + ": " + e.getMessage().strip());
        }
    }

    private static String shortened(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "… of " + text.length();
    }
}
