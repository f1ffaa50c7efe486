package dev.darkroom.steps;

import dev.darkroom.analysis.PerceptualHash;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;

/**
 * The pHash of a photograph by the discrete cosine transform (Zauner, Implementation and Benchmarking of Perceptual
 * Image Hash Functions, 2010), bit by bit as {@code imagehash.phash}: the grey photograph is reduced to 32 × 32, and of
 * each of the 8 × 8 lowest frequencies a bit says whether it is above their median.
 *
 * <p>Grey is 0.299 R + 0.587 G + 0.114 B here, as in that library, so that its hashes and these can be compared. One
 * thing differs: a coefficient that only rounding keeps from being 0 is 0, so that a photograph without any detail along
 * an axis has the same hash on every machine.
 *
 * <p>Time grows with the pixels; memory, beside the photograph, with its height: 128 bytes a row.
 */
public final class PerceptualHashStep {

    private static final int SIZE = 32;
    private static final int LOWEST = 8;
    private static final double[][] COSINES = cosines();
    /** Coefficients reach a million; those that are 0 come out below a millionth. */
    private static final double ROUNDING = 1e-4;

    /** 64 bits that change little when the photograph is scaled, compressed or made brighter. */
    public PerceptualHash apply(Photograph in) {
        double[] frequencies = lowestFrequencies(reduced(in));
        var median = median(frequencies);
        var bits = 0L;
        for (double frequency : frequencies) {
            bits = bits << 1 | (frequency > median ? 1 : 0);
        }
        return new PerceptualHash(bits);
    }

    /** By columns: first all rows are reduced, then what is left of the columns. */
    private static int[][] reduced(Photograph in) {
        var horizontal = new Lanczos(in.width(), SIZE);
        var vertical = new Lanczos(in.height(), SIZE);
        var columns = new int[SIZE][in.height()];
        var row = new int[in.width()];
        var shortRow = new int[SIZE];
        for (int y = 0; y < in.height(); y++) {
            readRow(in, y, row);
            horizontal.apply(row, shortRow);
            for (int x = 0; x < SIZE; x++) {
                columns[x][y] = shortRow[x];
            }
        }
        var reduced = new int[SIZE][SIZE];
        for (int x = 0; x < SIZE; x++) {
            vertical.apply(columns[x], reduced[x]);
        }
        return reduced;
    }

    /** Grey as Pillow's {@code convert("L")}: the weights in multiples of 2<sup>-16</sup>. */
    private static void readRow(Photograph in, int y, int[] row) {
        var start = y * row.length;
        if (in.isGrey()) {
            byte[] grey = in.luminance().data;
            Arrays.setAll(row, x -> grey[start + x] & 0xff);
            return;
        }
        byte[] r = in.colour().getBand(0).data;
        byte[] g = in.colour().getBand(1).data;
        byte[] b = in.colour().getBand(2).data;
        Arrays.setAll(row, x -> (r[start + x] & 0xff) * 19595 + (g[start + x] & 0xff) * 38470
                + (b[start + x] & 0xff) * 7471 + 0x8000 >> 16);
    }

    /** DCT-II without norm, as {@code scipy.fftpack.dct} of both axes; vertical frequencies one after the other. */
    private static double[] lowestFrequencies(int[][] columns) {
        var vertical = new double[SIZE][LOWEST];
        for (int x = 0; x < SIZE; x++) {
            for (int v = 0; v < LOWEST; v++) {
                for (int y = 0; y < SIZE; y++) {
                    vertical[x][v] += columns[x][y] * COSINES[v][y];
                }
            }
        }
        var frequencies = new double[LOWEST * LOWEST];
        for (int i = 0; i < frequencies.length; i++) {
            var sum = 0.0;
            for (int x = 0; x < SIZE; x++) {
                sum += vertical[x][i / LOWEST] * COSINES[i % LOWEST][x];
            }
            frequencies[i] = Math.rint(sum / ROUNDING) * ROUNDING;
        }
        return frequencies;
    }

    private static double[][] cosines() {
        var cosines = new double[LOWEST][SIZE];
        for (int frequency = 0; frequency < LOWEST; frequency++) {
            for (int i = 0; i < SIZE; i++) {
                cosines[frequency][i] = 2 * Math.cos(Math.PI * frequency * (2 * i + 1) / (2 * SIZE));
            }
        }
        return cosines;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
