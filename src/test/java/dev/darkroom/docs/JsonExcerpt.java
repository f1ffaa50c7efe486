package dev.darkroom.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a JSON document, as a person reads it: of long arrays the first elements, of fractions the first
 * digits, which are the same on every machine.
 */
final class JsonExcerpt {

    private static final int LINE = 110;
    private static final int ELEMENTS = 3;
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private JsonExcerpt() {
    }

    static String of(JsonNode node) {
        return text(node, "");
    }

    private static String text(JsonNode node, String indent) {
        if (!node.isContainerNode()) {
            return node.isFloatingPointNumber() ? rounded(node.decimalValue()) : node.toString();
        }
        var line = join(node, "", "", ", ");
        return indent.length() + line.length() <= LINE ? line : join(node, "\n" + indent + "  ", "\n" + indent, ",");
    }

    private static String rounded(BigDecimal number) {
        var rounded = number.round(DIGITS).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }

    private static String join(JsonNode node, String before, String end, String comma) {
        var indent = before.isEmpty() ? "" : before.substring(1);
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(field -> parts.add(
                    "\"" + field.getKey() + "\": " + text(field.getValue(), indent)));
        } else {
            for (int i = 0; i < Math.min(ELEMENTS, node.size()); i++) {
                parts.add(text(node.get(i), indent));
            }
            if (node.size() > ELEMENTS) {
                parts.add("… " + (node.size() - ELEMENTS) + " more");
            }
        }
        var open = node.isObject() ? "{" : "[";
        var close = node.isObject() ? "}" : "]";
        return open + before + String.join(comma + before, parts) + end + close;
    }
}
