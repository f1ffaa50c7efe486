package dev.darkroom.admin;

import dev.darkroom.frontend.Contract;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Problem;
import dev.darkroom.web.Visit;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;

/**
 * Forms for the operations of the contract: their fields, hints and limits are those of the schemas, and what is sent
 * is held against them as a client's JSON is.
 */
public final class Forms {

    private static final String SEQUENCE = "sequence";
    private static final String PASSWORD = "password";
    private static final String VERSION = "version";
    private static final String NUMBER = "number";
    /** Paging is done with links. */
    private static final Set<String> NO_FILTERS = Set.of("before_id", "count", "wait");

    private final Contract contract;

    public Forms(Contract contract) {
        this.contract = contract;
    }

    /** The empty form for a new row; of what the address says, it is filled in. */
    public Form blank(Visit visit) {
        var operation = "create-" + visit.rowClass().one();
        return new Form(operation, fields(operation).stream()
                .map(field -> field.withValue(visit.query().getOrDefault(field.name(), ""))).toList(), null);
    }

    /** The form for a row, filled in with what there is. */
    public Form filled(Visit visit, Map<String, Object> row) {
        var operation = "update-" + visit.rowClass().one();
        return new Form(operation, fields(operation).stream()
                .map(field -> field.withValue(text(row.get(field.name())))).toList(), null);
    }

    /** The form as it was sent; a password is never sent back to the browser. */
    public Form sent(Visit visit) {
        var operation = operation(visit);
        return new Form(operation, fields(operation).stream().map(field -> field.withValue(
                field.type().equals(PASSWORD) ? "" : visit.form().getOrDefault(field.name(), ""))).toList(), null);
    }

    /**
     * Holds a form against the contract.
     *
     * @throws Problem when a client would not have been allowed to say this either
     */
    public void check(@Variable("visit") Visit visit, @Variable("row") Map<String, Object> row) {
        contract.problem(operation(visit), visit.id(), Map.of(), body(visit, row)).ifPresent(problem -> {
            throw problem;
        });
    }

    /** A form that was refused, with a complaint at each field that is to blame. */
    public Form refused(Form form, Problem problem) {
        var complaints = new HashMap<String, String>();
        problem.errors().forEach(error -> complaints.put(error.pointer().replaceFirst("^#/([^/]*).*", "$1"),
                error.detail()));
        var fields = form.fields().stream().map(field -> field.withComplaint(complaints.remove(field.name()))).toList();
        return new Form(form.operation(), fields,
                problem.errors().isEmpty() || !complaints.isEmpty() ? problem.getMessage() : null);
    }

    /**
     * What a form says, as a client's JSON would: what was filled in, and of a row that there is already, what was
     * changed. Emptied fields become null where the contract takes that.
     *
     * @param row what the form was filled with, or null
     */
    public Map<String, Object> body(@Variable("visit") Visit visit, @Variable("row") Map<String, Object> row) {
        var body = new LinkedHashMap<String, Object>();
        var required = required(operation(visit));
        properties(operation(visit)).forEach((name, schema) -> {
            var text = visit.form().getOrDefault(name, "");
            var before = row == null ? "" : text(row.get(name));
            if (text.isBlank()) {
                if (!before.isEmpty() && visit.form().containsKey(name) && Boolean.TRUE.equals(schema.getNullable())) {
                    body.put(name, null);
                }
            } else if (!text.equals(before) || required.contains(name)) {
                body.put(name, value(schema, text));
            }
        });
        return body;
    }

    private List<String> required(String operation) {
        return Objects.requireNonNullElse(
                contract.schemas().flat(contract.schemas().describe(operation).body()).getRequired(), List.of());
    }

    private static String operation(Visit visit) {
        return (visit.id() == null ? "create-" : "update-") + visit.rowClass().one();
    }

