package dev.darkroom.steps;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.ColumnMedians;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.QuerySet;

/**
 * The median of each of the 256 counts over a set of histograms, exactly that of {@code numpy.median(axis=0)}. Takes 2
 * MiB for a set of any size, which it goes through up to eight times.
 */
public final class MedianStep {

    /**
     * @param set histograms, in any order
     * @throws IllegalArgumentException when there are none, or a member is something else
     */
    public AverageHistogram apply(QuerySet set) {
        return new AverageHistogram(ColumnMedians.of(Histograms.counts(set), Histogram.BINS));
    }
}
