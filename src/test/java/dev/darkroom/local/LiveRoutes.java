package dev.darkroom.local;

import dev.darkroom.sequence.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.AntPathMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Puts a file of routes that is saved in the place of what runs, for development. Camel's own strategy watches the
 * folder; what it does then (4.17.0) is not enough here. Where it removes all routes first, none runs as long as one file
 * cannot be read; where it does not, a new route that does not start takes the old one with it, and the routes of a deleted
 * file stay. Whoever calls a route in between fails.
 *
 * <p>Here one file is exchanged at a time. Each of its routes takes nothing new, ends what it has begun, and goes; whoever
 * calls it meanwhile waits for the new one ({@code camel.component.direct.block}). A file that cannot be read, or whose
 * routes do not start, leaves the old ones in place. A step comes and goes in the catalogue as its file does.
 */
public final class LiveRoutes extends RouteWatcherReloadStrategy {

    /** Settings without which callers of a route do not wait while it is exchanged. */
    public static final Map<String, String> SETTINGS = Map.of("camel.component.direct.block", "true");

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final int DRAIN_SECONDS = 15;
    private static final long POLL_MILLISECONDS = 200;
    private static final String ROUTES = "routes/";
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");
    private static final String WRITE_CATALOGUE = "direct:write-catalogue";

    private final Path folder;
    private final Map<Path, RouteFile> running = new TreeMap<>();
    private final Map<Path, FileTime> refused = new HashMap<>();

    /** @param folder the sources of the routes, a folder that is named routes */
    public LiveRoutes(Path folder) {
        super(folder.toAbsolutePath().toString(), true);
        this.folder = folder.toAbsolutePath().normalize();
        setPollTimeout(POLL_MILLISECONDS);
    }

    @Override
    protected void doStart() throws Exception {
        try (var files = Files.walk(folder)) {
            for (var place : files.filter(this::isOurs).toList()) {
                running.put(place, RouteFile.of(place, Files.readString(place)));
            }
        }
        setResourceReload((_, resource) -> reload(resource));
        super.doStart();
    }

