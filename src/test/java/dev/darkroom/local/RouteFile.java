package dev.darkroom.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of routes as it was read once.
 *
 * @param place          where it is
 * @param text           what was in it
 * @param routes         the ids of its routes, those that are made of templates included
 * @param templates      the ids of its templates
 * @param configurations the ids of its route configurations; null of one that counts everywhere
 * @param leans          the ids of the route configurations that its routes name
 */
record RouteFile(Path place, String text, List<String> routes, List<String> templates, List<String> configurations,
        List<String> leans) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** @throws JsonProcessingException when it is no YAML, with line and column */
    static RouteFile of(Path place, String text) throws JsonProcessingException {
        var file = new RouteFile(place, text, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        for (var part : YAML.readTree(text)) {
            file.add(part);
        }
        return file;
    }

    private void add(JsonNode part) {
        if (part.has("route")) {
            routes.add(part.get("route").path("id").asText());
            leans.add(part.get("route").path("routeConfigurationId").asText());
        } else if (part.has("templatedRoute")) {
            routes.add(part.get("templatedRoute").path("routeId").asText());
        } else if (part.has("routeTemplate")) {
            templates.add(part.get("routeTemplate").path("id").asText());
        } else if (part.has("routeConfiguration")) {
            configurations.add(part.get("routeConfiguration").path("id").asText(null));
        }
    }

    /** For Camel to read. */
    Resource resource() {
        return ResourceHelper.fromString("file:" + place, text);
    }

    boolean isStep() {
        return place.getParent().endsWith("steps");
    }
}
