package dev.darkroom.docs;

import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;

/** Makes the pages of all steps, with their pictures, from what the steps declare and do. */
final class StepPages {

    private final ModelCamelContext context;
    private final Catalogue catalogue;
    private final Ways ways;
    private final Bench bench;
    private final Picture picture;
    private final Map<String, Map<String, byte[]>> made = new HashMap<>();

    /** @param context in which the routes of the steps are */
    StepPages(CamelContext context, Catalogue catalogue, FluentProducerTemplate template, Sequences sequences) {
        this.context = (ModelCamelContext) context;
        this.catalogue = catalogue;
        ways = new Ways(catalogue);
        bench = new Bench(template, catalogue, sequences);
        picture = new Picture(bench);
    }

    /** The page and the pictures of a step, by the names of their files. */
    Map<String, byte[]> of(String name) {
        if (!made.containsKey(name)) {
            made.put(name, make(catalogue.find(name).orElseThrow()));
        }
        return made.get(name);
    }

    Map<String, byte[]> index() {
        return Map.of("README.md", IndexPage.write(ways).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, byte[]> make(Step step) {
        var files = new LinkedHashMap<String, byte[]>();
        var shown = bench.demonstrations(step);
        for (var each : shown) {
            var input = files.isEmpty() ? "" : "-of-" + each.input();
            files.put(StepPage.file(step.name() + input).replace(' ', '-') + ".jpg", Canvas.encode(picture.of(each)));
        }
        var page = new StepPage(step, ways, bench.album(), bean(step));
        var text = page.write(shown, new ArrayList<>(files.keySet()));
        files.put(StepPage.file(step.name()) + ".md", text.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private Optional<Class<?>> bean(Step step) {
        return ProcessorDefinitionHelper
                .filterTypeInOutputs(context.getRouteDefinition(step.route()).getOutputs(), BeanDefinition.class)
                .stream().map(BeanDefinition::getBeanType).findFirst()
                .map(type -> context.getClassResolver().resolveClass(type));
    }
}
