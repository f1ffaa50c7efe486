package dev.darkroom.docs;

import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Kinds;
import dev.darkroom.sequence.Sequence;
import dev.darkroom.sequence.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How one comes, from an original or from a query, to what a step takes. */
final class Ways {

    private record Way(List<String> words, String kind) {
    }

    private final Catalogue catalogue;

    Ways(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The job sequence that ends with a step's work on such an input: {@code [query, histogram, median]}. */
    Optional<List<String>> through(Step step, String input) {
        return to(input).map(words -> {
            var all = new ArrayList<>(words);
            all.add(step.name());
            if (Kinds.isSet(input) && step.output().equals(Kinds.DOCUMENT)) {
                all.set(0, Sequence.Kind.SEARCH.word());
            }
            return all;
        });
    }

    /** The shortest job sequence, without its last step, that hands such a thing over. */
    Optional<List<String>> to(String kind) {
        var queue = new ArrayDeque<Way>();
        queue.add(new Way(List.of(Sequence.Kind.PROCESS.word()), Kinds.PHOTOGRAPH));
        for (var source : steps()) {
            queue.add(new Way(List.of(Sequence.Kind.QUERY.word(), source.name()), Kinds.setOf(source.output())));
        }
        var seen = new HashSet<String>();
        while (!queue.isEmpty()) {
            var way = queue.remove();
            if (way.kind().equals(kind)) {
                return Optional.of(way.words());
            }
            if (seen.add(way.kind())) {
                steps().stream().filter(step -> step.takes(way.kind()))
                        .map(step -> new Way(Stream.concat(way.words().stream(), Stream.of(step.name())).toList(),
                                step.output()))
                        .forEach(queue::add);
            }
        }
        return Optional.empty();
    }

    /** What is made by a step of the same name comes from that step, if there are others. */
    private List<Step> steps() {
        return catalogue.steps().stream()
                .sorted(Comparator.comparing(step -> !step.output().replace(' ', '_').equals(step.name()))).toList();
    }

    /** The steps that take such a thing. */
    List<Step> taking(String kind) {
        return catalogue.steps().stream().filter(step -> step.takes(kind)).toList();
    }

    /** The steps that make such a thing. */
    List<Step> making(String kind) {
        return catalogue.steps().stream().filter(step -> step.output().equals(kind)).toList();
    }

    /** All steps, in the order of the alphabet. */
    Collection<Step> all() {
        return catalogue.steps();
    }
}
