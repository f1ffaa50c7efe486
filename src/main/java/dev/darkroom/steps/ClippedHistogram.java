package dev.darkroom.steps;

import java.util.Arrays;

/**
 * The histogram of a tile, whose peaks are cut off so that evening it out does not exaggerate contrast and noise; what
 * is cut off is spread over the other bins. It is what {@code skimage.exposure.equalize_adapthist} does, bin by bin, after
 * Karel Zuiderveld, "Contrast Limited Adaptive Histogram Equalization", Graphics Gems IV, 1994.
 */
final class ClippedHistogram {

    private final int[] counts;
    private final int limit;

    /**
     * @param counts of pixels in each bin; written to
     * @param limit  that no count exceeds afterwards, unless all have reached it; at least 1
     */
    ClippedHistogram(int[] counts, int limit) {
        this.counts = counts;
        this.limit = limit;
        spread(shareOut(cutOff()));
    }

    /**
     * The value that a pixel of each bin gets: the share of the pixels up to its bin, 0…{@code white}, rounded down.
     *
     * @param pixels that were counted
     */
    int[] equalized(int white, int pixels) {
        var sums = counts.clone();
        Arrays.parallelPrefix(sums, Integer::sum);
        var scale = (double) white / pixels;
        return Arrays.stream(sums).map(sum -> (int) Math.min(white, sum * scale)).toArray();
    }

    /** How many pixels are too many. */
    private int cutOff() {
        var excess = 0;
        for (int i = 0; i < counts.length; i++) {
            excess += Math.max(0, counts[i] - limit);
            counts[i] = Math.min(counts[i], limit);
        }
        return excess;
    }

    /** Gives every bin the same share as far as the limit allows; how many are left. */
    private int shareOut(int excess) {
        var share = excess / counts.length;
        var left = excess;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < limit - share) {
                counts[i] += share;
                left -= share;
            }
            // also of those that have just got their share
            if (counts[i] >= limit - share) {
                left -= limit - counts[i];
                counts[i] = limit;
            }
        }
        return left;
    }

    /** Gives single pixels to bins that are spread over the range, until none is left or every bin is full. */
    private void spread(int excess) {
        var left = excess;
        for (int first = 0; left > 0; first = (first + 1) % counts.length) {
            var open = (int) Arrays.stream(counts).filter(count -> count < limit).count();
            if (open == 0) {
                return;
            }
            var step = Math.max(1, open / left);
            for (int i = first; i < counts.length; i += step) {
                if (counts[i] < limit) {
                    counts[i]++;
                    left--;
                }
            }
        }
    }
}
