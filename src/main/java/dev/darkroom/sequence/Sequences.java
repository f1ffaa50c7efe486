package dev.darkroom.sequence;

import dev.darkroom.sequence.Sequence.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads job sequences: {@code [process, grayscale, histogram]}, {@code [query, histogram, median]},
 * {@code [search, histogram, nearest_neighbor]}. The front end reads a sequence before it takes a job, with the named
 * sequences that there are; the worker reads what the front end made of it.
 *
 * <p>Every method throws {@link UnacceptableSequenceException} with the reason, and with what is possible instead.
 */
public final class Sequences {

    /** What a query asks for; the parameter of queries and searches themselves. */
    public static final Parameter QUERY = Parameter.of("QUERY", "text = n=all: which results the set has, a query"
            + " string of the index of images: n, count, user_id, original_id, days, image_type");

    private final Catalogue catalogue;
    private final int maxSteps;

    /** @param maxSteps how many steps a sequence may have, those of named sequences included */
    public Sequences(Catalogue catalogue, int maxSteps) {
        this.catalogue = catalogue;
        this.maxSteps = maxSteps;
    }

    /**
     * What a client asked for, in full.
     *
     * @param words       the kind, of a query its source, and the steps, none of them a named sequence
     * @param environment as the client wrote it, or with the presets of named sequences
     */
    public record Expanded(List<String> words, String environment, Sequence sequence) {
    }

    /** Reads a sequence in which no named sequences are. */
    public Sequence read(List<String> words, String environment) {
        return expand(words, environment, Map.of()).sequence();
    }

    /**
     * Reads a sequence, and puts steps in the place of named sequences. A sequence with no kind at its head is a process.
     *
     * @param named the named sequences that there are, by their names
     */
    public Expanded expand(List<String> words, String environment, Map<String, NamedSequence> named) {
        var kind = Kind.of(words.getFirst());
        var head = kind == null ? 0 : kind == Kind.PROCESS ? 1 : 2;
        var known = kind == null ? Kind.PROCESS : kind;
        var source = known == Kind.PROCESS ? null : source(words, known);
        var steps = words.subList(Math.min(head, words.size()), words.size());
        var draft = flatten(steps, named, List.of());
        requireFit(known == Kind.PROCESS ? Kinds.PHOTOGRAPH : Kinds.setOf(source.output()),
                known == Kind.PROCESS ? "an original" : "a query for " + source.name(), draft.steps());
        requireAnswer(known, draft.steps());

        var values = new LinkedHashMap<>(Environment.parse(environment));
        var query = known == Kind.PROCESS ? null : query(values.remove(QUERY.name()));
        draft.give(values);
        var sequence = new Sequence(known, source == null ? null : source.name(), query, draft.stages());

        var full = new ArrayList<String>();
        full.add(known.word());
        if (source != null) {
            full.add(source.name());
        }
        draft.steps().forEach(step -> full.add(step.name()));
        var expanded = !steps.equals(draft.steps().stream().map(Step::name).toList());
        return new Expanded(full, expanded ? environment(query, draft) : environment, sequence);
    }

    /**
     * What a named sequence is, seen from outside.
     *
     * @param inputs     the kinds that its first step takes
     * @param output     the kind that its last step makes
     * @param parameters those of its steps, with the presets as defaults
     */
    public record Outline(List<String> inputs, String output, List<Parameter> parameters) {
    }

    /** Checks a named sequence: its steps, the presets, and that it does not contain itself. */
    public Outline outline(NamedSequence sequence, Map<String, NamedSequence> named) {
        if (catalogue.find(sequence.name()).isPresent()) {
            throw new UnacceptableSequenceException("There is a step " + sequence.name() + " already");
        }
        if (Kind.of(sequence.name()) != null) {
            throw new UnacceptableSequenceException(sequence.name() + " is a kind of sequence, and no name of one");
        }
        var all = new LinkedHashMap<>(named);
        all.put(sequence.name(), sequence);
        var draft = flatten(List.of(sequence.name()), all, List.of());
        var steps = draft.steps();
        requireFit(null, null, steps);
        draft.requireNoContradiction();
        return new Outline(steps.getFirst().inputs(), steps.getLast().output(), draft.parameters());
    }

    private Step source(List<String> words, Kind kind) {
        if (words.size() < 2) {
            throw new UnacceptableSequenceException("A " + kind.word() + " names what it asks for, and then steps: ["
                    + kind.word() + ", histogram, …]");
        }
        return catalogue.find(words.get(1)).orElseThrow(() -> new UnacceptableSequenceException(
                "A " + kind.word() + " asks for what a step stored, and there is no step " + words.get(1)
                        + "; there are "
                        + catalogue));
    }

    private static String query(String value) {
        QUERY.problem(value).ifPresent(problem -> {
            throw new UnacceptableSequenceException(problem);
        });
        return value == null ? QUERY.defaultValue() : value;
    }

    private static String environment(String query, Draft draft) {
        var values = new LinkedHashMap<String, String>();
        if (query != null) {
            values.put(QUERY.name(), query);
        }
        values.putAll(draft.given());
        return Environment.format(values);
    }

    /** @param inside the named sequences that contain these words */
    private Draft flatten(List<String> words, Map<String, NamedSequence> named, List<String> inside) {
        var draft = new Draft();
        for (var word : words) {
            var step = catalogue.find(word);
            if (step.isPresent()) {
                draft.add(step.get());
            } else if (inside.contains(word)) {
                throw new UnacceptableSequenceException("The sequence " + word + " contains itself: "
                        + String.join(" contains ", inside) + " contains " + word);
            } else if (named.containsKey(word)) {
                var sequence = named.get(word);
                var within = new ArrayList<>(inside);
                within.add(word);
                var part = flatten(sequence.steps(), named, within);
                part.give(Environment.parse(sequence.environment()));
                draft.addAll(part);
            } else {
                throw new UnacceptableSequenceException("There is no step " + word + "; there are " + catalogue
                        + (named.isEmpty() ? "" : ", and the sequences " + String.join(", ", named.keySet())));
            }
            requireNumber(draft);
        }
        if (words.isEmpty()) {
            requireNumber(draft);
        }
        return draft;
    }

    private void requireNumber(Draft draft) {
        var steps = draft.steps().size();
        if (steps < 1 || steps > maxSteps) {
            throw new UnacceptableSequenceException("A sequence has 1 to " + maxSteps + " steps; this one has "
                    + (steps < 1 ? "none" : "more"));
        }
    }

    /**
     * @param first what there is to work on, or null when that is not known yet
     * @param from  what it comes from
     */
    private void requireFit(String first, String from, List<Step> steps) {
        var kind = first;
        var before = from;
        for (var step : steps) {
            if (kind != null && !step.takes(kind)) {
                throw new UnacceptableSequenceException(step.name() + " cannot work on what " + before + " makes, a "
                        + kind + ": it takes a " + String.join(" or a ", step.inputs()) + ". " + possible(kind));
            }
            kind = step.output();
            before = step.name();
        }
    }

    private String possible(String kind) {
        var names = catalogue.steps().stream().filter(step -> step.takes(kind)).map(Step::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "Nothing works on a " + kind : "On a " + kind + " work " + names;
    }

    private void requireAnswer(Kind kind, List<Step> steps) {
        if (kind == Kind.SEARCH && !steps.getLast().output().equals(Kinds.DOCUMENT)) {
            throw new UnacceptableSequenceException("A search ends with a step that makes a document, and "
                    + steps.getLast().name() + " makes a " + steps.getLast().output());
        }
    }
}
