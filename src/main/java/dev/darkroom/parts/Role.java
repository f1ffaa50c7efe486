package dev.darkroom.parts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * What this process does, as {@code darkroom.role} says: it serves the API, develops jobs, or both; or, as a command
 * that ends when it is done, it deletes everything.
 */
public enum Role {
    FRONTEND,
    WORKER,
    BOTH,
    CLEAN;

    /** The routes by which a worker takes jobs, from the queue and by HTTP; it need not have both. */
    public static final List<String> TAKING_JOBS = List.of("receive-jobs", "serve-worker");

    /** The role of this process. That of a command is bound as {@code role}: its environment is that of another process. */
    public static Role of(CamelContext context) {
        if (context.getRegistry().lookupByName("role") instanceof Role bound) {
            return bound;
        }
        String role = context.resolvePropertyPlaceholders("{{darkroom.role}}");
        return Arrays.stream(values()).filter(known -> known.word().equals(role)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("darkroom.role is \"" + role + "\"; it can be "
                        + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "))));
    }

    public boolean frontEnd() {
        return this == FRONTEND || this == BOTH;
    }

    public boolean worker() {
        return this == WORKER || this == BOTH;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
