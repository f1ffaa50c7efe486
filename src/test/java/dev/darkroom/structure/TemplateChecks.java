package dev.darkroom.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether templates and the routes that are made of them fit together. */
final class TemplateChecks {

    /** A placeholder without a dot, which is no setting. */
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{([\\w-]+)}}");

    private TemplateChecks() {
    }

    static List<String> fit(Project project) {
        var violations = new ArrayList<String>();
        var used = new TreeSet<String>();
        for (var template : project.templates()) {
            violations.addAll(parameters(template));
        }
        for (var instance : project.instances()) {
            var name = instance.file() + ": " + instance.tree().get("routeId");
            project.templateOf(instance).ifPresentOrElse(template -> {
                used.add(template.id());
                without(template.parametersWithoutDefault(), instance.parameterNames())
                        .forEach(missing -> violations.add(name + " does not say the " + missing + " that the template "
                                + template.id() + " needs"));
                without(instance.parameterNames(), template.parameterNames()).forEach(unknown -> violations
                        .add(name + " says a " + unknown + ", which the template " + template.id() + " does not take"));
            }, () -> violations
                    .add(name + " is made of the template " + instance.tree().get("routeTemplateRef")
                            + ", which is not there"));
        }
        project.templates().stream().filter(template -> !used.contains(template.id()))
                .forEach(template -> violations.add(template.name() + " is a template of which no route is made"));
        return violations;
    }

    private static List<String> parameters(Route template) {
        var violations = new ArrayList<String>();
        var read = PARAMETER.matcher(template.tree().get("route").toString()).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        without(read, template.parameterNames())
                .forEach(name -> violations.add(template.name() + " reads " + name + ", which is no parameter of it"));
        without(template.parameterNames(), read)
                .forEach(name -> violations.add(template.name() + " does not read its parameter " + name));
        return violations;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        var rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }
}
