package dev.darkroom.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mobile developer may expect of the contract, and the linter of the build does not look for. */
class ContractLintTest {

    private static final JsonNode SOURCE = FlatContract.source();
    /** Of other texts, the format is what limits them. */
    private static final Set<String> LIMITING_FORMATS = Set.of("date", "date-time", "uuid");

    static List<Operation> operations() {
        return FlatContract.operations();
    }

    static Stream<Operation> operationsWithBody() {
        return operations().stream().filter(operation -> operation.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyParameterIsDescribedAndLimited(Operation operation) {
        var faults = new ArrayList<String>();
        operation.parameters().forEach(parameter -> {
            var name = parameter.get("name").asText();
            if (parameter.path("description").asText().isBlank()) {
                faults.add(name + " has no description");
            }
            limits(parameter.get("schema"), name, faults);
        });

        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void everythingThatIsSentIsLimited(Operation operation) {
        var faults = new ArrayList<String>();
        limits(operation.body().orElseThrow(), "body", faults);

        assertEquals(List.of(), faults);
    }

    private static void limits(JsonNode schema, String at, List<String> faults) {
        schema.path("oneOf").forEach(choice -> limits(choice, at, faults));
        schema.path("properties").properties()
                .forEach(property -> limits(property.getValue(), at + "." + property.getKey(), faults));
        switch (schema.path("type").asText()) {
            case "string" -> {
                if (!schema.has("enum") && !schema.has("maxLength")
                        && !LIMITING_FORMATS.contains(schema.path("format").asText())) {
                    faults.add(at + " has no maxLength");
                }
            }
            case "integer", "number" -> {
                if (!schema.has("minimum") || !schema.has("maximum") && !schema.has("format")) {
                    faults.add(at + " has no minimum, or neither maximum nor format");
                }
            }
            case "array" -> {
                if (!schema.has("maxItems")) {
                    faults.add(at + " has no maxItems");
                }
                limits(schema.path("items"), at + "[]", faults);
            }
            case "object" -> {
                if (schema.path("additionalProperties").isObject()) {
                    limits(schema.get("additionalProperties"), at + ".*", faults);
                } else if (!schema.has("additionalProperties")) {
                    faults.add(at + " takes unknown fields");
                }
            }
            default -> {
                if (!schema.has("oneOf") && !schema.path("x-any").asBoolean()) {
                    faults.add(at + " has no type");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void everyBodyHasAnExample(Operation operation) {
        var example = operation.described().at("/requestBody/content/application~1json/example");
        var known = operation.body().orElseThrow().path("properties");

        assertEquals(Set.of(), example.propertyStream().map(field -> field.getKey()).filter(name -> !known.has(name))
                .collect(Collectors.toSet()), "in the example, but not in the schema");
        assertEquals(false, example.isMissingNode() || example.isEmpty(), "there is none");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyFieldThatIsAnsweredSaysWhatItIs(Operation operation) {
        var faults = new ArrayList<String>();
        operation.described().get("responses").properties().forEach(answer -> answer.getValue().path("content")
                .forEach(content -> explanations(content.path("schema"), answer.getKey(), faults)));

        assertEquals(List.of(), faults);
    }

    private static void explanations(JsonNode schema, String at, List<String> faults) {
        schema.path("properties").properties().forEach(property -> {
            var value = property.getValue();
            var where = at + "." + property.getKey();
            if (Stream.of("description", "example", "enum", "properties", "items").noneMatch(value::has)) {
                faults.add(where + " has neither description nor example");
            }
            explanations(value, where, faults);
        });
        if (schema.has("items")) {
            explanations(schema.get("items"), at + "[]", faults);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyAnswerIsDescribed(Operation operation) {
        var faults = new ArrayList<String>();
        operation.described().get("responses").properties().forEach(answer -> {
            if (answer.getValue().path("description").asText().isBlank()) {
                faults.add(answer.getKey() + " has no description");
            }
            answer.getValue().path("headers").properties().forEach(header -> {
                if (header.getValue().path("description").asText().isBlank()) {
                    faults.add(answer.getKey() + " does not describe " + header.getKey());
                }
            });
        });

        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyTagIsExplained(Operation operation) {
        var explained = SOURCE.get("tags").valueStream().filter(tag -> !tag.path("description").asText().isBlank())
                .map(tag -> tag.get("name").asText()).toList();

        operation.described().get("tags").forEach(tag -> assertEquals(true, explained.contains(tag.asText()),
                tag::asText));
    }

    @Test
    void everyComponentIsUsed() {
        var used = new TreeSet<>(SOURCE.findValuesAsText("$ref"));
        SOURCE.findValues("security").forEach(security -> security.forEach(names -> names.properties()
                .forEach(name -> used.add("#/components/securitySchemes/" + name.getKey()))));
        var there = new TreeSet<String>();
        SOURCE.get("components").properties().forEach(kind -> kind.getValue().properties()
                .forEach(component -> there.add("#/components/" + kind.getKey() + "/" + component.getKey())));
        there.removeAll(used);

        assertEquals(Set.of(), there, "used nowhere");
    }

    @Test
    void operationIdsAreUnique() {
        var ids = operations().stream().map(Operation::id).toList();

        assertEquals(ids.stream().distinct().toList(), ids);
    }
}
