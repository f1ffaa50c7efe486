package dev.darkroom.steps;

import boofcv.alg.transform.ii.IntegralImageOps;
import boofcv.core.image.ConvertImage;
import boofcv.struct.image.GrayF64;
import boofcv.struct.image.GrayU8;

/**
 * A threshold for each pixel, from the mean and the standard deviation of the square around it: mean · (1 + k ·
 * (deviation / 127.5 − 1)) (Sauvola and Pietikäinen, "Adaptive Document Image Binarization", Pattern Recognition 33,
 * 2000), as {@code skimage.filters.threshold_sauvola}; beyond the border the picture is mirrored.
 *
 * <p>BoofCV's Sauvola divides by the largest deviation that occurs in the picture, so that one corner of it decides
 * about all others, and takes fewer pixels at the border.
 */
final class SauvolaThreshold {

    /** Half of what an 8-bit sample can be: the largest deviation there is. */
    private static final double LARGEST_DEVIATION = 127.5;

    private final int window;
    private final double k;

    /**
     * @param window pixels a side of the square; odd
     * @param k      how far below the mean the threshold is where there is no contrast, as a share of the mean
     */
    SauvolaThreshold(int window, double k) {
        this.window = window;
        this.k = k;
    }

    /** Makes pixels of the tile that are above their threshold 255, and the others 0. */
    void apply(GrayU8 picture, Tile tile, GrayU8 out) {
        // sums of a square begin with what lies before it
        var margin = window / 2 + 1;
        var from = tile.cut(picture, margin, Border.MIRROR);
        var values = ConvertImage.convert(from, (GrayF64) null);
        var sums = IntegralImageOps.transform(values, null);
        for (int i = 0; i < values.data.length; i++) {
            values.data[i] *= values.data[i];
        }
        var sumsOfSquares = IntegralImageOps.transform(values, null);
        tile.fill(out, (x, y) -> {
            var threshold = threshold(mean(sums, x, y), mean(sumsOfSquares, x, y));
            return from.get(x + margin, y + margin) > threshold ? 255 : 0;
        });
    }

    private double mean(GrayF64 sums, int x, int y) {
        return IntegralImageOps.block_unsafe(sums, x, y, x + window, y + window) / (window * window);
    }

    private double threshold(double mean, double meanSquare) {
        var deviation = Math.sqrt(Math.max(0, meanSquare - mean * mean));
        return mean * (1 + k * (deviation / LARGEST_DEVIATION - 1));
    }
}
