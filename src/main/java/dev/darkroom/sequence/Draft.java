package dev.darkroom.sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Steps in a row, with the values that they were given so far.
 *
 * <p>In an environment {@code WIDTH} is meant for every step that has such a parameter, {@code RESIZE_WIDTH} for every
 * {@code resize}, and {@code RESIZE_2_WIDTH} for the second one; the more exact name counts.
 */
final class Draft {

    private record Part(Step step, Map<String, String> given) {
    }

    private final List<Part> parts = new ArrayList<>();

    void add(Step step) {
        parts.add(new Part(step, new LinkedHashMap<>()));
    }

    void addAll(Draft others) {
        parts.addAll(others.parts);
    }

    List<Step> steps() {
        return parts.stream().map(Part::step).toList();
    }

    /**
     * Gives values, over those that were given before.
     *
     * @throws UnacceptableSequenceException when no step has such a parameter, or it does not take such a value
     */
    void give(Map<String, String> values) {
        var known = new LinkedHashSet<String>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var given = new LinkedHashMap<String, String>();
            for (var parameter : part.step().parameters().values()) {
                var names = names(i, parameter);
                known.addAll(names);
                names.reversed().stream().filter(values::containsKey).findFirst().ifPresent(name -> {
                    parameter.named(name).problem(values.get(name)).ifPresent(problem -> {
                        throw new UnacceptableSequenceException(problem);
                    });
                    given.put(parameter.name(), values.get(name));
                });
            }
            // who gives the one means it in the place of the other
            given.keySet().forEach(name -> part.given().remove(part.step().parameters().get(name).alternative()));
            part.given().putAll(given);
        }
        requireKnown(values.keySet(), known);
    }

    /** From the least exact to the most exact. */
    private List<String> names(int at, Parameter parameter) {
        var step = parts.get(at).step().environmentName();
        return List.of(parameter.name(), step + "_" + parameter.name(),
                step + "_" + occurrence(at) + "_" + parameter.name());
    }

    private long occurrence(int at) {
        return parts.subList(0, at + 1).stream().filter(part -> part.step().equals(parts.get(at).step())).count();
    }

    private void requireKnown(Set<String> asked, Set<String> known) {
        var unknown = new TreeSet<>(asked);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            var parameters = new TreeSet<String>();
            parts.forEach(part -> parameters.addAll(part.step().parameters().keySet()));
            throw new UnacceptableSequenceException(
                    "No step here has a parameter " + String.join(" or ", unknown) + "; "
                            + (parameters.isEmpty() ? "there are none" : "there are " + String.join(", ", parameters)));
        }
    }

    /**
     * The steps with all their values.
     *
     * @throws UnacceptableSequenceException when a value is missing
     */
    List<Stage> stages() {
        parts.forEach(Draft::requireComplete);
        return parts.stream().map(part -> Stage.of(part.step(), part.given())).toList();
    }

    private static void requireComplete(Part part) {
        for (var parameter : part.step().parameters().values()) {
            var given = part.given().containsKey(parameter.name());
            if (parameter.required() && !given) {
                throw new UnacceptableSequenceException("The step " + part.step().name() + " needs " + parameter.name()
                        + ", " + parameter.domain() + ": " + parameter.description());
            }
            if (parameter.alternative() != null && given == part.given().containsKey(parameter.alternative())) {
                throw either(part, parameter);
            }
        }
    }

    /** @throws UnacceptableSequenceException when two values are given that stand for each other */
    void requireNoContradiction() {
        for (var part : parts) {
            for (var parameter : part.step().parameters().values()) {
                if (part.given().containsKey(parameter.name()) && part.given().containsKey(parameter.alternative())) {
                    throw either(part, parameter);
                }
            }
        }
    }

    private static UnacceptableSequenceException either(Part part, Parameter parameter) {
        return new UnacceptableSequenceException("The step " + part.step().name() + " needs either " + parameter.name()
                + " or " + parameter.alternative());
    }

    /** What was given, each value under a name that nothing else is meant by. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            var once = count(parts.get(i).step()) == 1;
            for (var parameter : parts.get(i).step().parameters().values()) {
                var value = parts.get(i).given().get(parameter.name());
                if (value != null) {
                    given.put(names(i, parameter).get(once ? 1 : 2), value);
                }
            }
        }
        return given;
    }

    /** The parameters of all steps under such names; what was given is their default. */
    List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < parts.size(); i++) {
            var once = count(parts.get(i).step()) == 1;
            for (var parameter : parts.get(i).step().parameters().values()) {
                var named = parameter.within(names(i, parameter).get(once ? 1 : 2));
                var value = parts.get(i).given().get(parameter.name());
                parameters.add(value == null ? named : named.withDefault(value));
            }
        }
        return parameters;
    }

    private long count(Step step) {
        return parts.stream().filter(part -> part.step().equals(step)).count();
    }
}
