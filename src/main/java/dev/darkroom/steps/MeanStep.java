package dev.darkroom.steps;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.QuerySet;
import java.util.Arrays;

/**
 * The mean of each of the 256 counts over a set of histograms, to the last bit that of {@code numpy.mean(axis=0)}: both
 * add double by double in the order of the set. That order matters only to sums of more than 2<sup>53</sup> pixels.
 */
public final class MeanStep {

    /**
     * @param set histograms
     * @throws IllegalArgumentException when there are none, or a member is something else
     */
    public AverageHistogram apply(QuerySet set) {
        double[] sums = new double[Histogram.BINS];
        for (long[] counts : Histograms.counts(set)) {
            Arrays.setAll(sums, bin -> sums[bin] + counts[bin]);
        }
        return new AverageHistogram(Arrays.stream(sums).map(sum -> sum / set.size()).toArray());
    }
}
