package dev.darkroom.admin;

import dev.darkroom.web.Words;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One input of a form, made from what the contract says of a property or a parameter.
 *
 * @param name      of the property or parameter
 * @param type      of the HTML input: text, password, email, number, select or sequence (words in an order)
 * @param hint      the contract's description, or null
 * @param required  whether it cannot be left empty
 * @param maxLength in characters, or null
 * @param minLength in characters, or null
 * @param pattern   as HTML's pattern attribute takes it, or null
 * @param minimum   of a number, or null
 * @param maximum   of a number, or null
 * @param options   of a select
 * @param example   from the contract, or null
 * @param value     that it has now
 * @param complaint what is wrong with that value, or null
 */
public record Field(String name, String type, String hint, boolean required, Integer maxLength, Integer minLength,
        String pattern, Number minimum, Number maximum, List<String> options, String example, String value,
        String complaint) {

    private static final Pattern CHARACTER_CLASS = Pattern.compile("\\[(?:[^\\]\\\\]|\\\\.)*]");

    Field withValue(String newValue) {
        return new Field(name, type, hint, required, maxLength, minLength, pattern, minimum, maximum, options, example,
                newValue, complaint);
    }

    Field withComplaint(String newComplaint) {
        return new Field(name, type, hint, required, maxLength, minLength, pattern, minimum, maximum, options, example,
                value, newComplaint);
    }

    /** As a person reads it: as {@link Words} has it. */
    public String label() {
        return new Words().label(name);
    }

    /**
     * A pattern of JSON Schema as HTML takes it: it fits the whole value anyhow, and in a class of characters the
     * browser wants those escaped that it may one day give a meaning (ECMAScript's flag v).
     */
    static String htmlPattern(String jsonSchema) {
        if (jsonSchema == null || !jsonSchema.startsWith("^") || !jsonSchema.endsWith("$")) {
            return null;
        }
        return CHARACTER_CLASS.matcher(jsonSchema.substring(1, jsonSchema.length() - 1))
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(escapeClass(found.group())));
    }

    private static String escapeClass(String characters) {
        var inner = characters.substring(1, characters.length() - 1);
        var negated = inner.startsWith("^") ? "^" : "";
        var escaped = inner.substring(negated.length()).replaceAll("(?<!\\\\)[()\\[{}/|]", "\\\\$0")
                .replaceAll("(?<!\\\\)-$|^-", "\\\\-");
        return "[" + negated + escaped + "]";
    }
}
