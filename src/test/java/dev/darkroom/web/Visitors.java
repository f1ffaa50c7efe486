package dev.darkroom.web;

import dev.darkroom.web.Visit.Access;
import java.util.Map;

/** Visits as {@link Visits} makes them of requests. */
public final class Visitors {

    public static final Map<String, Object> MINOR = Map.of("id", 1L, "username", "minor", "role", "administrator",
            "token_id",
            31L);
    public static final RowClass USERS = new RowClass("users", "users", "user");
    public static final RowClass IMAGES = new RowClass("images", "images", "image");
    public static final RowClass IMAGE_TYPES = new RowClass("image_types", "image-types", "image-type");
    public static final RowClass JOBS = new RowClass("jobs", "jobs", "job");

    private static final String HOST = "localhost:8080";

    private Visitors() {
    }

    public static Visit of(RowClass rowClass, Long id) {
        return asking(rowClass, id, Map.of());
    }

    public static Visit asking(RowClass rowClass, Long id, Map<String, String> query) {
        return new Visit(Access.ADMINISTRATOR, false, "/admin/" + rowClass.path(), rowClass, id, null, query, Map.of(),
                "t0k3n", null, null, HOST);
    }

    public static Visit sending(RowClass rowClass, Long id, Map<String, String> form) {
        return new Visit(Access.ADMINISTRATOR, true, "/admin/" + rowClass.path(), rowClass, id, null, Map.of(), form,
                "t0k3n", null, null, HOST);
    }

    public static Visit to(Access access, boolean post, String address, Map<String, String> form) {
        return new Visit(access, post, address, null, null, null, Map.of(), form, "s3cr3t", null, null, HOST);
    }

    public static Visit from(String origin, String fetchSite, String session, Map<String, String> form) {
        return new Visit(Access.ADMINISTRATOR, true, "/admin/users", USERS, null, null, Map.of(), form, session, origin,
                fetchSite, HOST);
    }
}
