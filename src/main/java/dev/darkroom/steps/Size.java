package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;

/** Columns and rows of a photograph; never 0, and no more than a step makes. */
record Size(int width, int height) {

    /** A worker holds 3 bytes for each of them when they have colours. */
    static final int MOST_MEGAPIXELS = 250;

    /** The largest side that JPEG encoders take. */
    static final int MOST_A_SIDE = 65_500;

    static Size of(Photograph photograph) {
        return new Size(photograph.width(), photograph.height());
    }

    /**
     * Rounded, and at least 1 × 1.
     *
     * @throws IllegalArgumentException when no step makes that many pixels
     */
    static Size of(double width, double height) {
        var columns = Math.max(1, Math.rint(width));
        var rows = Math.max(1, Math.rint(height));
        if (columns * rows > MOST_MEGAPIXELS * 1e6 || Math.max(columns, rows) > MOST_A_SIDE) {
            throw new IllegalArgumentException(
                    "The result would have %.0f × %.0f pixels; at most %d megapixels, %d pixels a side, are made"
                            .formatted(columns, rows, MOST_MEGAPIXELS, MOST_A_SIDE));
        }
        return new Size((int) columns, (int) rows);
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
