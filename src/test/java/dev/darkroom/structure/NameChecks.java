package dev.darkroom.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether names lead somewhere: those of statements, settings and variables. */
final class NameChecks {

    private static final String STATEMENT = "sql:classpath:";
    /** In a placeholder, in {@code ${properties:…}} of a statement, or as a string of Java. */
    private static final Pattern SETTING_USED = Pattern.compile("(?:\\{\\{|\\bproperties:|\")(darkroom\\.[\\w.-]+)");
    private static final Pattern VARIABLE_SET_IN_JAVA = Pattern.compile("setVariable\\(\"(\\w+)\"");
    private static final Pattern VARIABLE_READ = Pattern.compile("(?:\\$\\{variable\\.|@Variable\\(\")(\\w+)");

    private NameChecks() {
    }

    static List<String> statements(Project project) {
        var violations = new ArrayList<String>();
        var used = new HashSet<String>();
        for (var route : project.routes()) {
            for (var endpoint : route.endpoints()) {
                if (endpoint.uri().startsWith(STATEMENT)) {
                    var file = endpoint.uri().substring(STATEMENT.length());
                    used.add(file);
                    if (!project.statements().contains(file)) {
                        violations.add(route.name() + " executes " + file + ", which is not there");
                    }
                }
            }
        }
        project.statements().stream().filter(file -> !used.contains(file))
                .forEach(file -> violations.add(file + " is executed by no route"));
        return violations;
    }

    static List<String> missingSettings(Project project) {
        var settings = project.settings().keySet();
        var violations = new TreeSet<String>();
        project.mentions(SETTING_USED).forEach((file, names) -> {
            for (var name : names) {
                if (settings.stream().noneMatch(setting -> isMeant(setting, name))) {
                    violations.add(file + " uses the setting " + name + ", which application.properties does not have");
                }
            }
        });
        return List.copyOf(violations);
    }

    static List<String> idleSettings(Project project) {
        var used = project.mentions(SETTING_USED).values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var violations = new ArrayList<String>();
        var explained = false;
        for (var line : project.settingLines()) {
            if (line.isBlank() || line.startsWith("#")) {
                explained = line.startsWith("#");
                continue;
            }
            var setting = line.substring(0, line.indexOf('=')).trim();
            if (!explained) {
                violations.add("application.properties: nothing explains " + setting);
            }
            if (setting.startsWith("darkroom.") && used.stream().noneMatch(name -> isMeant(setting, name))) {
                violations.add("application.properties: nothing uses " + setting);
            }
        }
        return violations;
    }

    static List<String> variables(Project project) {
        var set = project.mentions(VARIABLE_SET_IN_JAVA).values().stream().flatMap(Set::stream)
                .collect(Collectors.toCollection(HashSet::new));
        for (var route : project.routes()) {
            set.addAll(route.values("variableReceive"));
            route.visit((key, value) -> {
                if (key.equals("setVariable") && value instanceof Map<?, ?> map) {
                    set.add(Objects.toString(map.get("name")));
                }
            });
        }
        var violations = new TreeSet<String>();
        project.mentions(VARIABLE_READ).forEach((file, names) -> names.stream().filter(name -> !set.contains(name))
                .forEach(name -> violations.add(file + " reads the variable " + name + ", which nobody sets")));
        for (var route : project.routes()) {
            route.values("variable").stream().filter(name -> !set.contains(name)).forEach(
                    name -> violations.add(route.file() + " reads the variable " + name + ", which nobody sets"));
        }
        return List.copyOf(violations);
    }

    /** A name that ends in a dot is continued by a nested placeholder: {@code darkroom.routes.{{darkroom.role}}}. */
    private static boolean isMeant(String setting, String name) {
        return name.endsWith(".") ? setting.startsWith(name) : setting.equals(name);
    }
}
