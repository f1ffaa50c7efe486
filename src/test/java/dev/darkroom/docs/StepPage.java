package dev.darkroom.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.analysis.Document;
import dev.darkroom.sequence.Environment;
import dev.darkroom.sequence.Kinds;
import dev.darkroom.sequence.Parameter;
import dev.darkroom.sequence.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the page of a step. */
final class StepPage {

    private static final JsonMapper JSON = new JsonMapper();
    /** The photograph of the README's example. */
    private static final int IMAGE = 22;
    /** Steps that a page lists. */
    private static final int FEW = 5;

    private final Step step;
    private final Ways ways;
    private final Album album;
    private final Optional<Class<?>> bean;

    /** @param bean what does the work, when that is Java */
    StepPage(Step step, Ways ways, Album album, Optional<Class<?>> bean) {
        this.step = step;
        this.ways = ways;
        this.album = album;
        this.bean = bean;
    }

    /** @param pictures the names of their files */
    String write(List<Demonstration> shown, List<String> pictures) {
        var parts = new ArrayList<String>();
        parts.add("# " + step.name());
        parts.add(step.description() + ".");
        for (int i = 0; i < shown.size(); i++) {
            parts.add(figure(shown.get(i), pictures.get(i)));
        }
        parts.add(facts(shown));
        parts.add("## Parameters");
        parts.add(step.parameters().isEmpty() ? "None." : parameters());
        if (!shown.isEmpty()) {
            parts.add("## Example");
            shown.stream().map(StepPage::request).forEach(parts::add);
            parts.addAll(document(shown.getFirst()));
        }
        parts.add("## What can stand before and after it");
        parts.add(neighbours());
        bean.flatMap(SourceDocs::of).map(SourceDocs.Comment::text).filter(text -> !text.isBlank()).ifPresent(text -> {
            parts.add("## Method");
            parts.add(text);
        });
        parts.add("---");
        parts.add("[All steps](README.md)"
                + " · [its route](../../src/main/resources/routes/steps/%s.yaml)".formatted(file(step.name()))
                + bean.map(type -> " · [its bean](../../%s)".formatted(SourceDocs.file(type))).orElse("")
                + " · This page is made of them: see [there](README.md#how-these-pages-are-made).");
        return String.join("\n\n", parts) + "\n";
    }

    /** Names have underscores where files have hyphens. */
    static String file(String name) {
        return name.replace('_', '-');
    }

    static String link(Step step) {
        return "[" + step.name() + "](" + file(step.name()) + ".md)";
    }

    static String list(List<Step> steps) {
        return steps.stream().map(StepPage::link).collect(Collectors.joining(", "));
    }

    private String figure(Demonstration shown, String picture) {
        var values = shown.values().isEmpty() ? "" : " with `" + Environment.format(shown.values()) + "`";
        var before = shown.isOfQuery() ? "What a query finds" : "`" + shown.photographName() + "`";
        var caption = before + ", and what `" + String.join("`, `", steps(shown)) + "`" + values + " made of it.";
        return "![Before and after " + step.name() + "](" + picture + ")\n\n*" + caption + "*"
                + (shown.isOfQuery() && Picture.json(shown.result()).isPresent() ? "\n\n" + contents() : "");
    }

    private static List<String> steps(Demonstration shown) {
        return shown.words().subList(shown.isOfQuery() ? 2 : 1, shown.words().size());
    }

    private String contents() {
        return "The photographs, by their ids: " + album.prints().stream()
                .map(print -> print.imageId() + " `" + print.caption() + "`").collect(Collectors.joining(", ")) + ".";
    }

    private String facts(List<Demonstration> shown) {
        var facts = new ArrayList<String>();
        facts.add("takes: " + step.inputs().stream().map(StepPage::one).collect(Collectors.joining(", or ")));
        facts.add("makes: " + one(step.output()));
        shown.stream().findFirst().ifPresent(each -> facts.add("stored as: " + stored(each)));
        facts.add("written in: " + step.language());
        return items(facts);
    }

