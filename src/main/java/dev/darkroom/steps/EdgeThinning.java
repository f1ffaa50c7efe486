package dev.darkroom.steps;

import boofcv.struct.image.GrayF64;

/**
 * How strong edges are, and where they are strongest across their direction: Sobel's gradient, and a pixel is kept
 * when none of the two points beside it along the gradient is stronger. Their strength is interpolated between two
 * pixels, as {@code skimage.feature.canny} does it.
 */
final class EdgeThinning {

    private final int width;
    private final double[] right;
    private final double[] down;
    private final double[] strength;

    /** @param smooth grey values 0…255 without noise; beyond its border, the outermost pixels go on */
    EdgeThinning(GrayF64 smooth) {
        width = smooth.width;
        right = new double[width * smooth.height];
        down = new double[width * smooth.height];
        strength = new double[width * smooth.height];
        for (int y = 0; y < smooth.height; y++) {
            var above = smooth.startIndex + Math.max(0, y - 1) * smooth.stride;
            var here = smooth.startIndex + y * smooth.stride;
            var below = smooth.startIndex + Math.min(smooth.height - 1, y + 1) * smooth.stride;
            for (int x = 0, at = y * width; x < width; x++, at++) {
                var before = Math.max(0, x - 1);
                var after = Math.min(width - 1, x + 1);
                right[at] = slope(smooth.data, above + after, above + before)
                        + 2 * slope(smooth.data, here + after, here + before)
                        + slope(smooth.data, below + after, below + before);
                down[at] = slope(smooth.data, below + before, above + before)
                        + 2 * slope(smooth.data, below + x, above + x)
                        + slope(smooth.data, below + after, above + after);
                strength[at] = Math.sqrt(right[at] * right[at] + down[at] * down[at]);
            }
        }
    }

    private static double slope(double[] values, int to, int from) {
        return values[to] - values[from];
    }

    /**
     * The length of the gradient, as Sobel's unscaled kernels give it: 4 times a step in grey levels; 0 where it is
     * greater beside the pixel.
     *
     * @param x not the first and not the last column
     * @param y not the first and not the last row
     */
    double strength(int x, int y) {
        var at = y * width + x;
        var horizontal = Math.abs(right[at]);
        var vertical = Math.abs(down[at]);
        var across = right[at] * down[at] >= 0 ? width : -width;
        var diagonal = across + 1;
        var straight = vertical >= horizontal ? across : 1;
        var share = Math.min(horizontal, vertical) / Math.max(horizontal, vertical);
        var strongest = beside(at, diagonal, straight, share) <= strength[at]
                && beside(at, -diagonal, -straight, share) <= strength[at];
        return strongest ? strength[at] : 0;
    }

    private double beside(int at, int diagonal, int straight, double share) {
        return strength[at + diagonal] * share + strength[at + straight] * (1 - share);
    }
}
