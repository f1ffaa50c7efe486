package dev.darkroom.admin;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Gathers the parts of the dashboard. */
public final class Dashboards {

    /** Adds a part. */
    public void keep(@Variable("dashboard") Map<String, Object> dashboard, @Variable("part") String name,
            @Body Object part) {
        dashboard.put(name, part);
    }
}