    /** Whether it is one of the files that this process has its routes from. */
    private boolean isOurs(Path place) {
        var name = ROUTES + folder.relativize(place).toString().replace('\\', '/');
        return Stream
                .of(getCamelContext().resolvePropertyPlaceholders("{{camel.main.routes-include-pattern}}").split(","))
                .map(pattern -> pattern.substring(Math.max(0, pattern.lastIndexOf(ROUTES))))
                .anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern.strip(), name));
    }

    private void reload(Resource resource) {
        var place = Path.of(resource.getLocation().substring("file:".length())).toAbsolutePath().normalize();
        if (isOurs(place)) {
            try {
                exchange(place);
            } catch (Exception e) {
                LOG.warn("{} is not taken, and the routes stay as they were: {}", name(place), reason(e));
            }
        }
    }

    private void exchange(Path place) throws Exception {
        var old = running.get(place);
        if (!Files.exists(place)) {
            if (old != null) {
                takeAway(old);
            }
            return;
        }
        var text = Files.readString(place);
        // an editor may empty a file before it writes it, and tell twice that it has
        var saved = Files.getLastModifiedTime(place);
        if (text.isBlank() || saved.equals(refused.put(place, saved)) || old != null && old.text().equals(text)) {
            return;
        }
        try {
            put(old, RouteFile.of(place, text));
            refused.remove(place);
        } catch (Exception e) {
            // what was half written when it was read comes again
            if (Files.exists(place) && Files.readString(place).equals(text)) {
                throw e;
            }
        }
    }

    private void takeAway(RouteFile old) throws Exception {
        if (old.isStep()) {
            catalogue().ifPresent(catalogue -> catalogue.remove(old.place().toString()));
        }
        unload(old);
        running.remove(old.place());
        writeCatalogue(old);
        LOG.info("{} is gone, and with it {}", name(old.place()), old.routes());
    }

    private void put(RouteFile old, RouteFile fresh) throws Exception {
        check(fresh);
        var step = fresh.isStep() ? catalogue() : Optional.<Catalogue>empty();
        if (step.isPresent()) {
            step.get().put(fresh.resource());
        }
        try {
            if (old != null) {
                unload(old);
            }
            load(fresh);
        } catch (Exception e) {
            unload(fresh);
            if (old != null) {
                load(old);
            }
            if (step.isPresent()) {
                restore(step.get(), old, fresh);
            }
            throw e;
        }
        running.put(fresh.place(), fresh);
        for (var other : running.values()) {
            if (other != fresh && fresh.configurations().stream().anyMatch(other.leans()::contains)) {
                unload(other);
                load(other);
            }
        }
        writeCatalogue(fresh);
        LOG.info("{} is taken: {}", name(fresh.place()), fresh.routes());
    }

    private static void restore(Catalogue catalogue, RouteFile old, RouteFile fresh) throws IOException {
        if (old == null) {
            catalogue.remove(fresh.place().toString());
        } else {
            catalogue.put(old.resource());
        }
    }

    /** Looks at what can be seen before the old routes go. */
    private void check(RouteFile fresh) throws Exception {
        if (fresh.configurations().contains(null)) {
            throw new IllegalArgumentException("a configuration without id is for all routes; start again");
        }
        for (var other : running.values()) {
            var both = other.routes().stream().filter(fresh.routes()::contains).toList();
            if (!other.place().equals(fresh.place()) && !both.isEmpty()) {
                throw new IllegalArgumentException("there is a route " + both.getFirst() + " in " + name(other.place())
                        + " already");
            }
        }
        for (var builder : PluginHelper.getRoutesLoader(getCamelContext()).findRoutesBuilders(fresh.resource())) {
            ((RouteBuilder) builder).configureRoutes(getCamelContext());
        }
    }

    private void load(RouteFile file) throws Exception {
        PluginHelper.getRoutesLoader(getCamelContext()).loadRoutes(file.resource());
    }

    private void unload(RouteFile file) throws Exception {
        // callers are before those whom they call: they end first
        for (var id : file.routes()) {
            var route = getCamelContext().getRoute(id);
            if (route != null) {
                ServiceHelper.suspendService(route.getConsumer());
                getCamelContext().getRouteController().stopRoute(id, DRAIN_SECONDS, TimeUnit.SECONDS);
                getCamelContext().removeRoute(id);
            }
        }
        for (var id : file.templates()) {
            getCamelContext().removeRouteTemplates(id);
        }
        var model = (ModelCamelContext) getCamelContext();
        for (var configuration : List.copyOf(model.getRouteConfigurationDefinitions())) {
            if (file.configurations().contains(configuration.getId())) {
                model.removeRouteConfiguration(configuration);
            }
        }
    }

    private Optional<Catalogue> catalogue() {
        return Optional.ofNullable(getCamelContext().getRegistry().findSingleByType(Catalogue.class));
    }

    /** Has the front end tell of the steps that there are now, if it is in this process. */
    private void writeCatalogue(RouteFile changed) {
        if (changed.isStep() && getCamelContext().hasEndpoint(WRITE_CATALOGUE) != null) {
            try (var template = getCamelContext().createProducerTemplate()) {
                template.sendBody(WRITE_CATALOGUE, null);
            } catch (Exception e) {
                LOG.warn("The job types are written later: {}", reason(e));
            }
        }
    }

    private String name(Path place) {
        return ROUTES + folder.relativize(place);
    }

    /** In one line, with the place where Camel or the parser says it. */
    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var problem = switch (root) {
            case MarkedYAMLException malformed -> malformed.getProblem();
            case MarkedYamlEngineException malformed -> malformed.getProblem();
            default -> String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
        };
        return PLACE.matcher(String.valueOf(root.getMessage())).results()
                .reduce((_, last) -> last).map(place -> place.group() + ": " + problem).orElse(problem);
    }
}
