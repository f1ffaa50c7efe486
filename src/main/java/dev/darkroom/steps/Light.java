package dev.darkroom.steps;

import java.util.stream.IntStream;

/** What is averaged where pixels are mixed: sample values as they are encoded, or the light that they stand for. */
public enum Light {

    /** The 8-bit values themselves, as most libraries do it; fine contrasts come out darker than the eye saw them. */
    ENCODED {
        @Override
        double decoded(double value) {
            return value;
        }

        @Override
        byte sample(double quantity) {
            return (byte) Math.rint(Math.clamp(quantity, 0, 255));
        }
    },

    /**
     * Proportional to the light, after the sRGB transfer function of IEC 61966-2-1, whatever profile the photograph
     * has: those of cameras have about the same curve.
     */
    LINEAR {
        @Override
        double decoded(double value) {
            var encoded = value / 255;
            return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
        }
    };

    /** Cells of the range that have a sample to start from: not many more than one sample lies in a cell. */
    private static final int CELLS = 4096;

    private final double[] quantities = IntStream.range(0, 256).mapToDouble(this::decoded).toArray();
    private final double[] betweens = IntStream.range(0, 255).mapToDouble(value -> decoded(value + 0.5)).toArray();
    private final byte[] starts = new byte[CELLS + 1];

    Light() {
        for (int cell = 0, sample = 0; cell <= CELLS; cell++) {
            sample = next(sample, decoded(255) * cell / CELLS);
            starts[cell] = (byte) sample;
        }
    }

    abstract double decoded(double value);

    /** What each of the samples 0…255 counts when it is averaged. */
    double[] quantities() {
        return quantities;
    }

    /** The sample that is nearest to an average, which may be somewhat beyond the range. */
    byte sample(double quantity) {
        var cell = (int) (Math.clamp(quantity / quantities[255], 0, 1) * CELLS);
        return (byte) next(starts[cell] & 0xff, quantity);
    }

    private int next(int start, double quantity) {
        var sample = start;
        while (sample < betweens.length && quantity > betweens[sample]) {
            sample++;
        }
        return sample;
    }
}
