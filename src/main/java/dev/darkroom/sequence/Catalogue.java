package dev.darkroom.sequence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.FileUtil;

/**
 * The steps that there are: the files of {@code routes/steps/}, each holding the route of the step it is named after.
 */
public final class Catalogue {

    private final SortedMap<String, Step> steps = new TreeMap<>();

    /**
     * @param files where the steps are, e.g. {@code classpath:routes/steps/*.yaml}
     * @throws IllegalArgumentException when a file declares no step
     */
    public Catalogue(CamelContext context, String files) {
        var reader = new StepReader(precondition -> holds(context, precondition));
        try {
            for (var file : PluginHelper.getPackageScanResourceResolver(context).findResources(files)) {
                read(reader, file).ifPresent(step -> steps.put(step.name(), step));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The steps in " + files + " cannot be listed", e);
        }
    }

    /** As Camel decides it for the route. */
    private static boolean holds(CamelContext context, String precondition) {
        return context.resolveLanguage("simple")
                .createPredicate(context.resolvePropertyPlaceholders(precondition))
                .matches(new DefaultExchange(context));
    }

    private static Optional<Step> read(StepReader reader, Resource file) throws IOException {
        var name = FileUtil.onlyName(FileUtil.stripPath(file.getLocation())).replace('-', '_');
        try (var in = file.getInputStream()) {
            return reader.read(name, in);
        }
    }

    /** The step of that name, if there is one; names have underscores where the files' have hyphens. */
    public Optional<Step> find(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    /** All of them, in the order of the alphabet. */
    public Collection<Step> steps() {
        return steps.values();
    }

    /** The names, as a sentence lists them. */
    @Override
    public String toString() {
        return String.join(", ", steps.keySet());
    }
}
