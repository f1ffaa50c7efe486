package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;

/** Columns and rows of a photograph; never 0, */
record Size(int width, int height) {

    /** The largest side that JPEG encoders take. */
    static final int MOST_A_SIDE = 65_500;

    static Size of(Photograph photograph) {
        return new Size(photograph.width(), photograph.height());
    }

    /** Rounded, and at least 1 × 1. */
    static Size of(double width, double height) {
        return new Size((int) Math.max(1, Math.rint(width)), (int) Math.max(1, Math.rint(height)));
    }

    /**
     * Itself, as the size of a result. A worker holds 3 bytes for each pixel of colours.
     *
     * @throws IllegalArgumentException when it has more megapixels, or a side that no file can have
     */
    Size atMost(int megapixels) {
        if ((double) width * height > megapixels * 1e6 || Math.max(width, height) > MOST_A_SIDE) {
            throw new IllegalArgumentException(
                    "The result would have %d × %d pixels; at most %d megapixels, %d pixels a side, are made"
                            .formatted(width, height, megapixels, MOST_A_SIDE));
        }
        return this;
    }

    /** The same shape, as large as it fits into a box. */
    Size fitting(Size box) {
        return times(Math.min(ratio(box.width, width), ratio(box.height, height)));
    }

    /** The same shape, shrunk as far as needed to fit into a box. */
    Size within(Size box) {
        return width <= box.width && height <= box.height ? this : fitting(box);
    }

    /** The same shape, as small as it covers a box. */
    Size covering(Size box) {
        var covering = times(Math.max(ratio(box.width, width), ratio(box.height, height)));
        return new Size(Math.max(box.width, covering.width), Math.max(box.height, covering.height));
    }

    private Size times(double scale) {
        return of(width * scale, height * scale);
    }

    private static double ratio(int to, int from) {
        return (double) to / from;
    }
}
