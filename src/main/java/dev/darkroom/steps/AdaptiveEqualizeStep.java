package dev.darkroom.steps;

import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU16;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import java.util.stream.IntStream;

/**
 * Contrast limited adaptive histogram equalization (CLAHE): each tile of the photograph is equalized by its own
 * histogram, with the contrast limited, and each pixel is mixed from the four tiles around it, as
 * {@code skimage.exposure.equalize_adapthist} does, rounded to 8 bits. Of a colour photograph the value V of HSV is
 * equalized; hue and saturation stay. A component that lies exactly between two samples may be the other one of them.
 * (BoofCV's {@code equalizeLocal} knows no limit.)
 *
 * <p>A photograph whose V is the same everywhere stays as it is; skimage makes it white. The memory is 3 bytes a pixel
 * and the result; tiles take at most 17 MB.
 */
public final class AdaptiveEqualizeStep {

    /** Levels that skimage calculates with, and their bins. */
    private static final int LEVELS = 1 << 14;
    private static final int BINS = 256;
    private static final int LEVELS_A_BIN = 1 + LEVELS / BINS;

    /** Tiles of one size along one side, the last one filled up with the mirrored photograph. */
    private record Tiling(int side, int length) {

        static Tiling of(int side, int tiles) {
            return new Tiling(side, Math.max(1, side / tiles));
        }

        int count() {
            return Math.ceilDiv(side, length);
        }

        /** The place of the photograph that is at a place of the tiles. */
        int mirrored(int place) {
            if (side == 1) {
                return 0;
            }
            var along = place % (2 * side - 2);
            return Math.min(along, 2 * side - 2 - along);
        }

        /** The tile whose middle is the last one before a place; there may be none. */
        int before(int place) {
            return Math.max(0, (place + length / 2) / length - 1);
        }

        /** The tile whose middle is the first one after a place; there may be none. */
        int after(int place) {
            return Math.min(count() - 1, (place + length / 2) / length);
        }

        /** How far a place is from the one middle to the other, 0…1. */
        double way(int place) {
            return (double) ((place + length / 2) % length) / length;
        }
    }

    /**
     * @param tiles     along each side, about: of a side that this does not divide there may be more
     * @param clipLimit the share of a tile's pixels that may have about the same grey value, 0…1: the higher, the more
     *                  contrast; 0 sets no limit
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, Integer tiles, double clipLimit) {
        var value = in.isGrey() ? in.luminance() : value(in.colour().bands);
        var darkest = ImageStatistics.min(value);
        var lightest = ImageStatistics.max(value);
        if (darkest == lightest) {
            return in;
        }
        var bins = IntStream.range(0, BINS).map(sample -> (int) Math.rint(
                Math.clamp((sample - darkest) / (double) (lightest - darkest), 0, 1) * (LEVELS - 1)) / LEVELS_A_BIN)
                .toArray();
        var columns = Tiling.of(in.width(), tiles);
        var rows = Tiling.of(in.height(), tiles);
        var equalized = mixed(value, bins, columns, rows, maps(value, bins, columns, rows, clipLimit));
        return stretched(in, value, equalized);
    }

    private static GrayU8 value(GrayU8... bands) {
        var value = bands[0].createSameShape();
        for (int i = 0; i < value.data.length; i++) {
            value.data[i] = (byte) Math.max(bands[0].data[i] & 0xff,
                    Math.max(bands[1].data[i] & 0xff, bands[2].data[i] & 0xff));
        }
        return value;
    }

    /** Row by row of the tiles: which level a pixel of each bin gets there. */
    private static int[][][] maps(GrayU8 value, int[] bins, Tiling columns, Tiling rows, double clipLimit) {
        var pixels = columns.length * rows.length;
        var limit = clipLimit > 0 ? Math.max(1, (int) (clipLimit * pixels)) : pixels;
        var maps = new int[rows.count()][columns.count()][];
        for (int row = 0; row < maps.length; row++) {
            for (int column = 0; column < maps[row].length; column++) {
                var counts = new int[BINS];
                for (int y = row * rows.length; y < (row + 1) * rows.length; y++) {
                    for (int x = column * columns.length; x < (column + 1) * columns.length; x++) {
                        counts[bins[value.unsafe_get(columns.mirrored(x), rows.mirrored(y))]]++;
                    }
                }
                maps[row][column] = new ClippedHistogram(counts, limit).equalized(LEVELS - 1, pixels);
            }
        }
        return maps;
    }

    /** The levels of the pixels. */
    private static GrayU16 mixed(GrayU8 value, int[] bins, Tiling columns, Tiling rows, int[][][] maps) {
        var out = new GrayU16(value.width, value.height);
        for (int y = 0; y < value.height; y++) {
            var above = maps[rows.before(y)];
            var below = maps[rows.after(y)];
            var down = rows.way(y);
            for (int x = 0; x < value.width; x++) {
                var left = columns.before(x);
                var right = columns.after(x);
                var across = columns.way(x);
                var bin = bins[value.unsafe_get(x, y)];
                // skimage adds up in single precision
                var level = (float) (above[left][bin] * ((1 - across) * (1 - down)));
                level += (float) (above[right][bin] * (across * (1 - down)));
                level += (float) (below[left][bin] * ((1 - across) * down));
                level += (float) (below[right][bin] * (across * down));
                out.unsafe_set(x, y, (int) level);
            }
        }
        return out;
    }

    /** The photograph with the levels, stretched to the whole range, in the place of its values. */
    private static Photograph stretched(Photograph in, GrayU8 value, GrayU16 levels) {
        var darkest = ImageStatistics.min(levels);
        var lightest = ImageStatistics.max(levels);
        if (darkest == lightest) {
            return in;
        }
        var scale = 255.0 / (lightest - darkest);
        return Bands.map(in, band -> {
            var out = band.createSameShape();
            for (int i = 0; i < out.data.length; i++) {
                var to = ((levels.data[i] & 0xffff) - darkest) * scale;
                var from = value.data[i] & 0xff;
                // black has no colour: it becomes grey
                out.data[i] = (byte) Math.rint(from == 0 ? to : to * (band.data[i] & 0xff) / from);
            }
            return out;
        });
    }
}
