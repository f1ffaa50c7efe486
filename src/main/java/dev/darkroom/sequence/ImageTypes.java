package dev.darkroom.sequence;

/** Under which name the API lists the images of a type. */
public final class ImageTypes {

    private ImageTypes() {
    }

    /** As the table of image types computes it: {@code histograms}, {@code edges}. */
    public static String plural(String type) {
        return type.endsWith("s") ? type : type + "s";
    }
}
