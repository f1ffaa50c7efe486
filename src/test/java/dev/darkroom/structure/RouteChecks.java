package dev.darkroom.structure;

import dev.darkroom.frontend.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What routes are called, and who calls them. */
final class RouteChecks {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private RouteChecks() {
    }

    static List<String> names(Project project) {
        var violations = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var route : project.routes()) {
            if (route.id().isEmpty()) {
                violations.add(route.file() + ": a route has no id");
            } else if (!KEBAB_CASE.matcher(route.id()).matches()) {
                violations.add(route.name() + " is not in kebab-case");
            } else if (!seen.add(route.id())) {
                violations.add(route.name() + " is there twice");
            }
            if (route.description().isBlank()) {
                violations.add(route.name() + " has no description");
            }
        }
        return violations;
    }

    static List<String> uniqueIds(Project project) {
        var violations = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var route : project.routes()) {
            for (var id : route.values("id")) {
                if (!seen.add(id)) {
                    violations.add(route.name() + ": the id " + id + " is there twice");
                }
            }
        }
        return violations;
    }

    static List<String> directNames(Project project) {
        return project.routes().stream().filter(route -> route.from().uri().startsWith("direct:"))
                .filter(route -> !route.from().uri().equals("direct:" + route.id()))
                .map(route -> route.name() + " is called as " + route.from().uri()).toList();
    }

    static List<String> directEndpoints(Project project) {
        var violations = new ArrayList<String>();
        var servedByRole = project.routes().stream().collect(Collectors.groupingBy(Route::role,
                Collectors.mapping(route -> route.from().uri(), Collectors.toSet())));
        // which front ends have, too
        servedByRole.get("front end").addAll(servedByRole.get("cleaning"));
        for (var route : project.routes()) {
            var served = servedByRole.get(route.role());
            for (var endpoint : route.endpoints()) {
                if (endpoint.uri().startsWith("direct:") && !isServed(endpoint.uri(), served)) {
                    violations.add(route.name() + " sends to " + endpoint.uri() + ", which no route of the "
                            + route.role() + " serves");
                }
            }
        }
        return violations;
    }

    static List<String> steps(Project project) {
        var violations = new ArrayList<String>();
        for (var file : project.stepFiles()) {
            var expected = "step-" + file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length());
            var held = project.routes().stream().filter(route -> route.file().equals(file)).map(Route::id).toList();
            if (!held.equals(List.of(expected))) {
                violations.add(file + " holds " + held + " and not just " + expected);
            }
        }
        return violations;
    }

    static List<String> operations(Project project) {
        var served = served(project, "front end");
        return new Contract(project.contract()).operationIds().stream().sorted()
                .filter(operation -> !served.contains("direct:" + operation))
                .map(operation -> "openapi.yaml: the operation " + operation + " has no route of the front end")
                .toList();
    }

    private static Set<String> served(Project project, String role) {
        return project.routes().stream().filter(route -> route.role().equals(role)).map(route -> route.from().uri())
                .collect(Collectors.toSet());
    }

    /** Of a name that is computed, its constant beginning counts. */
    private static boolean isServed(String uri, Set<String> served) {
        return uri.contains("${")
                ? served.stream().anyMatch(name -> name.startsWith(uri.substring(0, uri.indexOf("${"))))
                : served.contains(uri);
    }
}
