package dev.darkroom.recognition;

/**
 * Where something is in a photograph.
 *
 * @param x      of its left edge, in whole pixels; 0 is the left edge of the photograph
 * @param y      of its upper edge, in whole pixels; 0 is the upper edge of the photograph
 * @param width  at least 1
 * @param height at least 1
 * @param of     the photograph, so that the box can be drawn on a smaller copy of it
 */
public record Box(int x, int y, int width, int height, Size of) {

    /**
     * How large a photograph is.
     *
     * @param width  in pixels
     * @param height in pixels
     */
    public record Size(int width, int height) {
    }

    /** The area that both have, as a share of the area that one of them has: 0…1. */
    double overlap(Box other) {
        var columns = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        var rows = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (columns <= 0 || rows <= 0) {
            return 0;
        }
        var both = (double) columns * rows;
        return both / ((double) width * height + (double) other.width * other.height - both);
    }
}
