package dev.darkroom.sequence;

import java.util.Map;

/**
 * What the page of a step shows it with, as the step's route declares it in one line, {@code coffee.jpg WIDTH=300}:
 * a photograph, parameters, or both.
 *
 * @param photograph the file name of a sample photograph; null for the usual one
 * @param values     parameters that are not as they are by default, by their names
 */
public record Example(String photograph, Map<String, String> values) {

    /** The usual photograph, and what the parameters are by default. */
    public static final Example USUAL = new Example(null, Map.of());

    /**
     * Reads a declaration.
     *
     * @throws IllegalArgumentException      when the step does not take such parameters
     * @throws UnacceptableSequenceException when what follows the photograph is no environment
     */
    static Example of(String declaration, Map<String, Parameter> parameters) {
        var words = declaration.split(" ", 2);
        var photograph = words[0].contains("=") ? null : words[0];
        var values = Environment.parse(photograph == null ? declaration : words.length == 1 ? "" : words[1]);
        values.forEach((name, value) -> {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException("there is no parameter " + name);
            }
            parameters.get(name).problem(value).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        });
        return new Example(photograph, values);
    }
}
