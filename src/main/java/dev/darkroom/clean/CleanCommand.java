package dev.darkroom.clean;

import dev.darkroom.http.Unprocessable;
import dev.darkroom.parts.Reason;
import dev.darkroom.parts.Role;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code darkroom clean [--yes-delete-everything-in BUCKET]}: a process that has only the routes of a cleaning, runs
 * them once, says what was deleted, and ends.
 */
public final class CleanCommand {

    public static final String NAME = "clean";

    static final int CLEAN = 0;
    static final int FAILED = 1;
    static final int REFUSED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(CleanCommand.class);
    private static final String USAGE = "Usage: darkroom " + NAME + " [" + Consent.OPTION + " BUCKET]";

    /** It has its own routes only and listens to nobody, whatever role the environment is for. */
    private static final Map<String, String> SETTINGS = Map.of("camel.main.routes-include-pattern",
            "classpath:routes/errors.yaml,{{darkroom.routes.clean}}", "camel.server.enabled", "false",
            "camel.management.enabled", "false");

    private final Class<?> application;
    private final PrintStream out;

    /** @param application in whose package Camel finds the beans of all roles */
    public CleanCommand(Class<?> application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param arguments those after its name
     * @return the exit code: 0 when nothing is left; 1 when it failed, and may be repeated; 2 when it was refused, and
     *         nothing was touched
     */
    public int run(List<String> arguments) {
        if (!isUsage(arguments)) {
            out.println(USAGE);
            return REFUSED;
        }
        var main = new Main(application);
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        var settings = new Properties();
        settings.putAll(SETTINGS);
        main.setOverrideProperties(settings);
        main.bind("role", Role.CLEAN);
        try {
            // nothing is connected to before the first use
            main.start();
            main.lookup("consent", Consent.class)
                    .requireOfCommand(arguments.isEmpty() ? null : arguments.getLast());
            var cleaning = main.getCamelTemplate().request("direct:clean", _ -> {
            });
            if (cleaning.getException() != null) {
                throw cleaning.getException();
            }
            out.println(said(cleaning.getMessage().getBody(Map.class)));
            return CLEAN;
        } catch (Unprocessable refusal) {
            out.println(refusal.getMessage());
            return REFUSED;
        } catch (Exception e) {
            LOG.debug("The cleaning failed", e);
            out.println("Not everything was deleted: " + Reason.of(e) + ". Clean again");
            return FAILED;
        } finally {
            main.stop();
        }
    }

    private static boolean isUsage(List<String> arguments) {
        return arguments.isEmpty() || arguments.size() == 2 && arguments.getFirst().equals(Consent.OPTION);
    }

    private static String said(Map<?, ?> outcome) {
        var workers = outcome.get("workers_told");
        var messages = (Map<?, ?>) outcome.get("messages");
        var objects = (Map<?, ?>) outcome.get("objects");
        return """
                Workers told to stop   %s
                Batches                %s
                Jobs                   %s
                Images                 %s
                Messages               %s in jobs, %s in dead jobs, %s in upload events
                Objects                %s in the input bucket, %s in the output bucket
                Everything was deleted."""
                .formatted(Objects.requireNonNullElse(workers, "none, for Redis does not answer; those that run go on"),
                        outcome.get("batches"), outcome.get("jobs"), outcome.get("images"), messages.get("jobs"),
                        messages.get("dead_jobs"),
                        messages.get("upload_events"), objects.get("input"), objects.get("output"));
    }
}
