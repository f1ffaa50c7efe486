package dev.darkroom.recognition;

/**
 * A photograph as a model wants it, and how places in it lead back to the photograph.
 *
 * @param values as the model's input is laid out
 */
public record Prepared(float[] values, Axis columns, Axis rows) {

    /**
     * @param left   of the edges, in pixels of the model's input; they may be beyond it
     * @param top    likewise
     * @param right  likewise
     * @param bottom likewise
     * @return the part of it that is in the photograph, at least one pixel
     */
    Box box(double left, double top, double right, double bottom) {
        var x = pixel(columns, left, 0, columns.photograph() - 1);
        var y = pixel(rows, top, 0, rows.photograph() - 1);
        return new Box(x, y, pixel(columns, right, x + 1, columns.photograph()) - x,
                pixel(rows, bottom, y + 1, rows.photograph()) - y,
                new Box.Size(columns.photograph(), rows.photograph()));
    }

    private static int pixel(Axis axis, double place, int least, int most) {
        return Math.clamp(Math.round(axis.inPhotograph(place)), least, most);
    }
}
