package dev.darkroom.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A route as its YAML file has it, or a route configuration, which has no endpoints. */
record Route(String file, Map<?, ?> tree) {

    /** An endpoint that a route consumes from ({@code from}) or sends to. */
    record Endpoint(String kind, String uri, Map<String, String> parameters) {

        boolean isConsumer() {
            return kind.equals("from");
        }

        /** The whole address, parameters included. */
        String full() {
            return parameters.isEmpty()
                    ? uri
                    : uri + "?" + parameters.entrySet().stream()
                            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                            .collect(Collectors.joining("&"));
        }
    }

    /** This, an instance of a template, as the route that it becomes: parameters filled in, the ids of steps prefixed. */
    Route madeOf(Route template) {
        var values = new TreeMap<String, String>();
        parameters(template).forEach(parameter -> values.put(Objects.toString(parameter.get("name")),
                Objects.toString(parameter.get("defaultValue"))));
        parameters(this).forEach(parameter -> values.put(Objects.toString(parameter.get("name")),
                Objects.toString(parameter.get("value"))));
        var route = new TreeMap<Object, Object>();
        ((Map<?, ?>) template.tree().get("route")).forEach((key, part) -> route.put(key,
                filled(part, values, Objects.toString(tree.get("prefixId"), ""))));
        route.put("id", Objects.toString(tree.get("routeId")));
        return new Route(file, route);
    }

    private static List<Map<?, ?>> parameters(Route part) {
        return part.tree().get("parameters") instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(Map.class::cast).toList()
                : List.of();
    }

    /** The names of a template's parameters, or of those that an instance gives. */
    Set<String> parameterNames() {
        return names(parameters(this));
    }

    /** Of a template, the parameters that every instance has to give. */
    Set<String> parametersWithoutDefault() {
        return names(parameters(this).stream().filter(parameter -> parameter.get("defaultValue") == null).toList());
    }

    private static Set<String> names(List<Map<?, ?>> parameters) {
        return parameters.stream().map(parameter -> Objects.toString(parameter.get("name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object filled(Object part, Map<String, String> values, String prefix) {
        return switch (part) {
            case String text -> values.entrySet().stream().reduce(text,
                    (filled, value) -> filled.replace("{{" + value.getKey() + "}}", value.getValue()),
                    (first, second) -> second);
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> filled.put(key,
                        key.equals("id") ? prefix + value : filled(value, values, prefix)));
                yield filled;
            }
            case List<?> list -> list.stream().map(each -> filled(each, values, prefix)).toList();
            case null -> null;
            default -> part;
        };
    }

    String id() {
        return tree.get("id") instanceof String id ? id : "";
    }

    String description() {
        return tree.get("description") instanceof String description ? description : "";
    }

    /** The name under which rules complain. */
    String name() {
        return file + ": " + (id().isEmpty() ? "what has no id" : id());
    }

    /** Front end or worker; or cleaning, whose routes front ends have too. */
    String role() {
        if (file.contains("/clean/")) {
            return "cleaning";
        }
        return Stream.of("/frontend/", "/pages/", "/admin/").anyMatch(file::contains) ? "front end" : "worker";
    }

    Endpoint from() {
        return endpoints().stream().filter(Endpoint::isConsumer).findFirst().orElseThrow();
    }

    List<Endpoint> endpoints() {
        var endpoints = new ArrayList<Endpoint>();
        visit((key, value) -> {
            if (value instanceof Map<?, ?> map && map.get("uri") instanceof String uri) {
                var parameters = new TreeMap<String, String>();
                if (map.get("parameters") instanceof Map<?, ?> given) {
                    given.forEach((name, setting) -> parameters.put(name.toString(), setting.toString()));
                }
                endpoints.add(new Endpoint(key, uri, parameters));
            }
        });
        return endpoints;
    }

    /** Every key with its value, at every depth, but for the parameters of endpoints. */
    void visit(BiConsumer<String, Object> visitor) {
        visit("route", tree, visitor);
    }

    /** Every text that is the value of one of these keys, at every depth. */
    List<String> values(String... keys) {
        var values = new ArrayList<String>();
        visit((key, value) -> {
            if (List.of(keys).contains(key)) {
                switch (value) {
                    case String text -> values.add(text);
                    case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast)
                            .forEach(values::add);
                    default -> {
                    }
                }
            }
        });
        return values;
    }

    private static void visit(String key, Object value, BiConsumer<String, Object> visitor) {
        visitor.accept(key, value);
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, inner) -> {
                if (!name.equals("parameters") && inner != null) {
                    visit(name.toString(), inner, visitor);
                }
            });
            case List<?> list -> list.stream().filter(Map.class::isInstance).forEach(inner -> ((Map<?, ?>) inner)
                    .forEach((name, step) -> visit(name.toString(), step, visitor)));
            default -> {
            }
        }
    }
}
