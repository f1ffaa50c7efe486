package dev.darkroom.docs;

import dev.darkroom.sequence.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the list of all pages. */
final class IndexPage {

    private IndexPage() {
    }

    static String write(Ways ways) {
        var made = kinds(ways.all().stream().map(Step::output));
        var taken = kinds(ways.all().stream().map(Step::inputs).flatMap(List::stream));
        return """
            # Steps

            What a job sequence can be made of, by what comes out; and further down, by what goes in.

            %s

            %s

            ## How these pages are made

            Each page is written from the declaration of its step (`src/main/resources/routes/steps/`) and from the
            comment of its bean; its picture is made by the step. The build fails when one of them is not as it would
            be made now, and this command makes them anew:

                %s

            The photographs are [samples](../../src/test/resources/photos/README.md) in the public domain or under CC0.
            """.formatted(
                made.stream().map(kind -> maker(kind, ways)).collect(Collectors.joining("\n\n")),
                taken.stream().map(kind -> taker(kind, ways)).collect(Collectors.joining("\n\n")),
                StepPagesTest.COMMAND);
    }

    /** Those of most steps first. */
    private static List<String> kinds(Stream<String> kinds) {
        return kinds.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey).toList();
    }

    private static String maker(String kind, Ways ways) {
        return heading("make", kind) + StepPage.table(List.of("step", "takes", "makes", "what it does"),
                ways.making(kind).stream().map(step -> List.of(StepPage.link(step),
                        String.join(", ", step.inputs()), step.output(), sentence(step))).toList());
    }

    private static String taker(String kind, Ways ways) {
        return heading("take", kind) + StepPage.list(ways.taking(kind));
    }

    private static String heading(String verb, String kind) {
        return "## Steps that " + verb + " " + StepPage.one(kind) + "\n\n";
    }

    /** Of such a heading, as GitHub makes it. */
    static String anchor(String verb, String kind) {
        return ("steps that " + verb + " " + StepPage.one(kind)).replace(' ', '-');
    }

    private static String sentence(Step step) {
        return step.description().replaceFirst("(?s)\\. .*", "") + ".";
    }
}
