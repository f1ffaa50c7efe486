package dev.darkroom.frontend;

import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import com.fasterxml.jackson.core.JsonPointer;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Problem;
import dev.darkroom.http.Unprocessable;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with a request that does not keep the contract, in words that its sender can act on. A parameter or
 * property of the contract has its own words for it, as {@code x-message}, and as {@code x-missing} when there is none.
 */
final class ContractProblems {

    private static final String MESSAGE = "x-message";
    private static final String MISSING = "x-missing";
    /** What the validator complains of when there is nothing: no property, null, or an empty text. */
    private static final List<String> NOTHING = List.of("schema.required", "schema.type", "schema.minLength");
    private static final String SCHEMA = "#/components/schemas/";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** The validator begins with where it is, which is said apart. */
    private static final Pattern PATH = Pattern.compile("^\\[Path '[^']*'] ");

    /** Characters that a message of the validator may have. */
    private static final int LONGEST = 400;
    /** Fields that are named when a body has more of them than anybody reads about. */
    private static final int MOST = 20;

    private final OpenAPI api;

    ContractProblems(OpenAPI api) {
        this.api = api;
    }

    Problem of(Operation operation, List<ValidationReport.Message> messages) {
        var keys = messages.stream().map(ValidationReport.Message::getKey).collect(Collectors.joining(" "));
        var detail = messages.stream().map(ContractProblems::sentence).distinct().collect(Collectors.joining(" "));
        if (keys.contains("parameter") || keys.contains("body.missing") || keys.contains("invalidJson")) {
            return new BadRequest(detail);
        }
        // one for each field: of several rules that it breaks, the first is enough to go on with
        var errors = new LinkedHashMap<String, Problem.Error>();
        messages.stream().sorted(Comparator.comparing(message -> !isAboutNothing(message)))
                .flatMap(message -> errors(operation, message)).limit(MOST)
                .forEach(error -> errors.putIfAbsent(error.pointer(), error));
        return new Unprocessable(
                errors.values().stream().map(Problem.Error::detail).collect(Collectors.joining("; ")),
                List.copyOf(errors.values()));
    }

    /** With which parameter it is; in a body the message itself says where. */
    private static String sentence(ValidationReport.Message message) {
        var text = message.getKey().contains("invalidJson")
                ? message.getMessage().lines().findFirst().orElseThrow()
                : message.getMessage();
        return message.getContext().flatMap(MessageContext::getParameter)
                .map(parameter -> parameter.getName() + ": "
                        + words(parameter.getExtensions(), MESSAGE).orElse(shortened(text)))
                .orElse(shortened(text));
    }

    /** Nobody reads a text of a megabyte in a message that says that it is too long. */
    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " … " + text.substring(text.length() - LONGEST / 2);
    }

    private Stream<Problem.Error> errors(Operation operation, ValidationReport.Message message) {
        var at = message.getContext().flatMap(MessageContext::getPointers).map(MessageContext.Pointers::getInstance)
                .filter(pointer -> !pointer.equals("/")).orElse("");
        var words = isAboutNothing(message) ? MISSING : MESSAGE;
        var otherwise = PATH.matcher(message.getMessage()).replaceFirst("");
        var about = otherwise.substring(Math.max(0, otherwise.indexOf('[')));
        if (message.getKey().endsWith("schema.required")) {
            return QUOTED.matcher(about).results()
                    .map(name -> error(operation, at + "/" + name.group(1), words, "is missing"));
        }
        if (message.getKey().endsWith("schema.additionalProperties")) {
            return QUOTED.matcher(about).results().limit(MOST)
                    .map(name -> shortened(name.group(1)))
                    .map(name -> new Problem.Error(name + ": there is no such field", "#" + at + "/" + name));
        }
        return Stream.of(error(operation, at, words, shortened(otherwise)));
    }

    private static boolean isAboutNothing(ValidationReport.Message message) {
        return NOTHING.stream().anyMatch(message.getKey()::endsWith);
    }

    private Problem.Error error(Operation operation, String pointer, String words, String otherwise) {
        var property = property(operation, pointer);
        var detail = property.flatMap(schema -> words(schema.getExtensions(), words))
                .or(() -> property.flatMap(schema -> words(schema.getExtensions(), MESSAGE)))
                .orElse(pointer.isEmpty() ? otherwise : pointer.substring(1) + ": " + otherwise);
        return new Problem.Error(detail, "#" + pointer);
    }

    private static Optional<String> words(Map<String, Object> extensions, String name) {
        return Optional.ofNullable(extensions).map(words -> (String) words.get(name));
    }

    private Optional<Schema<?>> property(Operation operation, String pointer) {
        Schema<?> schema = resolved(operation.getRequestBody().getContent().get("application/json").getSchema());
        for (var at = JsonPointer.compile(pointer); !at.matches() && schema != null; at = at.tail()) {
            schema = resolved(schema.getItems() != null
                    ? schema.getItems()
                    : Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema<?>>of())
                            .get(at.getMatchingProperty()));
        }
        return Optional.ofNullable(schema);
    }

    private Schema<?> resolved(Schema<?> schema) {
        return schema == null || schema.get$ref() == null
                ? schema
                : api.getComponents().getSchemas().get(schema.get$ref().substring(SCHEMA.length()));
    }
}
