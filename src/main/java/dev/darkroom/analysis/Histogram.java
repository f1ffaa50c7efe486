package dev.darkroom.analysis;

import java.util.Arrays;

/**
 * How often each grey value occurs. Stored as a NumPy array, int64 of shape (256,), readable by {@code numpy.load}.
 *
 * @param counts number of pixels of each grey value 0…255
 */
public record Histogram(long[] counts) implements NumpyArray {

    public static final int BINS = 256;

    /** @throws IllegalArgumentException unless there are 256 counts, none of them negative */
    public Histogram {
        if (counts.length != BINS) {
            throw new IllegalArgumentException("A histogram has " + BINS + " counts, not " + counts.length);
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("A histogram counts pixels: none of its counts is negative");
        }
        counts = counts.clone();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IllegalArgumentException if that is not an int64 array of 256 counts in NumPy's format
     */
    public static Histogram decode(byte[] npy) {
        return new Histogram(Npy.readLongs(npy));
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** What part of all pixels each grey value has: 256 numbers that add up to 1, or zeros when there are no pixels. */
    public double[] shares() {
        double total = Arrays.stream(counts).asDoubleStream().sum();
        return Arrays.stream(counts).mapToDouble(count -> total == 0 ? 0 : count / total).toArray();
    }

    @Override
    public byte[] encode() {
        return Npy.write(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram(long[] others) && Arrays.equals(counts, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Histogram" + Arrays.toString(counts);
    }
}
