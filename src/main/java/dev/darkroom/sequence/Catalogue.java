package dev.darkroom.sequence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.FileUtil;

/**
 * The steps that there are: the files of {@code routes/steps/}, each holding the route of the step it is named after.
 */
public final class Catalogue {

    private final SortedSet<String> steps = new TreeSet<>();

    /** @param files where the steps are, e.g. {@code classpath:routes/steps/*.yaml} */
    public Catalogue(CamelContext context, String files) {
        try {
            for (var file : PluginHelper.getPackageScanResourceResolver(context).findResources(files)) {
                steps.add(FileUtil.onlyName(FileUtil.stripPath(file.getLocation())).replace('-', '_'));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The steps in " + files + " cannot be listed", e);
        }
    }

    /** Whether there is a step of that name; names have underscores where the files' have hyphens. */
    public boolean has(String step) {
        return steps.contains(step);
    }

    /** The names, as a sentence lists them. */
    @Override
    public String toString() {
        return String.join(", ", steps);
    }
}
