package dev.darkroom.sequence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of a step, as the step's route declares it in one line:
 *
 * <pre>
 * integer 1..20000, optional: columns that the result has at most
 * number 0.1..10 = 1: exponent
 * fit|fill|exact = fit: how the photograph is fitted into the rectangle
 * text, or TARGET_IMAGE_ID: key of a histogram
 * </pre>
 *
 * A parameter with neither a default nor the word optional has to be given; of two that name each other, one.
 *
 * @param name         of capital letters, digits and underscores
 * @param type         integer, number, choice or text
 * @param minimum      of a number, or null
 * @param maximum      of a number, or null
 * @param choices      of a choice; empty for others
 * @param alternative  the parameter that is to be given in the place of this one, or null
 * @param required     whether it has to be given
 * @param defaultValue what it is when it is not given, as text; or null
 * @param description  for who gives it
 */
public record Parameter(String name, Type type, BigDecimal minimum, BigDecimal maximum, List<String> choices,
        String alternative, boolean required, String defaultValue, String description) {

    /** What a value is. */
    public enum Type {
        INTEGER,
        NUMBER,
        CHOICE,
        TEXT
    }

    /** Characters that a text may have. */
    private static final int TEXT_LENGTH = 1024;

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
    private static final Pattern DECLARATION = Pattern.compile("(?<type>(?:integer|number) (?<minimum>" + NUMBER
            + ")\\.\\.(?<maximum>" + NUMBER + ")|text|[a-z0-9_]+(?:\\|[a-z0-9_]+)+)"
            + "(?:(?<optional>, optional)|, or (?<alternative>[A-Z0-9_]+))?(?: = (?<default>[^:]*))?: (?<description>\\S.*)",
            Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,18})?");

    /**
     * Reads a declaration.
     *
     * @throws IllegalArgumentException when it is none, or its default is no value of it
     */
    static Parameter of(String name, String declaration) {
        Matcher parts = DECLARATION.matcher(declaration);
        if (!NAME.matcher(name).matches() || !parts.matches()) {
            throw new IllegalArgumentException("This is no parameter: " + name + " = " + declaration);
        }
        var type = parts.group("type");
        var defaultValue = parts.group("default");
        var alternative = parts.group("alternative");
        var optional = parts.group("optional") != null || alternative != null;
        if (optional && defaultValue != null) {
            throw new IllegalArgumentException("The parameter " + name + " has a default: it is optional anyway");
        }
        var parameter = new Parameter(name, type(type), decimal(parts.group("minimum")),
                decimal(parts.group("maximum")), type.contains("|") ? List.of(type.split("\\|")) : List.of(),
                alternative, !optional && defaultValue == null, defaultValue, parts.group("description").strip());
        parameter.problem(defaultValue).ifPresent(problem -> {
            throw new IllegalArgumentException("The default of " + name + " is none: " + problem);
        });
        return parameter;
    }

    private static Type type(String words) {
        return switch (words.split(" ")[0]) {
            case "integer" -> Type.INTEGER;
            case "number" -> Type.NUMBER;
            case "text" -> Type.TEXT;
            default -> Type.CHOICE;
        };
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** The same parameter, with another default. */
    Parameter withDefault(String value) {
        return new Parameter(name, type, minimum, maximum, choices, alternative, false, value, description);
    }

    /** The same parameter, under another name. */
    Parameter named(String otherName) {
        return new Parameter(otherName, type, minimum, maximum, choices, alternative, required, defaultValue,
                description);
    }

    /** The same parameter of one step among others: its name is this one, and its alternative's begins like it. */
    Parameter within(String fullName) {
        var prefix = fullName.substring(0, fullName.length() - name.length());
        return new Parameter(fullName, type, minimum, maximum, choices,
                alternative == null ? null : prefix + alternative, required, defaultValue, description);
    }

    /** What is wrong with a value, if anything is. */
    Optional<String> problem(String value) {
        if (value == null) {
            return Optional.empty();
        }
        var fits = switch (type) {
            case INTEGER -> VALUE.matcher(value).matches() && !value.contains(".") && isInRange(value);
            case NUMBER -> VALUE.matcher(value).matches() && isInRange(value);
            case CHOICE -> choices.contains(value);
            case TEXT -> !value.isEmpty() && value.length() <= TEXT_LENGTH
                    && value.chars().noneMatch(Character::isISOControl);
        };
        return fits ? Optional.empty() : Optional.of(name + " is " + domain() + ", and not " + shown(value));
    }

    private boolean isInRange(String value) {
        var number = new BigDecimal(value);
        return number.compareTo(minimum) >= 0 && number.compareTo(maximum) <= 0;
    }

    private static String shown(String value) {
        return value.length() > 40 ? value.substring(0, 40) + "…" : value;
    }

    /** What values it takes, for a sentence. */
    public String domain() {
        return switch (type) {
            case INTEGER -> "an integer from " + minimum + " to " + maximum;
            case NUMBER -> "a number from " + minimum + " to " + maximum;
            case CHOICE -> "one of " + String.join(", ", choices);
            case TEXT -> "a text of 1 to " + TEXT_LENGTH + " printable characters";
        };
    }

    /** A value as the step's bean gets it: Integer (Long where the range asks for it), Double or String. */
    Object typed(String value) {
        return switch (type) {
            case INTEGER -> isLong() ? (Object) Long.valueOf(value) : Integer.valueOf(value);
            case NUMBER -> Double.valueOf(value);
            case CHOICE, TEXT -> value;
        };
    }

    private boolean isLong() {
        return maximum.max(minimum.negate()).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0;
    }

    /** A value in the one form in which it is compared and becomes part of a key: 1 and 1.0 are the same number. */
    String canonical(String value) {
        return type == Type.CHOICE || type == Type.TEXT
                ? value
                : new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
}
