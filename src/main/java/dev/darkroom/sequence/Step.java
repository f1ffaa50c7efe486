package dev.darkroom.sequence;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A step, as its route declares it.
 *
 * @param name        e.g. {@code nearest_neighbor}
 * @param description what it does
 * @param language    what it is written in
 * @param inputs      the kinds of input that it takes, e.g. {@code photograph}, {@code set of histograms}
 * @param output      the kind that it makes, e.g. {@code histogram}
 * @param parameters  by their names, in the order of the declaration
 * @param example     what its page shows it with
 */
public record Step(String name, String description, String language, List<String> inputs, String output,
        Map<String, Parameter> parameters, Example example) {

    /** The name of its route. */
    public String route() {
        return "step-" + name.replace('_', '-');
    }

    /** What its name is in an environment: {@code NEAREST_NEIGHBOR}. */
    String environmentName() {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Whether it can work on that. */
    public boolean takes(String kind) {
        return inputs.contains(kind);
    }
}
