package dev.darkroom.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All the ways in which one thing can be wrong with a value that a schema describes. */
public final class Flaws {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> OF_TYPES = new TreeMap<>(Map.of("string", JSON.textNode("1"), "integer",
            JSON.numberNode(1), "number", JSON.numberNode(1.5), "boolean", JSON.booleanNode(true), "array",
            JSON.arrayNode().add(1), "object", JSON.objectNode().put("id", 1)));
    private static final BigInteger ENORMOUS = new BigInteger("9".repeat(40));

    private final Random random;

    public Flaws(Random random) {
        this.random = random;
    }

    /**
     * A value with one flaw.
     *
     * @param what  the flaw, and where
     * @param value all of it
     */
    public record Flawed(String what, JsonNode value) {
    }

    /**
     * @param value one that the schema allows
     * @return the same with one flaw each
     */
    public List<Flawed> of(JsonNode schema, JsonNode value) {
        var flawed = new ArrayList<Flawed>();
        collect(schema, value, "body", Function.identity(), flawed);
        return flawed;
    }

    private void collect(JsonNode schema, JsonNode value, String at, Function<JsonNode, JsonNode> whole,
            List<Flawed> flawed) {
        ofItself(schema).forEach((what, wrong) -> flawed.add(new Flawed(at + " " + what, whole.apply(wrong))));
        if (value instanceof ObjectNode object && !schema.has("oneOf")) {
            if (schema.path("minProperties").asInt() > 0) {
                flawed.add(new Flawed(at + " is empty", whole.apply(JSON.objectNode())));
            }
            if (schema.path("additionalProperties").isBoolean() && !schema.get("additionalProperties").asBoolean()) {
                flawed.add(
                        new Flawed(at + " has an unknown field", whole.apply(object.deepCopy().put("colour", "red"))));
                flawed.add(new Flawed(at + " has an unknown field",
                        whole.apply(object.deepCopy().put("__proto__", "red"))));
            }
            schema.path("required").forEach(name -> flawed.add(new Flawed(at + " lacks " + name.asText(),
                    whole.apply(object.deepCopy().without(List.of(name.asText()))))));
            schema.path("properties").properties().forEach(property -> collect(property.getValue(),
                    object.path(property.getKey()), at + "." + property.getKey(),
                    wrong -> whole.apply(object.deepCopy().set(property.getKey(), wrong)), flawed));
            if (schema.path("additionalProperties").isObject()) {
                collect(schema.get("additionalProperties"), JSON.missingNode(), at + ".any",
                        wrong -> whole.apply(object.deepCopy().set("any", wrong)), flawed);
            }
        }
        if (schema.path("items").isObject() && value.isArray()) {
            collect(schema.get("items"), value.path(0), at + "[0]",
                    wrong -> whole.apply(JSON.arrayNode().add(wrong)), flawed);
        }
    }

    /** What this very value may not be. */
    private Map<String, JsonNode> ofItself(JsonNode schema) {
        var wrong = new TreeMap<String, JsonNode>();
        var types = types(schema);
        if (types.isEmpty()) {
            return wrong;
        }
        OF_TYPES.forEach((type, value) -> {
            if (!types.contains(type) && !(type.equals("integer") && types.contains("number"))) {
                wrong.put("is of type " + type, value);
            }
        });
        if (!schema.path("nullable").asBoolean()) {
            wrong.put("is null", JSON.nullNode());
        }
        for (var choice : schema.has("oneOf") ? schema.get("oneOf") : JSON.arrayNode().add(schema)) {
            switch (choice.path("type").asText()) {
                case "string" -> texts(choice).forEach((what, text) -> wrong.put(what, JSON.textNode(text)));
                case "integer", "number" -> numbers(choice, wrong);
                case "array" -> lengths(choice, wrong);
                default -> {
                }
            }
        }
        return wrong;
    }

