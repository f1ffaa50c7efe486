package dev.darkroom.sequence;

import java.util.regex.Pattern;

/**
 * What steps take and make. A kind is a word or two in a declaration: {@code photograph}, {@code histogram},
 * {@code document}, or whatever else a step makes; a query hands over a set: {@code set of histograms}.
 */
public final class Kinds {

    /** What an original is. */
    public static final String PHOTOGRAPH = "photograph";

    /** What a search answers. */
    public static final String DOCUMENT = "document";

    private static final String SET_OF = "set of ";
    private static final Pattern HISSING = Pattern.compile(".*(s|x|z|ch|sh)");

    private Kinds() {
    }

    /** Many of a kind, as a query finds them. */
    public static String setOf(String kind) {
        return SET_OF + kind + (HISSING.matcher(kind).matches() ? "es" : "s");
    }

    /** Whether a kind is a set. */
    public static boolean isSet(String kind) {
        return kind.startsWith(SET_OF);
    }
}
