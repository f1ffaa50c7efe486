package dev.darkroom.sequence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.FileUtil;

/**
 * The steps that there are: the files of {@code routes/steps/}, each holding the route of the step it is named after.
 */
public final class Catalogue {

    private final SortedMap<String, Step> steps = new ConcurrentSkipListMap<>();
    private final StepReader reader;

    /**
     * @param files where the steps are, e.g. {@code classpath:routes/steps/*.yaml}; several places are separated by commas
     * @throws IllegalArgumentException when a file declares no step
     */
    public Catalogue(CamelContext context, String files) {
        reader = new StepReader(precondition -> holds(context, precondition));
        try {
            for (var place : files.split(",")) {
                for (var file : PluginHelper.getPackageScanResourceResolver(context).findResources(place.strip())) {
                    put(file);
                }
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

    /**
     * Takes a step from its file, in the place of what it was before.
     *
     * @throws IllegalArgumentException when the file declares no step; the catalogue is then as it was
     */
    public void put(Resource file) throws IOException {
        var name = name(file.getLocation());
        try (var in = file.getInputStream()) {
            reader.read(name, in).ifPresentOrElse(step -> steps.put(name, step), () -> steps.remove(name));
        }
    }

    /** Forgets the step of a file that is no more. */
    public void remove(String file) {
        steps.remove(name(file));
    }

    private static String name(String file) {
        return FileUtil.onlyName(FileUtil.stripPath(file)).replace('-', '_');
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
