package dev.darkroom.steps;

import java.util.stream.IntStream;

/**
 * Reduces a line of 8-bit samples to another length by Lanczos' kernel of three lobes, which is as much wider as the
 * line becomes shorter; arithmetic in whole numbers as in Pillow's {@code Image.resize(…, LANCZOS)}, sample by sample.
 */
final class Lanczos {

    private static final int LOBES = 3;
    /** Weights are multiples of 2<sup>-22</sup>. */
    private static final int PRECISION = 22;

    private final int[] starts;
    private final int[][] weights;

    /**
     * @param in  samples of a line, at least 1
     * @param out samples that it is to have, at least 1
     */
    Lanczos(int in, int out) {
        var scale = (double) in / out;
        var stretch = Math.max(1, scale);
        var support = LOBES * stretch;
        starts = new int[out];
        weights = new int[out][];
        for (int i = 0; i < out; i++) {
            var centre = (i + 0.5) * scale;
            var start = Math.max(0, (int) (centre - support + 0.5));
            var end = Math.min(in, (int) (centre + support + 0.5));
            starts[i] = start;
            weights[i] = whole(IntStream.range(start, end)
                    .mapToDouble(x -> kernel((x - centre + 0.5) / stretch)).toArray());
        }
    }

    private static double kernel(double x) {
        return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }

    private static int[] whole(double[] weights) {
        var sum = 0.0;
        for (double weight : weights) {
            sum += weight;
        }
        var whole = new int[weights.length];
        for (int i = 0; i < whole.length; i++) {
            var exact = weights[i] / sum * (1 << PRECISION);
            whole[i] = (int) (exact + Math.copySign(0.5, exact));
        }
        return whole;
    }

    /**
     * @param line samples 0…255
     * @param out  takes the reduced line, 0…255
     */
    void apply(int[] line, int[] out) {
        for (int i = 0; i < out.length; i++) {
            var sum = 1 << PRECISION - 1;
            var start = starts[i];
            int[] weight = weights[i];
            for (int j = 0; j < weight.length; j++) {
                sum += line[start + j] * weight[j];
            }
            out[i] = Math.clamp(sum >> PRECISION, 0, 255);
        }
    }
}
