package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import java.util.Arrays;

/**
 * Non-local means (Buades, Coll and Morel, CVPR 2005): each pixel becomes the mean of the pixels near it, weighted by
 * how alike the patches around them are; all bands together.
 *
 * <p>As {@code skimage.restoration.denoise_nl_means(patch_size=5, patch_distance=3, h=0.8 * sigma, sigma=sigma,
 * fast_mode=True)}, whose patch has 4 × 4 pixels, from one before to two after the pixel, while its distance is
 * divided by 5 × 5.
 */
final class NonLocalMeans {

    private static final int PATCH = 4;
    private static final int BEFORE = 1;
    private static final int DISTANCE = 3;
    private static final int MARGIN = DISTANCE + PATCH - BEFORE - 1;

    private static final int PATCH_SIZE = 5;
    private static final double SMOOTHING = 0.8;

    /** Beyond it the weight is so small that it counts as none. */
    private static final double MOST_UNLIKE = 5;

    private final GrayU8[] bands;
    private final int width;
    private final int height;
    private final double expected;
    private final double scale;

    private final int[] sums;
    private final int[] rows;
    private final double[] weights;
    private final double[][] means;

    private NonLocalMeans(GrayU8[] picture, Tile tile, double sigma) {
        bands = Arrays.stream(picture).map(band -> tile.cut(band, MARGIN, Border.MIRROR)).toArray(GrayU8[]::new);
        width = tile.width();
        height = tile.height();
        expected = 2 * sigma * sigma * PATCH * PATCH * picture.length;
        scale = 1 / (PATCH_SIZE * PATCH_SIZE * picture.length * SMOOTHING * SMOOTHING * sigma * sigma);
        sums = new int[(width + PATCH - 1) * (height + PATCH - 1)];
        rows = new int[width * (height + PATCH - 1)];
        weights = new double[width * height];
        means = new double[picture.length][width * height];
    }

    /**
     * @param picture bands of one size
     * @param sigma   standard deviation of the noise in grey levels, above 0
     * @return of each band the new values of the tile, row by row, 0…255
     */
    static double[][] of(GrayU8[] picture, Tile tile, double sigma) {
        var work = new NonLocalMeans(picture, tile, sigma);
        for (int dy = -DISTANCE; dy <= DISTANCE; dy++) {
            for (int dx = -DISTANCE; dx <= DISTANCE; dx++) {
                work.compare(dx, dy);
                work.gather(dx, dy);
            }
        }
        for (double[] values : work.means) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= work.weights[i];
            }
        }
        return work.means;
    }

    /** Leaves in {@code rows} the sum of squared differences of each pixel's patch and the one at a distance. */
    private void compare(int dx, int dy) {
        Arrays.fill(sums, 0);
        var columns = width + PATCH - 1;
        for (GrayU8 band : bands) {
            var shift = dy * band.width + dx;
            for (int y = 0; y < height + PATCH - 1; y++) {
                var from = (y + MARGIN - BEFORE) * band.width + MARGIN - BEFORE;
                for (int x = 0; x < columns; x++) {
                    var difference = (band.data[from + x] & 0xff) - (band.data[from + x + shift] & 0xff);
                    sums[y * columns + x] += difference * difference;
                }
            }
        }
        for (int y = 0; y < height + PATCH - 1; y++) {
            for (int x = 0, at = y * columns; x < width; x++, at++) {
                rows[y * width + x] = sums[at] + sums[at + 1] + sums[at + 2] + sums[at + 3];
            }
        }
        for (int at = 0; at < width * height; at++) {
            rows[at] += rows[at + width] + rows[at + 2 * width] + rows[at + 3 * width];
        }
    }

    private void gather(int dx, int dy) {
        for (int y = 0; y < height; y++) {
            var from = (y + MARGIN + dy) * bands[0].width + MARGIN + dx;
            for (int x = 0; x < width; x++) {
                var at = y * width + x;
                var unlike = Math.max(0, rows[at] - expected) * scale;
                if (unlike <= MOST_UNLIKE) {
                    var weight = Math.exp(-unlike);
                    weights[at] += weight;
                    for (int band = 0; band < bands.length; band++) {
                        means[band][at] += weight * (bands[band].data[from + x] & 0xff);
                    }
                }
            }
        }
    }
}
