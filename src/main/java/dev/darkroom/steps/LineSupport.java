package dev.darkroom.steps;

import boofcv.struct.image.GrayS16;
import georegression.struct.line.LineSegment2D_F64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Regions of neighbouring pixels whose gradients point the same way, and the straight lines that lie in their middle, as
 * in LSD (Grompone von Gioi, Jakubowicz, Morel and Randall, LSD: a Line Segment Detector, 2012) but for its test against
 * chance: here a least gradient and a least length keep noise away.
 */
final class LineSupport {

    /** As in LSD: gradients that differ by 22.5 degrees at most from the region's. */
    private static final double SAME_DIRECTION = Math.cos(Math.PI / 8);
    /** In pixels: the root of the mean squared distance from the line. A straight blurred edge has about 1. */
    private static final double WIDEST = 1.6;
    private static final int FEWEST_PIXELS = 12;

    private final GrayS16 derivativeX;
    private final GrayS16 derivativeY;
    private final double weakest;
    private final boolean[] taken;
    private final int[] region;

    /** @param weakest gradient of a pixel of a region */
    LineSupport(GrayS16 derivativeX, GrayS16 derivativeY, double weakest) {
        this.derivativeX = derivativeX;
        this.derivativeY = derivativeY;
        this.weakest = weakest;
        taken = new boolean[derivativeX.width * derivativeX.height];
        region = new int[taken.length];
    }

    /**
     * @param seed gradient that the strongest pixel of a region has at least
     * @return the lines that are straight, those with the strongest gradients first
     */
    List<LineSegment2D_F64> lines(double seed) {
        var lines = new ArrayList<LineSegment2D_F64>();
        for (int pixel : seeds(seed)) {
            if (!taken[pixel]) {
                int size = grow(pixel);
                if (size >= FEWEST_PIXELS) {
                    fit(size, lines);
                }
            }
        }
        return lines;
    }

    private int[] seeds(double seed) {
        long[] sorted = IntStream.range(0, taken.length).filter(pixel -> gradient(pixel) >= seed)
                .mapToLong(pixel -> (long) -gradient(pixel) << Integer.SIZE | pixel).sorted().toArray();
        return Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
    }

    private double gradient(int pixel) {
        return Math.hypot(derivativeX.data[pixel], derivativeY.data[pixel]);
    }

    /** Fills {@link #region} and says how many pixels it has. */
    private int grow(int seed) {
        var width = derivativeX.width;
        region[0] = seed;
        taken[seed] = true;
        var size = 1;
        var sumX = derivativeX.data[seed] / gradient(seed);
        var sumY = derivativeY.data[seed] / gradient(seed);
        for (int i = 0; i < size; i++) {
            int x = region[i] % width;
            int y = region[i] / width;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(derivativeX.height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int pixel = ny * width + nx;
                    var gradient = gradient(pixel);
                    if (!taken[pixel] && gradient >= weakest && derivativeX.data[pixel] * sumX
                            + derivativeY.data[pixel] * sumY >= SAME_DIRECTION * gradient * Math.hypot(sumX, sumY)) {
                        taken[pixel] = true;
                        region[size++] = pixel;
                        sumX += derivativeX.data[pixel] / gradient;
                        sumY += derivativeY.data[pixel] / gradient;
                    }
                }
            }
        }
        return size;
    }

    /** The main axis of the region, each pixel weighing as much as its gradient. */
    private void fit(int size, List<LineSegment2D_F64> lines) {
        double weight = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < size; i++) {
            var gradient = gradient(region[i]);
            weight += gradient;
            x += gradient * (region[i] % derivativeX.width);
            y += gradient * (region[i] / derivativeX.width);
        }
        x /= weight;
        y /= weight;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < size; i++) {
            var gradient = gradient(region[i]);
            var dx = region[i] % derivativeX.width - x;
            var dy = region[i] / derivativeX.width - y;
            xx += gradient * dx * dx;
            xy += gradient * dx * dy;
            yy += gradient * dy * dy;
        }
        var across = (xx + yy - Math.hypot(xx - yy, 2 * xy)) / 2 / weight;
        if (across <= WIDEST * WIDEST) {
            lines.add(along(size, x, y, Math.atan2(2 * xy, xx - yy) / 2));
        }
    }

    private LineSegment2D_F64 along(int size, double x, double y, double angle) {
        var cos = Math.cos(angle);
        var sin = Math.sin(angle);
        var extent = IntStream.range(0, size).mapToDouble(i -> (region[i] % derivativeX.width - x) * cos
                + (region[i] / derivativeX.width - y) * sin).summaryStatistics();
        return new LineSegment2D_F64(x + extent.getMin() * cos, y + extent.getMin() * sin,
                x + extent.getMax() * cos, y + extent.getMax() * sin);
    }
}
