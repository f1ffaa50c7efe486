package dev.darkroom.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.NamedSequence;
import dev.darkroom.sequence.Parameter;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.UnacceptableSequenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs can be made of: the steps of the catalogue, and the sequences that administrators named. */
public final class JobTypes {

    private static final Logger LOG = LoggerFactory.getLogger(JobTypes.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LANGUAGE = "sequence";

    private final Catalogue catalogue;
    private final Sequences sequences;

    public JobTypes(Catalogue catalogue, Sequences sequences) {
        this.catalogue = catalogue;
        this.sequences = sequences;
    }

    /** Named sequences by their names, of rows with name, steps and environment. */
    static Map<String, NamedSequence> read(List<Map<String, Object>> rows) {
        var named = new LinkedHashMap<String, NamedSequence>();
        rows.forEach(row -> named.put((String) row.get("name"), new NamedSequence((String) row.get("name"),
                words(row.get("steps")), (String) row.get("environment"))));
        return named;
    }

    private static List<String> words(Object steps) {
        return ((List<?>) steps).stream().map(String.class::cast).toList();
    }

    /**
     * Completes a new named sequence.
     *
     * @param request as {@code NewJobType} of the contract has it
     * @param named   the named sequences that there are
     * @return job_name, job_sequence (an array of strings), environment, description and language
     * @throws Unprocessable when its steps do not fit one another, a preset is wrong, or it would contain itself
     */
    public Map<String, Object> check(Map<String, Object> request, List<Map<String, Object>> named) {
        return check(request, Map.of(), read(named));
    }

    /**
     * Completes a change of a named sequence.
     *
     * @param request as {@code JobTypeUpdate} of the contract has it
     * @param row     as it is
     * @return as {@link #check}
     * @throws Conflict when a sequence that contains it would not fit any more
     */
    public Map<String, Object> checkChange(Map<String, Object> request, Map<String, Object> row,
            List<Map<String, Object>> named) {
        var others = read(named);
        var oldName = (String) row.get("job_name");
        others.remove(oldName);
        var changed = check(request, row, others);
        if (!changed.get("job_name").equals(oldName)) {
            requireContainedNowhere(row, named);
        }
        var all = new LinkedHashMap<>(others);
        all.put(oldName, new NamedSequence(oldName, List.of((String[]) changed.get("job_sequence")),
                (String) changed.get("environment")));
        var before = read(named);
        others.values().stream().filter(other -> contains(other, oldName, before) && problem(other, before) == null)
                .forEach(other -> {
                    var problem = problem(other, all);
                    if (problem != null) {
                        throw new Conflict("The sequence " + other.name() + " contains " + oldName
                                + ", and would not fit any more: " + problem);
                    }
                });
        return changed;
    }

    private String problem(NamedSequence sequence, Map<String, NamedSequence> named) {
        try {
            sequences.outline(sequence, named);
            return null;
        } catch (UnacceptableSequenceException e) {
            return e.getMessage();
        }
    }

    /** Whether a sequence contains the other one, or contains one that does. */
    private static boolean contains(NamedSequence sequence, String name, Map<String, NamedSequence> named) {
        return sequence.steps().contains(name) || sequence.steps().stream().map(named::get)
                .anyMatch(inner -> inner != null && !inner.equals(sequence) && contains(inner, name, named));
    }

    private Map<String, Object> check(Map<String, Object> request, Map<String, Object> before,
            Map<String, NamedSequence> others) {
        var row = new HashMap<String, Object>();
        row.put("job_name", request.getOrDefault("job_name", before.get("job_name")));
        row.put("language", request.getOrDefault("language", before.getOrDefault("language", LANGUAGE)));
        row.put("description", request.getOrDefault("description", before.getOrDefault("description", "")));
        row.put("environment", request.getOrDefault("environment", before.getOrDefault("environment", "")));
        var steps = words(request.getOrDefault("job_sequence", before.get("job_sequence")));
        row.put("job_sequence", steps.toArray(String[]::new));
        try {
            sequences.outline(new NamedSequence((String) row.get("job_name"), steps, (String) row.get("environment")),
                    others);
        } catch (UnacceptableSequenceException e) {
            throw new Unprocessable(e.getMessage());
        }
        return row;
    }

    /** @throws Conflict when another named sequence contains this one */
    public void requireContainedNowhere(Map<String, Object> jobType, List<Map<String, Object>> named) {
        var name = (String) jobType.get("job_name");
        for (var other : read(named).values()) {
            if (other.steps().contains(name)) {
                throw new Conflict("The sequence " + other.name() + " contains " + name);
            }
        }
    }

    /** The rows of the table, as JSON: all steps, and the named sequences as they are with these steps. */
    public String rows(List<Map<String, Object>> named) throws JsonProcessingException {
        var rows = new ArrayList<Map<String, Object>>();
        for (var step : catalogue.steps()) {
            var row = row(step.name(), step.inputs(), step.output(), step.parameters().values());
            row.put("language", step.language());
            row.put("description", step.description());
            rows.add(row);
        }
        var sequencesByName = read(named);
        for (var row : named) {
            rows.add(row(sequencesByName.get((String) row.get("name")), sequencesByName));
        }
        return JSON.writeValueAsString(rows);
    }

    /** A sequence that does not work any more, because a step has gone, takes nothing. */
    private Map<String, Object> row(NamedSequence sequence, Map<String, NamedSequence> named) {
        Map<String, Object> row;
        try {
            var outline = sequences.outline(sequence, named);
            row = row(sequence.name(), outline.inputs(), outline.output(), outline.parameters());
        } catch (UnacceptableSequenceException e) {
            LOG.debug("The sequence {} does not work any more: {}", sequence.name(), e.getMessage());
            row = row(sequence.name(), List.of(), "", List.of());
        }
        row.put("environment", sequence.environment());
        row.put("job_sequence", sequence.steps());
        return row;
    }

    private static Map<String, Object> row(String name, List<String> inputs, String output,
            Collection<Parameter> parameters) {
        var row = new LinkedHashMap<String, Object>();
        row.put("job_name", name);
        row.put("inputs", inputs);
        row.put("output", output);
        row.put("parameters", parameters.stream().map(JobTypes::describe).toList());
        return row;
    }

    /** As {@code JobTypeParameter} of the contract has it. */
    private static Map<String, Object> describe(Parameter parameter) {
        var described = new LinkedHashMap<String, Object>();
        described.put("name", parameter.name());
        described.put("type", parameter.type().name().toLowerCase(Locale.ROOT));
        described.put("description", parameter.description());
        described.put("required", parameter.required());
        if (parameter.defaultValue() != null) {
            described.put("default", parameter.defaultValue());
        }
        if (parameter.minimum() != null) {
            described.put("minimum", parameter.minimum());
            described.put("maximum", parameter.maximum());
        }
        if (!parameter.choices().isEmpty()) {
            described.put("choices", parameter.choices());
        }
        if (parameter.alternative() != null) {
            described.put("alternative", parameter.alternative());
        }
        return described;
    }
}
