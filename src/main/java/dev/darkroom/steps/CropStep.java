package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;

/**
 * A rectangle of the photograph, pixel by pixel as it is: NumPy's {@code photograph[y:y + height, x:x + width]}.
 *
 * <p>The memory is that of the result.
 */
public final class CropStep {

    /** Places from the first one on, along one side. */
    private record Span(int start, long length) {

        static Span of(Integer start, Integer length, int side) {
            if (length == null) {
                var first = start == null ? 0 : start;
                return new Span(first, Math.max(1, side - first));
            }
            return new Span(start == null ? (side - length) / 2 : start, length);
        }

        boolean isWithin(int side) {
            return start >= 0 && length > 0 && start + length <= side;
        }

        int end() {
            return (int) (start + length);
        }
    }

    /**
     * @param x      first column, 0 is the leftmost; null: the rectangle is in the middle
     * @param y      first row, 0 is the topmost; null: the rectangle is in the middle
     * @param width  columns; null: all from X on
     * @param height rows; null: all from Y on. With none of the four, the largest square in the middle
     * @return a photograph of the same format and colours
     * @throws IllegalArgumentException when the rectangle is not within the photograph
     */
    public Photograph apply(Photograph in, Integer x, Integer y, Integer width, Integer height) {
        if (x == null && y == null && width == null && height == null) {
            var side = Math.min(in.width(), in.height());
            return apply(in, null, null, side, side);
        }
        var columns = Span.of(x, width, in.width());
        var rows = Span.of(y, height, in.height());
        if (!columns.isWithin(in.width()) || !rows.isWithin(in.height())) {
            throw new IllegalArgumentException(
                    "The photograph has %d × %d pixels: %d × %d from column %d and row %d on are not within it"
                            .formatted(
                                    in.width(), in.height(), columns.length, rows.length, columns.start, rows.start));
        }
        return Bands.map(in, band -> band.subimage(columns.start, rows.start, columns.end(), rows.end()));
    }
}