    /**
     * The version of the row that the form was made of, as {@code If-Match} would say it; null when the form does not
     * say.
     *
     * @throws BadRequest when it is no version
     */
    public String[] version(Visit visit) {
        var version = visit.form().get(VERSION);
        try {
            return version == null ? null : new String[]{OffsetDateTime.parse(version).toString()};
        } catch (DateTimeParseException e) {
            throw new BadRequest("The field version is no time");
        }
    }

    /** The filters of an index, with what is chosen, and why that is not possible. */
    public Form filters(Visit visit) {
        var operation = "index-" + visit.rowClass().many();
        var described = contract.schemas().describe(operation).query();
        var known = described.stream().map(Parameter::getName).collect(Collectors.toSet());
        var query = new LinkedHashMap<>(visit.query());
        query.keySet().retainAll(known);
        return new Form(operation, described.stream().filter(parameter -> !NO_FILTERS.contains(parameter.getName()))
                .map(parameter -> field(parameter.getName(), contract.schemas().flat(parameter.getSchema()),
                        parameter.getDescription(), false)
                        .withValue(query.getOrDefault(parameter.getName(), "")))
                .toList(), contract.problem(operation, null, query, null).map(Problem::getMessage).orElse(null));
    }

    private List<Field> fields(String operation) {
        var required = required(operation);
        return properties(operation).entrySet().stream()
                .map(property -> field(property.getKey(), property.getValue(), property.getValue().getDescription(),
                        required.contains(property.getKey())))
                .toList();
    }

    /** Those that a person can fill in: words and numbers, and sequences of words. */
    private Map<String, Schema<?>> properties(String operation) {
        var properties = new LinkedHashMap<String, Schema<?>>();
        var body = contract.schemas().flat(contract.schemas().describe(operation).body());
        if (body.getProperties() != null) {
            body.getProperties().forEach((name, property) -> {
                var schema = contract.schemas().flat((Schema<?>) property);
                if (isSequence(schema) || isScalar(schema)) {
                    properties.put(name, schema);
                }
            });
        }
        return properties;
    }

    private Field field(String name, Schema<?> schema, String hint, boolean required) {
        var options = schema.getEnum() == null
                ? null
                : schema.getEnum().stream().filter(Objects::nonNull).map(Object::toString).toList();
        return new Field(name, type(name, schema, options), hint, required, schema.getMaxLength(),
                schema.getMinLength(), Field.htmlPattern(schema.getPattern()), schema.getMinimum(),
                schema.getMaximum(), options, text(schema.getExample()), "", null);
    }

    private String type(String name, Schema<?> schema, List<String> options) {
        if (options != null) {
            return "select";
        }
        if (isSequence(schema)) {
            return SEQUENCE;
        }
        if (Set.of("integer", NUMBER).contains(Objects.requireNonNullElse(schema.getType(), ""))) {
            return NUMBER;
        }
        return switch (name) {
            case "password", "current_password" -> PASSWORD;
            case "email" -> "email";
            default -> "text";
        };
    }

    private static boolean isScalar(Schema<?> schema) {
        return Set.of("string", "integer", NUMBER, "boolean").contains(
                Objects.requireNonNullElse(schema.getType(), schema.getOneOf() == null ? "" : "string"));
    }

    private boolean isSequence(Schema<?> schema) {
        return isWords(schema)
                || schema.getOneOf() != null
                        && schema.getOneOf().stream().anyMatch(one -> isWords(contract.schemas().flat(one)));
    }

    private boolean isWords(Schema<?> schema) {
        return "array".equals(schema.getType()) && schema.getItems() != null
                && "string".equals(contract.schemas().flat(schema.getItems()).getType());
    }

    private Object value(Schema<?> schema, String text) {
        if (isSequence(schema)) {
            return List.of(text.trim().split("[\\s,]+"));
        }
        if ("integer".equals(schema.getType()) || NUMBER.equals(schema.getType())) {
            try {
                return new BigDecimal(text.trim());
            } catch (NumberFormatException e) {
                // which the contract then complains of
                return text;
            }
        }
        return "boolean".equals(schema.getType()) ? Boolean.valueOf(text) : text;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case List<?> words -> words.stream().map(Objects::toString).collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }
}
