package dev.darkroom.sequence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A step of a sequence with its parameters.
 *
 * @param values of all parameters that have one, given or by default, in their canonical form
 */
public record Stage(Step step, Map<String, String> values) {

    /** A step with these values, and what the others are by default. */
    public static Stage of(Step step, Map<String, String> given) {
        var values = new LinkedHashMap<String, String>();
        step.parameters().forEach((name, parameter) -> {
            var value = given.getOrDefault(name, parameter.defaultValue());
            if (value != null) {
                values.put(name, parameter.canonical(value));
            }
        });
        return new Stage(step, values);
    }

    public String name() {
        return step.name();
    }

    /** What the step's bean gets, by the parameters' names; those without a value are not in it. */
    public Map<String, Object> parameters() {
        var typed = new HashMap<String, Object>();
        values.forEach((name, value) -> typed.put(name, step.parameters().get(name).typed(value)));
        return typed;
    }

    /** What differs from the step done with nothing said, in the order of the alphabet. */
    public Map<String, String> changes() {
        var changes = new TreeMap<>(values);
        step.parameters().forEach((name, parameter) -> {
            if (parameter.defaultValue() != null) {
                changes.remove(name, parameter.canonical(parameter.defaultValue()));
            }
        });
        return changes;
    }
}