    static String one(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
    }

    private static String items(List<String> items) {
        return items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
    }

    private String stored(Demonstration shown) {
        if (shown.words().getFirst().equals("search")) {
            return "nothing at the end of a `search`, whose answer it is; of a `query`, an image of the type `"
                    + step.name() + "`, `" + shown.result().contentType() + "`";
        }
        return "an image of the type `" + step.name() + "`, " + (shown.keepsFormat()
                ? "`image/jpeg` or `image/png`, as the photograph is"
                : "`" + shown.result().contentType() + "`");
    }

    private String parameters() {
        return table(List.of("name", "what it can be", "default", "meaning"), step.parameters().values().stream()
                .map(each -> List.of("`" + each.name() + "`", domain(each), whenAbsent(each), each.description()))
                .toList());
    }

    private static String domain(Parameter parameter) {
        return parameter.type() == Parameter.Type.CHOICE
                ? parameter.choices().stream().map(choice -> "`" + choice + "`").collect(Collectors.joining(", "))
                : parameter.domain();
    }

    private static String whenAbsent(Parameter parameter) {
        if (parameter.defaultValue() != null) {
            return "`" + parameter.defaultValue() + "`";
        }
        if (parameter.alternative() != null) {
            return "either this or `" + parameter.alternative() + "`";
        }
        return parameter.required() ? "has to be given" : "none";
    }

    /** For a shell; the token and the photograph are those of the README's example. */
    private static String request(Demonstration shown) {
        var body = new LinkedHashMap<String, Object>();
        if (!shown.isOfQuery()) {
            body.put("image_id", IMAGE);
        }
        body.put("job_sequence", shown.words());
        if (!shown.values().isEmpty()) {
            body.put("environment", Environment.format(shown.values()));
        }
        try {
            return """
                ```sh
                curl http://localhost:8080/api/jobs -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                  -d '%s'
                ```""".formatted(JSON.writeValueAsString(body).replace("'", "'\\''"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning of what the step found, and what its fields mean. */
    private static List<String> document(Demonstration shown) {
        var parts = new ArrayList<String>();
        Picture.json(shown.result()).ifPresent(json -> {
            parts.add("makes");
            parts.add("```\n" + JsonExcerpt.of(json) + "\n```");
        });
        if (shown.result() instanceof Document(var content)) {
            var fields = DocumentFields.of(content);
            if (!fields.isEmpty()) {
                parts.add(table(List.of("field", "meaning"), fields.entrySet().stream()
                        .map(field -> List.of("`" + field.getKey() + "`", field.getValue())).toList()));
            }
        }
        return parts;
    }

    private String neighbours() {
        var neighbours = new ArrayList<String>();
        step.inputs().forEach(input -> neighbours.add("before it, for " + one(input) + ": " + before(input)));
        neighbours.add("after it: " + some(ways.taking(step.output()), "take", step.output()));
        var inQueries = ways.taking(Kinds.setOf(step.output()));
        if (!inQueries.isEmpty()) {
            neighbours.add("in a query for `" + step.name() + "`: " + list(inQueries));
        }
        return items(neighbours);
    }

    private String before(String input) {
        if (Kinds.isSet(input)) {
            return "a query for "
                    + list(ways.all().stream().filter(each -> Kinds.setOf(each.output()).equals(input)).toList());
        }
        return (input.equals(Kinds.PHOTOGRAPH) ? "an original, or " : "") + some(ways.making(input), "make", input);
    }

    /** Many are in the index only, so that one more of them does not change the pages of all. */
    private static String some(List<Step> steps, String verb, String kind) {
        if (steps.isEmpty()) {
            return "nothing in the same sequence";
        }
        return steps.size() <= FEW
                ? list(steps)
                : "[any step that %ss %s](README.md#%s)".formatted(verb, one(kind), IndexPage.anchor(verb, kind));
    }

    static String table(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(row(head));
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(row -> lines.add(row(row)));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
