package dev.darkroom.worker;

import dev.darkroom.parts.Digests;
import dev.darkroom.sequence.Parameter.Type;
import dev.darkroom.sequence.Stage;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys of results: a pure function of the job's input, its sequence and the parameters, so that a second run writes
 * to the same place, and no other run does.
 */
final class ResultKeys {

    /** Characters of the last segment, of the 1024 bytes that S3 allows for a key. */
    private static final int LONGEST = 512;
    private static final int DIGEST = 32;

    private ResultKeys() {
    }

    /**
     * The key of what a step makes of the object under {@code key}: the step becomes a prefix of its last segment,
     * followed by the parameters that are not as they are by default, and the extension is that of the result. Where
     * that would become too long, a digest stands for what came before.
     *
     * @return e.g. {@code images/12345/histogram-resize.width_300-beach.npy}
     */
    static String next(String key, Stage stage, String extension) {
        var folder = key.substring(0, key.lastIndexOf('/') + 1);
        var name = key.substring(folder.length());
        var dot = name.lastIndexOf('.');
        // of what a query finds the name has no extension yet
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var prefix = prefix(stage);
        var whole = prefix + '-' + stem;
        return folder + (whole.length() > LONGEST ? stage.name() + '-' + digest(whole) : whole) + '.' + extension;
    }

    private static String prefix(Stage stage) {
        return stage.name() + stage.changes().entrySet().stream().map(
                change -> "." + change.getKey().toLowerCase(Locale.ROOT) + "_" + safe(stage, change))
                .collect(Collectors.joining());
    }

    /** A value in characters that mean nothing in keys and addresses; of a text, which may be anything, a digest. */
    private static String safe(Stage stage, Map.Entry<String, String> change) {
        return stage.step().parameters().get(change.getKey()).type() == Type.TEXT
                ? digest(change.getValue())
                : change.getValue().replace("-", "minus");
    }

    private static String digest(String text) {
        return Digests.sha256Hex(text).substring(0, DIGEST);
    }
}
