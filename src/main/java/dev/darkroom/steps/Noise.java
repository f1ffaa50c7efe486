package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;

/**
 * How noisy a picture is: its second differences of second differences (Immerkær, "Fast Noise Variance Estimation",
 * Computer Vision and Image Understanding 64, 1996), which a picture without noise hardly has, and their median
 * (Donoho and Johnstone, "Ideal Spatial Adaptation by Wavelet Shrinkage", Biometrika 81, 1994), which edges do not
 * move. {@code skimage.restoration.estimate_sigma} takes the median of wavelet coefficients.
 */
final class Noise {

    /** Of the absolute value of a normally distributed number: its median in standard deviations. */
    private static final double MEDIAN = 0.6745;

    /** Standard deviation of the differences where each pixel has one of 1. */
    private static final double GAIN = 6;

    /** One for each absolute difference that 8-bit samples can have, 0 … 8 · 255. */
    private static final int LARGEST = 8 * 255;

    private Noise() {
    }

    /**
     * @return standard deviation in grey levels; 0 of a picture without any differences, or narrower than 3 pixels.
     *         Differences of 0 do not count: they are those of areas that the camera cut off
     */
    static double sigma(GrayU8 picture) {
        var counts = new int[LARGEST + 1];
        var total = 0;
        for (int y = 1; y < picture.height - 1; y++) {
            var row = y * picture.width;
            for (int x = 1; x < picture.width - 1; x++) {
                var difference = Math.abs(bend(picture, row + x - picture.width) - 2 * bend(picture, row + x)
                        + bend(picture, row + x + picture.width));
                if (difference > 0) {
                    counts[difference]++;
                    total++;
                }
            }
        }
        return total == 0 ? 0 : median(counts, total) / (MEDIAN * GAIN);
    }

    private static int bend(GrayU8 picture, int at) {
        return (picture.data[at - 1] & 0xff) - 2 * (picture.data[at] & 0xff) + (picture.data[at + 1] & 0xff);
    }

    private static int median(int[] counts, int total) {
        var value = 0;
        for (int below = counts[0]; below <= total / 2; below += counts[value]) {
            value++;
        }
        return value;
    }
}
