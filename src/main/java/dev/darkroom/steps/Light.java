package dev.darkroom.steps;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What is averaged where pixels are mixed: sample values as they are encoded, or the light that they stand for. */
public enum Light {

    /** The 8-bit values themselves, as most libraries do it; fine contrasts come out darker than the eye saw them. */
    ENCODED {
        @Override
        double decoded(double value) {
            return value;
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

    private final double[] quantities = IntStream.range(0, 256).mapToDouble(this::decoded).toArray();
    private final double[] betweens = IntStream.range(0, 255).mapToDouble(value -> decoded(value + 0.5)).toArray();

    abstract double decoded(double value);

    /** What each of the samples 0…255 counts when it is averaged. */
    double[] quantities() {
        return quantities;
    }

    /** The sample that is nearest to an average, of two equally near ones the even one. */
    byte sample(double quantity) {
        if (this == ENCODED) {
            return (byte) Math.rint(Math.clamp(quantity, 0, 255));
        }
        var place = Arrays.binarySearch(betweens, quantity);
        return (byte) (place < 0 ? -place - 1 : place + place % 2);
    }
}
