package dev.darkroom.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what the file of a step declares: the description of its route, and in the route's note, line by line, its
 * {@code input} (several are separated by commas), its {@code output}, its {@code language} unless it is Java, its
 * {@link Example} unless the usual photograph and the defaults show what it does, and its parameters, whose names are in
 * capital letters. A line that starts with a space goes on with the line before. The front end, which does not run
 * steps, knows them by this.
 */
final class StepReader {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String LANGUAGE = "Java";

    private final Predicate<String> precondition;

    /** @param precondition whether a route with such a precondition is to run */
    StepReader(Predicate<String> precondition) {
        this.precondition = precondition;
    }

    /**
     * @param name the step, which the file is named after
     * @return nothing when the route's precondition says that it is not to run here
     * @throws IllegalArgumentException when the file declares no step, with what is missing
     */
    Optional<Step> read(String name, InputStream file) throws IOException {
        var route = route(name, YAML.readTree(file));
        if (route.has("precondition") && !precondition.test(route.get("precondition").asText())) {
            return Optional.empty();
        }
        var declared = declarations(name, route.path("note").asText());
        var inputs = kinds(name, declared, "input");
        var output = kinds(name, declared, "output").getFirst();
        var language = Optional.ofNullable(declared.remove("language")).orElse(LANGUAGE);
        var example = declared.remove("example");
        var parameters = parameters(name, declared);
        return Optional.of(new Step(name, route.path("description").asText(), language, inputs, output, parameters,
                example(name, example, parameters)));
    }

    private static Example example(String name, String declaration, Map<String, Parameter> parameters) {
        try {
            return declaration == null ? Example.USUAL : Example.of(declaration, parameters);
        } catch (IllegalArgumentException | UnacceptableSequenceException e) {
            throw new IllegalArgumentException("The example of the step " + name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> declarations(String name, String note) {
        var declared = new LinkedHashMap<String, String>();
        note.replaceAll("\\n\\s+", " ").lines().forEach(line -> {
            var colon = line.indexOf(": ");
            if (colon < 1 || declared.put(line.substring(0, colon), line.substring(colon + 2).strip()) != null) {
                throw new IllegalArgumentException("The step " + name + " declares nothing, or something twice, by "
                        + line);
            }
        });
        return declared;
    }

    private static JsonNode route(String name, JsonNode content) {
        for (var part : content) {
            if (part.has("route")) {
                return part.get("route");
            }
        }
        throw new IllegalArgumentException("The file of the step " + name + " holds no route");
    }

    private static List<String> kinds(String name, Map<String, String> declared, String which) {
        var value = declared.remove(which);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The step " + name + " does not declare its " + which);
        }
        return Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    private static Map<String, Parameter> parameters(String name, Map<String, String> declared) {
        var parameters = new LinkedHashMap<String, Parameter>();
        var wrong = new ArrayList<String>();
        declared.forEach((key, value) -> {
            try {
                parameters.put(key, Parameter.of(key, value));
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("The step " + name + ": " + String.join("; ", wrong));
        }
        return parameters;
    }
}
