package dev.darkroom.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The contract with every {@code $ref} replaced by what it names and every {@code allOf} merged, so that each schema
 * says by itself all that there is to say. (The parser can do that too, but loses {@code nullable} on the way.)
 */
public final class FlatContract {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode SOURCE = source();
    private static final JsonNode TREE = flat(SOURCE);
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
            "trace");

    private FlatContract() {
    }

    /** The whole contract. */
    public static JsonNode tree() {
        return TREE;
    }

    /** The contract as it is written. */
    public static JsonNode source() {
        try (var yaml = FlatContract.class.getResourceAsStream("/openapi.yaml")) {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract for libraries that read OpenAPI. */
    public static OpenAPI api() {
        var parsed = new OpenAPIV3Parser().readContents(TREE.toString());
        if (!parsed.getMessages().isEmpty()) {
            throw new IllegalStateException(parsed.getMessages().toString());
        }
        return parsed.getOpenAPI();
    }

    /** Everything that the API can do. */
    public static List<Operation> operations() {
        return TREE.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> Operation.of(method.getKey(), path.getKey(), path.getValue(),
                                method.getValue())))
                .toList();
    }

    private static JsonNode flat(JsonNode node) {
        if (node.isArray()) {
            var items = YAML.createArrayNode();
            node.forEach(item -> items.add(flat(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.path("$ref").isTextual()) {
            return flat(SOURCE.at(node.get("$ref").asText().substring(1)));
        }
        var whole = YAML.createObjectNode();
        node.path("allOf").forEach(part -> merge(whole, flat(part)));
        node.properties().stream().filter(field -> !field.getKey().equals("allOf"))
                .forEach(field -> merge(whole, YAML.createObjectNode().set(field.getKey(), flat(field.getValue()))));
        return whole;
    }

    /** Properties and required names of all parts count; of anything else, what the last part says. */
    private static void merge(ObjectNode whole, JsonNode part) {
        part.properties().forEach(field -> {
            var before = whole.get(field.getKey());
            if (before instanceof ObjectNode object && field.getKey().equals("properties")) {
                object.setAll((ObjectNode) field.getValue());
            } else if (before != null && before.isArray() && field.getKey().equals("required")) {
                var names = YAML.createArrayNode().addAll((ArrayNode) before);
                field.getValue().forEach(names::add);
                whole.set("required", names);
            } else {
                whole.set(field.getKey(), field.getValue());
            }
        });
    }
}
