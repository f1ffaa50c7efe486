package dev.darkroom.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** Whether endpoints are as Camel's catalogue describes them. */
final class EndpointCheck {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);

    private EndpointCheck() {
    }

    static List<String> options(Project project) {
        var violations = new ArrayList<String>();
        for (var route : project.routes()) {
            for (var endpoint : route.endpoints()) {
                if (endpoint.uri().startsWith("${")) {
                    // of which component it is, is known when it is computed
                    continue;
                }
                var uri = project.resolve(endpoint.full());
                var result = CATALOG.validateEndpointProperties(uri, false, endpoint.isConsumer(),
                        !endpoint.isConsumer());
                complaints(uri.substring(0, uri.indexOf(':')), result)
                        .forEach(complaint -> violations.add(route.name() + ": " + complaint));
            }
        }
        return violations;
    }

    private static Set<String> complaints(String component, EndpointValidationResult result) {
        if (result.getUnknownComponent() != null) {
            return Set.of("there is no component " + component);
        }
        var complaints = new TreeSet<String>();
        Stream.of(result.getUnknown(), result.getNotConsumerOnly(), result.getNotProducerOnly())
                .filter(Objects::nonNull).flatMap(Set::stream)
                .forEach(option -> complaints.add(component + " has no option " + option + " there"));
        Stream.of(result.getInvalidBoolean(), result.getInvalidInteger(), result.getInvalidNumber(),
                result.getInvalidDuration(), result.getInvalidEnum()).filter(Objects::nonNull).map(Map::entrySet)
                .flatMap(Set::stream).forEach(option -> complaints
                        .add("the option " + option.getKey() + " of " + component + " cannot be " + option.getValue()));
        if (complaints.isEmpty() && !result.isSuccess()) {
            complaints.add(result.summaryErrorMessage(false).strip());
        }
        return complaints;
    }
}
