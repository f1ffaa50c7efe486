package dev.darkroom.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import static java.nio.charset.StandardCharsets.UTF_8;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes values that a schema allows, by chance, and with a liking for the borders of what it allows. */
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** What texts are made of where no pattern says otherwise: what other languages, and other readers, stumble over. */
    private static final List<String> WORDS = List.of("a", "Z", "0", " ", "é", "ß", "ö", "Ελ", "ш", "日本", "ﷺ", "🙂",
            "👩‍🚀",
            "\u0301", "\u202E", "\u200B", "\uFFFD", "\uFEFF", "\t", "\r\n", "'", "\"", "\\", "/", "%", "%00", "%0d%0a",
            "&",
            "<b>", "--", ";", "' OR '1'='1", "'; DROP TABLE users; --", "../", "${body}", "{{darkroom.worker.token}}",
            ":#id", ":?id", "#{1}", "null", "NaN", "-0", "1e9");
    /** Longer texts are not worth the time. */
    private static final int LONG = 5_000;

    private final Random random;
    private final Map<String, JsonNode> given;

    /**
     * @param given values of the properties that have these names, which have to exist or to make sense, which a
     *              schema cannot say
     */
    public Values(Random random, Map<String, JsonNode> given) {
        this.random = random;
        this.given = given;
    }

    /** A value that the schema allows. */
    public JsonNode of(JsonNode schema) {
        if (schema.path("nullable").asBoolean() && random.nextInt(6) == 0) {
            return JSON.nullNode();
        }
        if (schema.has("enum")) {
            return one(schema.get("enum").valueStream().filter(value -> !value.isNull()).toList());
        }
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return of(one(schema.get(choice).valueStream().toList()));
            }
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(integer(schema));
            case "number" -> JSON.numberNode(integer(schema) + random.nextInt(4) / 4.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode("anything");
        };
    }

    private JsonNode object(JsonNode schema) {
        var object = JSON.objectNode();
        var required = schema.path("required").valueStream().map(JsonNode::asText).toList();
        var properties = schema.path("properties").properties();
        var left = properties.size();
        for (var property : properties) {
            var name = property.getKey();
            var needed = object.size() + left-- <= schema.path("minProperties").asInt();
            if (needed || required.contains(name) || random.nextBoolean()) {
                object.set(name, given.containsKey(name) ? given.get(name) : of(property.getValue()));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            for (var name : List.of("first", "second").subList(0, random.nextInt(3))) {
                object.set(name, of(schema.get("additionalProperties")));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema) {
        var array = JSON.arrayNode();
        var min = schema.path("minItems").asInt(0);
        var size = border(min, schema.path("maxItems").asInt(min + 3));
        for (long i = 0; i < Math.min(size, 200); i++) {
            array.add(of(schema.path("items")));
        }
        return array;
    }

    private long integer(JsonNode schema) {
        var int32 = schema.path("format").asText().equals("int32");
        return border(schema.path("minimum").asLong(int32 ? Integer.MIN_VALUE : Long.MIN_VALUE),
                schema.path("maximum").asLong(int32 ? Integer.MAX_VALUE : Long.MAX_VALUE));
    }

    /** Every second time the least or the most that is allowed. */
    private long border(long least, long most) {
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least == most ? least : random.nextLong(least, most);
        };
    }

    private String text(JsonNode schema) {
        var min = schema.path("minLength").asInt(0);
        var max = Math.min(LONG, schema.path("maxLength").asInt(LONG));
        if (schema.has("pattern")) {
            return matching(schema.get("pattern").asText(), min, max);
        }
        return switch (schema.path("format").asText()) {
            case "date-time" -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L)).toString();
            case "date" -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L)).toString().substring(0, 10);
            case "email" -> matching("[a-z]{1,20}@[a-z]{1,20}\\.org", min, max);
            case "uri" -> matching("https://[a-z]{1,20}\\.example\\.org/[a-z]{0,9}", min, max);
            default -> ofWords(min, (int) border(min, Math.min(max, min + 300)));
        };
    }

    private String ofWords(int min, int length) {
        var text = Stream.generate(() -> one(WORDS)).limit(length).collect(Collectors.joining());
        var exact = text.codePoints().limit(Math.max(min, length)).toArray();
        return new String(exact, 0, exact.length);
    }

    private String matching(String pattern, int min, int max) {
        var whole = Pattern.compile(pattern);
        for (int tries = 0; tries < 10_000; tries++) {
            var properties = new RgxGenProperties();
            RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties,
                    Math.clamp(border(min, max), 1, 2 * max));
            var text = RgxGen.parse(properties, pattern).generate(random);
            var length = text.codePointCount(0, text.length());
            // a lone half of a character is no text that a client could send
            if (length >= min && length <= max && whole.matcher(text).find() && text.equals(new String(
                    text.getBytes(UTF_8), UTF_8))
                    && text.indexOf(0) < 0) {
                return text;
            }
        }
        throw new IllegalStateException("No text of " + min + " to " + max + " characters found that is " + pattern);
    }

    private <T> T one(List<T> many) {
        return many.get(random.nextInt(many.size()));
    }
}
