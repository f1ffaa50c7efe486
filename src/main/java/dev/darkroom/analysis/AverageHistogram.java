package dev.darkroom.analysis;

import java.util.Arrays;

/**
 * What is usual among many histograms. Stored as a NumPy array, float64 of shape (256,), readable by
 * {@code numpy.load}.
 *
 * @param counts number of pixels of each grey value 0…255; they need not be whole
 */
public record AverageHistogram(double[] counts) implements NumpyArray {

    /** @throws IllegalArgumentException unless there are 256 counts, none of them negative */
    public AverageHistogram {
        if (counts.length != Histogram.BINS) {
            throw new IllegalArgumentException(
                    "An average histogram has " + Histogram.BINS + " counts, not " + counts.length);
        }
        if (!Arrays.stream(counts).allMatch(count -> count >= 0)) {
            throw new IllegalArgumentException("An average of counts is a number that is not negative");
        }
        counts = counts.clone();
    }

    @Override
    public double[] counts() {
        return counts.clone();
    }

    @Override
    public byte[] encode() {
        return Npy.write(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AverageHistogram(double[] others) && Arrays.equals(counts, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "AverageHistogram" + Arrays.toString(counts);
    }
}
