package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.core.util.ObjectMapperFactory;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract keeps its own rules: its examples are valid, and every operation tells all that it may answer. */
class ContractConformanceTest {

    private static final JsonNode CONTRACT = contract();
    private static final OpenAPI API = new OpenAPIV3Parser().read("openapi.yaml");
    private static final ObjectMapper JSON = ObjectMapperFactory.createJson();

    /** Otherwise the validator refuses in one part of allOf what another part has. */
    private static final LevelResolver MERGED = LevelResolver.create()
            .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE).build();

    static Stream<Arguments> examples() {
        return CONTRACT.findParents("example").stream()
                .map(schema -> arguments(schema.has("schema") ? schema.get("schema") : schema, schema.get("example")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("examples")
    void everyExampleIsValid(JsonNode schema, JsonNode example) throws Exception {
        assertValid(JSON.treeToValue(schema, Schema.class), example);
    }

    static Stream<Arguments> schemas() {
        return CONTRACT.at("/components/schemas").properties().stream()
                .map(schema -> arguments(schema.getKey(), assembled(schema.getValue())))
                .filter(schema -> !((JsonNode) schema.get()[1]).isMissingNode());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void theExamplesOfASchemaAreValidTogether(String name, JsonNode example) {
        assertValid(new Schema<>().$ref("#/components/schemas/" + name), example);
    }

    private static void assertValid(Schema<?> schema, JsonNode example) {
        var report = new SchemaValidator(API, new MessageResolver(MERGED)).validate(() -> example, schema, "example");

        assertEquals(List.of(), report.getMessages(), example::toString);
    }

    /** What the examples of a schema's parts make together; nothing, when a part that is required has none. */
    private static JsonNode assembled(JsonNode schema) {
        if (schema.has("$ref")) {
            return assembled(CONTRACT.at(schema.get("$ref").asText().substring(1)));
        }
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        var whole = JSON.createObjectNode();
        for (var part : schema.path("allOf")) {
            if (!(assembled(part) instanceof ObjectNode object)) {
                return assembled(part);
            }
            whole.setAll(object);
        }
        schema.path("properties").properties().forEach(property -> {
            var example = assembled(property.getValue());
            if (!example.isMissingNode()) {
                whole.set(property.getKey(), example);
            }
        });
        var complete = schema.path("required").valueStream().map(JsonNode::asText).allMatch(whole::has);
        return whole.isEmpty() || !complete ? MissingNode.getInstance() : whole;
    }

    static Stream<Arguments> operations() {
        return CONTRACT.get("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("operationId"))
                .map(method -> arguments(path.getKey(), method.getKey(), method.getValue())));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("operations")
    void everyAnswerIsDocumented(String path, String method, JsonNode operation) {
        var expected = new TreeSet<>(Set.of("400", "406", "503"));
        var security = operation.has("security") ? operation.get("security") : CONTRACT.get("security");
        if (!security.isEmpty()) {
            expected.addAll(Set.of("401", "403"));
        }
        // a worker is told that a job is gone like any other state of it
        if (path.contains("{id}") && !operation.get("operationId").asText().equals("update-job")) {
            expected.add("404");
        }
        if (operation.has("requestBody")) {
            expected.addAll(Set.of("413", "415", "422"));
        }

        expected.removeIf(operation.get("responses")::has);

        assertEquals(Set.of(), expected, "not documented");
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("operations")
    void oneAnswerIsSuccess(String path, String method, JsonNode operation) {
        var successes = operation.get("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                // for browsers that send a form
                .filter(answer -> !answer.getValue().get("content").has("text/html"))
                .toList();

        assertEquals(1, successes.size());
        var type = operation.get("operationId").asText().equals("watch-events")
                ? "text/event-stream"
                : "application/json";
        assertEquals(List.of(type), List.copyOf(
                successes.getFirst().getValue().get("content").properties().stream().map(entry -> entry.getKey())
                        .toList()));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("operations")
    void everyOtherAnswerIsAProblem(String path, String method, JsonNode operation) {
        operation.get("responses").properties().stream().filter(answer -> !answer.getKey().startsWith("2"))
                .forEach(answer -> assertEquals("#/components/schemas/Problem",
                        CONTRACT.at(answer.getValue().get("$ref").asText().substring(1))
                                .at("/content/application~1problem+json/schema/$ref").asText(),
                        answer::getKey));
    }

    private static JsonNode contract() {
        try (var yaml = ContractConformanceTest.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
