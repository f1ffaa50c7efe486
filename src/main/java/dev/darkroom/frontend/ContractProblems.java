package dev.darkroom.frontend;

import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import com.fasterxml.jackson.core.JsonPointer;
import dev.darkroom.frontend.problem.BadRequest;
import dev.darkroom.frontend.problem.NotAcceptable;
import dev.darkroom.frontend.problem.Problem;
import dev.darkroom.frontend.problem.Unprocessable;
import dev.darkroom.frontend.problem.UnsupportedMediaType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with a request that does not keep the contract, in words that its sender can act on. A property of the
 * contract may say its own words, as {@code x-message}.
 */
final class ContractProblems {

    private static final String MESSAGE = "x-message";
    private static final String SCHEMA = "#/components/schemas/";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** The validator begins with where it is, which is said apart. */
    private static final Pattern PATH = Pattern.compile("^\\[Path '[^']*'] ");

    private final OpenAPI api;

    ContractProblems(OpenAPI api) {
        this.api = api;
    }

    Problem of(Operation operation, List<ValidationReport.Message> messages) {
        var keys = messages.stream().map(ValidationReport.Message::getKey).collect(Collectors.joining(" "));
        var detail = messages.stream().map(ContractProblems::sentence).distinct().collect(Collectors.joining(" "));
        if (keys.contains("contentType")) {
            return new UnsupportedMediaType(detail);
        }
        if (keys.contains("accept")) {
            return new NotAcceptable(detail);
        }
        if (keys.contains("parameter") || keys.contains("body.missing") || keys.contains("invalidJson")) {
            return new BadRequest(detail);
        }
        var errors = new LinkedHashSet<Problem.Error>();
        messages.forEach(message -> errors(operation, message).forEach(errors::add));
        return new Unprocessable(
                errors.stream().map(error -> said(operation, error)).distinct().collect(Collectors.joining("; ")),
                List.copyOf(errors));
    }

    /** With which parameter it is; in a body the message itself says where. */
    private static String sentence(ValidationReport.Message message) {
        if (message.getKey().contains("invalidJson")) {
            return message.getMessage().lines().findFirst().orElseThrow();
        }
        return message.getContext().flatMap(MessageContext::getParameter).map(Parameter::getName)
                .map(name -> name + ": " + message.getMessage()).orElse(message.getMessage());
    }

    private Stream<Problem.Error> errors(Operation operation, ValidationReport.Message message) {
        var at = message.getContext().flatMap(MessageContext::getPointers).map(MessageContext.Pointers::getInstance)
                .orElse("");
        var text = PATH.matcher(message.getMessage()).replaceFirst("");
        if (message.getKey().endsWith("schema.required")) {
            return QUOTED.matcher(text.substring(text.indexOf('['))).results()
                    .map(name -> error(operation, at + "/" + name.group(1), "is missing"));
        }
        return Stream.of(error(operation, at, text));
    }

    private Problem.Error error(Operation operation, String pointer, String otherwise) {
        return new Problem.Error(message(operation, pointer).orElse(otherwise), "#" + pointer);
    }

    /** Words of the contract's own are a sentence; others need the name of what they are about. */
    private String said(Operation operation, Problem.Error error) {
        var pointer = error.pointer().substring(1);
        return pointer.isEmpty() || message(operation, pointer).isPresent()
                ? error.detail()
                : pointer.substring(1) + ": " + error.detail();
    }

    private Optional<String> message(Operation operation, String pointer) {
        Schema<?> schema = operation.getRequestBody().getContent().get("application/json").getSchema();
        for (var at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
            schema = resolved(schema);
            if (schema == null || schema.getProperties() == null) {
                return Optional.empty();
            }
            schema = schema.getProperties().get(at.getMatchingProperty());
        }
        return Optional.ofNullable(resolved(schema)).map(Schema::getExtensions)
                .map(extensions -> (String) extensions.get(MESSAGE));
    }

    private Schema<?> resolved(Schema<?> schema) {
        return schema == null || schema.get$ref() == null
                ? schema
                : api.getComponents().getSchemas().get(schema.get$ref().substring(SCHEMA.length()));
    }
}
