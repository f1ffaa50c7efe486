package dev.darkroom.analysis;

import java.util.Arrays;

/**
 * The median of each column of a table of counts, exactly that of {@code numpy.median(axis=0)}: of an even number of
 * rows the mean of the two in the middle.
 *
 * <p>Found by radix selection: each pass over the rows tells eleven more bits of the value in the middle, so that the
 * tallies, 8 KiB for each column, are all that is remembered. One pass comes before them, which finds how many bits
 * there are; of an even number of rows one comes after them, which finds the next higher value. Counts below four
 * million take four passes at most.
 */
public final class ColumnMedians {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final Iterable<long[]> rows;
    private final int columns;
    private long count;
    private long bits;

    private ColumnMedians(Iterable<long[]> rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        for (long[] row : rows) {
            count++;
            bits |= Arrays.stream(row).reduce(0, (a, b) -> a | b);
        }
    }

    /**
     * @param rows    at least one; none of their values is negative; they are gone through several times
     * @param columns how many values each of them has
     */
    public static double[] of(Iterable<long[]> rows, int columns) {
        return new ColumnMedians(rows, columns).medians();
    }

    private double[] medians() {
        long[] lower = lowerMedians();
        if (count % 2 != 0) {
            return Arrays.stream(lower).asDoubleStream().toArray();
        }
        long[] upper = nextInOrder(lower);
        double[] medians = new double[columns];
        Arrays.setAll(medians, column -> ((double) lower[column] + (double) upper[column]) / 2);
        return medians;
    }

    /** The value that has (count - 1) / 2 others before it. */
    private long[] lowerMedians() {
        long[] found = new long[columns];
        long[] before = new long[columns];
        Arrays.fill(before, (count - 1) / 2);
        int digits = Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(bits), DIGIT_BITS);
        for (int digit = digits - 1; digit >= 0; digit--) {
            int[][] tallies = tally(found, digit * DIGIT_BITS);
            for (int column = 0; column < columns; column++) {
                int value = 0;
                while (before[column] >= tallies[column][value]) {
                    before[column] -= tallies[column][value];
                    value++;
                }
                found[column] = found[column] << DIGIT_BITS | value;
            }
        }
        return found;
    }

    /** How often each digit follows upon those that are found already. */
    private int[][] tally(long[] found, int shift) {
        int[][] tallies = new int[columns][DIGITS];
        for (long[] row : rows) {
            for (int column = 0; column < columns; column++) {
                long head = row[column] >>> shift;
                if (head >>> DIGIT_BITS == found[column]) {
                    tallies[column][(int) head & DIGITS - 1]++;
                }
            }
        }
        return tallies;
    }

    /** What stands behind the lower medians when each column is sorted. */
    private long[] nextInOrder(long[] lower) {
        long[] upTo = new long[columns];
        long[] above = new long[columns];
        Arrays.fill(above, Long.MAX_VALUE);
        for (long[] row : rows) {
            for (int column = 0; column < columns; column++) {
                if (row[column] <= lower[column]) {
                    upTo[column]++;
                } else {
                    above[column] = Math.min(above[column], row[column]);
                }
            }
        }
        long[] next = new long[columns];
        Arrays.setAll(next, column -> upTo[column] > count / 2 ? lower[column] : above[column]);
        return next;
    }
}
