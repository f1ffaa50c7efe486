package dev.darkroom.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * What the rules look at: the routes, statements, settings and contract of {@code src/main/resources}, and the Java
 * sources. A broken project is the real one with some of its files replaced, or with some added.
 */
record Project(Map<String, String> resources, Map<String, String> sources) {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    /** The rules look at the same files again and again. */
    private static final Map<String, List<?>> PARSED = new ConcurrentHashMap<>();

    static Project real() {
        return new Project(files(RESOURCES, ".yaml", ".sql", ".properties"), files(SOURCES, ".java"));
    }

    static Project brokenBy(Path overlay) {
        var real = real();
        real.resources().putAll(files(overlay, ".yaml", ".sql", ".properties"));
        return real;
    }

    /** All routes of {@code routes/}, in the order of their files; those of a template as Camel makes them of it. */
    List<Route> routes() {
        var routes = new ArrayList<>(parts("route"));
        for (var instance : instances()) {
            templateOf(instance).map(instance::madeOf).ifPresent(routes::add);
        }
        return routes;
    }

    List<Route> templates() {
        return parts("routeTemplate");
    }

    /** What names a template and gives it parameters. */
    List<Route> instances() {
        return parts("templatedRoute");
    }

    Optional<Route> templateOf(Route instance) {
        return templates().stream().filter(template -> template.id().equals(instance.tree().get("routeTemplateRef")))
                .findFirst();
    }

    /** What routes share: how failures are dealt with. */
    List<Route> configurations() {
        return parts("routeConfiguration");
    }

    private List<Route> parts(String kind) {
        var parts = new ArrayList<Route>();
        resources.forEach((file, text) -> {
            if (file.startsWith("routes/")) {
                for (var entry : parse(text)) {
                    if (entry instanceof Map<?, ?> map && map.get(kind) instanceof Map<?, ?> part) {
                        parts.add(new Route(file, part));
                    }
                }
            }
        });
        return parts;
    }

    /** The files of {@code sql/}. */
    Set<String> statements() {
        return filesOf("sql/");
    }

    Set<String> stepFiles() {
        return filesOf("routes/steps/");
    }

    String contract() {
        return resources.get("openapi.yaml");
    }

    /** The lines of {@code application.properties}. */
    List<String> settingLines() {
        return resources.get("application.properties").lines().toList();
    }

    /** Setting to value, as they are written. */
    Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settingLines().stream().filter(line -> !line.startsWith("#") && line.contains("=")).forEach(
                line -> settings.put(line.substring(0, line.indexOf('=')).trim(),
                        line.substring(line.indexOf('=') + 1).trim()));
        return settings;
    }

    /** The text with the settings in the place of their placeholders. */
    String resolve(String text) {
        var settings = settings();
        var resolved = PLACEHOLDER.matcher(text).replaceAll(placeholder -> Matcher
                .quoteReplacement(settings.getOrDefault(placeholder.group(1), placeholder.group())));
        return resolved.equals(text) ? text : resolve(resolved);
    }

    /** What the pattern's first group matches in each file of resources and sources, the contract left out. */
    Map<String, Set<String>> mentions(Pattern pattern) {
        var mentions = new TreeMap<String, Set<String>>();
        Stream.of(resources, sources).map(Map::entrySet).flatMap(Set::stream)
                .filter(file -> !file.getKey().equals("openapi.yaml"))
                .forEach(file -> mentions.put(file.getKey(), pattern
                        .matcher(file.getValue()).results().map(match -> match.group(1)).collect(Collectors.toSet())));
        return mentions;
    }

    private Set<String> filesOf(String folder) {
        return resources.keySet().stream().filter(file -> file.startsWith(folder))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<?> parse(String yaml) {
        return PARSED.computeIfAbsent(yaml, text -> new Yaml().load(text) instanceof List<?> list ? list : List.of());
    }

    private static Map<String, String> files(Path root, String... extensions) {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(path).toString().replace('\\', '/');
                if (Stream.of(extensions).anyMatch(name::endsWith)) {
                    files.put(name, Files.readString(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
