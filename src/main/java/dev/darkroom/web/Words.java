package dev.darkroom.web;

import java.util.Locale;
import java.util.Map;

/** Names of the API as a person reads them. */
public final class Words {

    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("id", "Number"), Map.entry("n", "Rows"),
            Map.entry("user_id", "User"), Map.entry("image_id", "Image"), Map.entry("original_id", "Original"),
            Map.entry("s3_key", "S3 key"), Map.entry("sha256", "SHA-256"), Map.entry("callback_url", "Callback URL"),
            Map.entry("callback_url_switched_off_at", "Callback switched off at"), Map.entry("images_count", "Images"),
            Map.entry("jobs_count", "Jobs"));

    /** {@code created_at} becomes {@code Created at}. */
    public String label(String name) {
        return LABELS.containsKey(name)
                ? LABELS.get(name)
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
    }
}
