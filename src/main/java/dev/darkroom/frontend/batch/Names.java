package dev.darkroom.frontend.batch;

import java.util.Map;

/** The names of photographs as clients give them: any text, even a path. */
final class Names {

    private static final int LONGEST = 100;
    private static final int LONGEST_SHOWN = 255;
    private static final Map<String, String> USUAL = Map.of("image/jpeg", "original.jpg", "image/png", "original.png");

    private Names() {
    }

    /** Without the folders that some programs send along, and without characters that no name has. */
    static String shown(String name) {
        // the name of a folder, rather than none
        var last = last(name).isEmpty() ? name.replaceAll("[\\p{Cntrl}/\\\\]", "_") : last(name);
        var length = Math.min(last.length(), LONGEST_SHOWN);
        // a character of two chars is not cut in the middle
        return last.substring(0,
                length < last.length() && Character.isHighSurrogate(last.charAt(length - 1)) ? length - 1 : length);
    }

    private static String last(String name) {
        // curl sends a quotation mark so
        var plain = name.replace("\\\"", "\"");
        return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}",
                "_");
    }

    /** How the key of an object of that name ends: as {@code NewImage} of the contract has its names. */
    static String ofFile(String name, String contentType) {
        var plain = last(name).replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        // of a long name the end stays, which says what kind of file it is
        var file = plain.substring(Math.max(0, plain.length() - LONGEST)).replaceFirst("^[._-]+", "");
        return file.isEmpty() ? USUAL.get(contentType) : file;
    }
}
