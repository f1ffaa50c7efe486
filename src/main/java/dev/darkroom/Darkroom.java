package dev.darkroom;

import dev.darkroom.clean.CleanCommand;
import dev.darkroom.parts.Reason;
import java.util.List;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Darkroom: the front end, a worker, or both in one process, as {@code darkroom.role} says; with the argument
 * {@code clean}, deletes everything instead. Everything else is in {@code routes/}; every setting is in
 * {@code application.properties}.
 */
public final class Darkroom {

    private static final Logger LOG = LoggerFactory.getLogger(Darkroom.class);

    private Darkroom() {
    }

    public static void main(String... args) {
        // Netty does without sun.misc.Unsafe, of which Java 25 warns at every start
        System.setProperty("io.netty.noUnsafe", "true");
        // Plots are painted without a screen; one that cannot be reached would stop them
        System.setProperty("java.awt.headless", "true");
        if (args.length > 0 && args[0].equals(CleanCommand.NAME)) {
            System.exit(new CleanCommand(Darkroom.class, System.out).run(List.of(args).subList(1, args.length)));
        }
        var main = new Main(Darkroom.class);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                LOG.info(started.getCamelContext().resolvePropertyPlaceholders(
                        "Darkroom is up, role {{darkroom.role}}; health and metrics on port"
                                + " {{darkroom.management.port}}"));
            }
        });
        try {
            System.exit(main.run(args));
        } catch (Exception e) {
            var setting = ObjectHelper.getException(IllegalArgumentException.class, e);
            LOG.error("Darkroom cannot start: {}", Reason.of(e), setting == null ? e : null);
            System.exit(1);
        }
    }
}
