package dev.darkroom.docs;

import dev.darkroom.sequence.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the list of all pages. */
final class IndexPage {

    private IndexPage() {
    }

    static String write(Ways ways) {
        var kinds = ways.all().stream().map(Step::output).distinct()
                .sorted(Comparator.comparing((String kind) -> -ways.making(kind).size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return """
            # Steps

            What a job sequence can be made of, by what comes out.

            %s

            ## How these pages are made

            Each page is written from the declaration of its step (`src/main/resources/routes/steps/`) and from the
            comment of its bean; its picture is made by the step. The build fails when one of them is not as it would
            be made now, and this command makes them anew:

                %s

            The photographs are [samples](../../src/test/resources/photos/README.md) in the public domain or under CC0.
            """.formatted(kinds.stream().map(kind -> section(kind, ways.making(kind)))
                .collect(Collectors.joining("\n\n")), StepPagesTest.COMMAND);
    }

    private static String section(String kind, List<Step> steps) {
        return "## Steps that make " + StepPage.one(kind) + "\n\n"
                + StepPage.table(List.of("step", "takes", "makes", "what it does"),
                        steps.stream().map(step -> List.of(StepPage.link(step), String.join(", ", step.inputs()),
                                step.output(), sentence(step))).toList());
    }

    private static String sentence(Step step) {
        return step.description().replaceFirst("(?s)\\. .*", "") + ".";
    }
}