    private static Set<String> types(JsonNode schema) {
        return Stream.concat(Stream.of(schema), Stream.of("oneOf", "anyOf").flatMap(
                choice -> schema.path(choice).valueStream())).map(each -> each.path("type").asText())
                .filter(type -> !type.isEmpty()).collect(Collectors.toSet());
    }

    /** Texts that a schema of type string does not allow, by what is wrong with them. */
    public Map<String, String> texts(JsonNode schema) {
        var wrong = new TreeMap<String, String>();
        var min = schema.path("minLength").asInt(0);
        if (schema.has("enum")) {
            wrong.put("is not in the enum", "colour");
            wrong.put("is in capitals", schema.get("enum").get(0).asText().toUpperCase());
        }
        if (schema.has("maxLength")) {
            var max = schema.get("maxLength").asInt();
            wrong.put("is too long", "a".repeat(max + 1));
            wrong.put("is far too long", "a".repeat(800_000));
        }
        if (min > 0) {
            wrong.put("is empty", "");
            wrong.put("is too short", "a".repeat(min - 1));
        }
        if (schema.has("pattern")) {
            var pattern = Pattern.compile(schema.get("pattern").asText());
            Stream.concat(
                    Stream.of("../a", "a/../b", "..", ".", "/", "a b", " ", "a\u0000", "a\n", "a\r\nb: c", "%2e%2e%2f",
                            "\uFF0E\uFF0E\uFF0F",
                            "https://example.org/a", "'; DROP TABLE users; --", "\uD83D\uDE42", "\u202Egpj"),
                    Stream.generate(() -> RgxGen.parse(schema.get("pattern").asText()).generateNotMatching(random))
                            .limit(3))
                    .filter(text -> !pattern.matcher(text).find() && text.length() >= min
                            && text.equals(new String(text.getBytes(UTF_8), UTF_8)))
                    .forEach(text -> wrong.put("is not as the pattern: " + JSON.textNode(text), text));
        }
        if (schema.path("format").asText().startsWith("date")) {
            wrong.put("is no date", "tomorrow");
            wrong.put("is a day that there is not", "2026-02-30T00:00:00Z");
        }
        if (schema.path("format").asText().equals("uri")) {
            wrong.put("is no address", "not an address");
        }
        return wrong;
    }

    private static void numbers(JsonNode schema, Map<String, JsonNode> wrong) {
        if (schema.has("minimum")) {
            wrong.put("is too small", JSON.numberNode(schema.get("minimum").asLong() - 1));
            wrong.put("is negative and enormous", JSON.numberNode(ENORMOUS.negate()));
        }
        if (schema.has("maximum")) {
            wrong.put("is too big", JSON.numberNode(schema.get("maximum").asLong() + 1));
        }
        if (schema.has("maximum") || schema.has("format")) {
            wrong.put("is enormous", JSON.numberNode(ENORMOUS));
            wrong.put("is just too big for 64 bits", JSON.numberNode(BigInteger.TWO.pow(63)));
            wrong.put("is just too small for 64 bits",
                    JSON.numberNode(BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE)));
        }
        if (schema.has("maximum") || schema.has("format")) {
            wrong.put("has a thousand million digits", JSON.numberNode(new BigDecimal("1e999999999")));
        }
        if (schema.path("type").asText().equals("integer")) {
            wrong.put("is a fraction", JSON.numberNode(1.5));
        }
    }

    private static void lengths(JsonNode schema, Map<String, JsonNode> wrong) {
        if (schema.path("minItems").asInt() > 0) {
            wrong.put("has no items", JSON.arrayNode());
        }
        if (schema.has("maxItems")) {
            var item = schema.path("items").path("type").asText().equals("string")
                    ? OF_TYPES.get("string")
                    : OF_TYPES.getOrDefault(schema.path("items").path("type").asText(), JSON.nullNode());
            var items = JSON.arrayNode();
            for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
                items.add(item);
            }
            wrong.put("has too many items", items);
        }
    }
}
