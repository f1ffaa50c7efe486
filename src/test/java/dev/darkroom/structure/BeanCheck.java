package dev.darkroom.structure;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** Whether there is what routes name of Java: beans, their methods, classes. */
final class BeanCheck {

    private static final Pattern BEAN_FUNCTION = Pattern.compile("\\$\\{bean:(\\w+)\\?method=(\\w+)");
    private static final Map<String, Class<?>> BEANS = beans();

    private BeanCheck() {
    }

    static List<String> references(Project project) {
        var violations = new ArrayList<String>();
        Stream.of(project.routes(), project.configurations()).flatMap(List::stream).forEach(route -> complaints(route)
                .forEach(complaint -> violations.add(route.name() + ": " + complaint)));
        return violations;
    }

    private static List<String> complaints(Route route) {
        var complaints = new ArrayList<String>();
        route.visit((key, value) -> {
            if (key.endsWith("Ref") && value instanceof String bean) {
                complaints.addAll(ofBean(bean.replaceFirst("^#", ""), null));
            }
            if (value instanceof Map<?, ?> map) {
                var method = Objects.toString(map.get("method"), null);
                if (map.get("ref") instanceof String bean) {
                    complaints.addAll(ofBean(bean, method));
                }
                if (map.get("beanType") instanceof String type) {
                    complaints.addAll(ofClass(type, method));
                }
            }
        });
        for (var text : route.values("simple", "message", "uri")) {
            BEAN_FUNCTION.matcher(text).results()
                    .forEach(call -> complaints.addAll(ofBean(call.group(1), call.group(2))));
        }
        for (var endpoint : route.endpoints()) {
            endpoint.parameters().values().stream().filter(value -> value.startsWith("#"))
                    .forEach(value -> complaints.addAll(ofBean(value.substring(1), null)));
        }
        for (var type : route.values("exceptionType", "exception")) {
            complaints.addAll(ofClass(type, null));
        }
        return complaints;
    }

    private static List<String> ofBean(String name, String method) {
        var type = BEANS.get(name);
        return type == null ? List.of("no configuration binds the bean " + name) : ofMethod(type, method);
    }

    private static List<String> ofClass(String name, String method) {
        try {
            return ofMethod(Class.forName(name), method);
        } catch (ClassNotFoundException e) {
            return List.of("there is no class " + e.getMessage());
        }
    }

    private static List<String> ofMethod(Class<?> type, String method) {
        if (method == null) {
            return List.of();
        }
        var name = method.replaceFirst("\\(.*", "");
        return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(name::equals)
                ? List.of()
                : List.of(type.getSimpleName() + " has no method " + name);
    }

    /** What the configurations bind, by name. */
    private static Map<String, Class<?>> beans() {
        var beans = new TreeMap<String, Class<?>>();
        var scan = PluginHelper.getPackageScanClassResolver(new DefaultCamelContext());
        for (var configuration : scan.findImplementations(CamelConfiguration.class, "dev.darkroom")) {
            for (var method : configuration.getMethods()) {
                var bound = method.getAnnotation(BindToRegistry.class);
                if (bound != null) {
                    beans.put(bound.value().isEmpty() ? method.getName() : bound.value(), method.getReturnType());
                }
            }
        }
        return beans;
    }
}
