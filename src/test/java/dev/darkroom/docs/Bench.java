package dev.darkroom.docs;

import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.Resources;
import dev.darkroom.imaging.Storable;
import dev.darkroom.local.Samples;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Environment;
import dev.darkroom.sequence.Kinds;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.Stage;
import dev.darkroom.sequence.Step;
import dev.darkroom.sequence.UnacceptableSequenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** Where steps are tried out: photographs go through the routes of the steps, as a worker sends them. */
final class Bench {

    /** What a page shows its step with, unless the step says otherwise. */
    private static final String USUAL = "chelsea.jpg";
    private static final long USER = 1;
    /** People have some photographs twice, developed in different ways: what is done with which. */
    private static final Map<String, List<String>> VARIANTS = Map.of("gamma", List.of("astronaut.jpg", "rocket.jpg"),
            "thumbnail", List.of("astronaut.jpg"), "sharpen", List.of("coffee.jpg"));

    private final FluentProducerTemplate template;
    private final Catalogue catalogue;
    private final Sequences sequences;
    private final Ways ways;
    private final Map<String, List<QuerySet.Member>> sets = new HashMap<>();
    private Album album;

    Bench(FluentProducerTemplate template, Catalogue catalogue, Sequences sequences) {
        this.template = template;
        this.catalogue = catalogue;
        this.sequences = sequences;
        this.ways = new Ways(catalogue);
    }

    /** In the place of the route that asks the front end: the target is in the set. */
    static void addRoutes(CamelContext context) {
        try {
            // not a class of its own: Camel would find it, and want to make one of its own
            RouteBuilder.addRoutes(context,
                    routes -> routes.from("direct:fetch-target").routeId("fetch-target").process(Bench::setTarget));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setTarget(Exchange exchange) {
        Map<?, ?> parameters = exchange.getVariable("parameters", Map.class);
        for (var member : exchange.getMessage().getBody(QuerySet.class)) {
            if (member.s3Key().equals(parameters.get("TARGET_S3_HIST"))
                    || Long.valueOf(member.imageId()).equals(parameters.get("TARGET_IMAGE_ID"))) {
                exchange.setVariable("target", member);
            }
        }
    }

    /** What the step makes of each kind that it takes; a kind that nothing leads to is left out. */
    List<Demonstration> demonstrations(Step step) {
        return step.inputs().stream().flatMap(input -> ways.through(step, input).stream()
                .map(words -> demonstration(step, input, words))).toList();
    }

    private Demonstration demonstration(Step step, String input, List<String> words) {
        var values = step.example().values();
        if (words.getFirst().equals("process")) {
            var name = step.example().photograph() == null ? USUAL : step.example().photograph();
            var photograph = photograph(step, name);
            var result = run(words, values, photograph);
            var other = photograph.in(photograph.format() == Format.JPEG ? Format.PNG : Format.JPEG);
            return new Demonstration(step, input, words, values, name, photograph, result,
                    isAs(photograph, result) && isAs(other, run(words, values, other)));
        }
        try (var set = set(words.get(1))) {
            return new Demonstration(step, input, words, values, null, null, run(words, values, set), false);
        }
    }

    private static boolean isAs(Photograph photograph, Storable result) {
        return result.contentType().equals(photograph.contentType());
    }

    /** A sample, or a photograph that only the tests of this step have. */
    private static Photograph photograph(Step step, String name) {
        try {
            return Photographs.read(Resources.bytes("/photos/" + name));
        } catch (IllegalArgumentException _) {
            return Photographs.read(Resources.bytes("/steps/" + step.name() + "/" + name));
        }
    }

    /** A picture of what is none, made by a step that draws such things; null when there is no such step. */
    Photograph draw(Storable what, String kind) {
        return ways.taking(kind).stream().filter(step -> step.output().equals(Kinds.PHOTOGRAPH)).findFirst()
                .map(step -> (Photograph) follow(stages(step), what)).orElse(null);
    }

    private List<Stage> stages(Step step) {
        return List.of(Stage.of(step, step.example().values()));
    }

    private Storable run(List<String> words, Map<String, String> values, Object start) {
        try {
            return follow(sequences.read(words, Environment.format(values)).stages(), start);
        } catch (UnacceptableSequenceException e) {
            throw new IllegalStateException("The page of " + words.getLast() + " has nothing to show: " + e.getMessage()
                    + ". Its declaration can give an example: coffee.jpg KEY=value", e);
        }
    }

    private Storable follow(List<Stage> stages, Object start) {
        var body = start;
        for (var stage : stages) {
            var done = template.to("direct:" + stage.step().route()).withBody(body)
                    .withVariable("parameters", stage.parameters()).send();
            if (done.getException() != null) {
                throw new IllegalStateException("The step " + stage.name() + " fails with its example",
                        done.getException());
            }
            body = done.getMessage().getBody();
        }
        return (Storable) body;
    }

    /** What a query for the results of this step finds. */
    private QuerySet set(String source) {
        var members = sets.get(source);
        if (members == null) {
            members = members(source);
            sets.put(source, members);
        }
        var set = new QuerySet();
        set.addAll(members);
        return set;
    }

    private List<QuerySet.Member> members(String source) {
        var step = catalogue.find(source).orElseThrow();
        var words = ways.through(step, step.inputs().getFirst()).orElseThrow();
        return album().prints().stream().map(print -> {
            var made = run(words, step.example().values(), print.photograph());
            return new QuerySet.Member(print.imageId(), USER,
                    "images/%d/%s-%s.%s".formatted(print.imageId(), source,
                            print.name().replaceFirst("\\.\\w+$", ""), made.extension()),
                    made.encode());
        }).toList();
    }

    /** The sample photographs, and some of them once more. */
    Album album() {
        if (album == null) {
            var prints = new ArrayList<Album.Print>();
            for (var sample : Samples.all()) {
                prints.add(new Album.Print(prints.size() + 1L, sample.name(), sample.name(),
                        Photographs.read(sample.content())));
            }
            for (var step : catalogue.steps()) {
                for (var name : VARIANTS.getOrDefault(step.name(), List.of())) {
                    var original = prints.stream().filter(print -> print.name().equals(name)).findFirst().orElseThrow();
                    prints.add(new Album.Print(prints.size() + 1L, name, name + " after " + step.name(),
                            (Photograph) follow(stages(step), original.photograph())));
                }
            }
            album = new Album(prints);
        }
        return album;
    }
}
