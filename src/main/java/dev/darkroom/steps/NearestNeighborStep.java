package dev.darkroom.steps;

import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.NeighbourSearch;
import dev.darkroom.analysis.QuerySet;
import java.util.Arrays;

/**
 * The histograms of a set that are most like one of them: least Euclidean distance between their 256 counts, as
 * {@code sklearn.neighbors.NearestNeighbors} finds them. Distances are in pixels; they are exact where the squares of
 * the differences add up to less than 2<sup>53</sup>, and rounded at the 15th digit where they do not. Memory does not
 * grow with the set: 100,000 histograms are searched in a heap of 32 MiB.
 */
public final class NearestNeighborStep {

    /**
     * @param set    histograms, in any order
     * @param target the histogram that the others are compared with; what was made of its photograph is left out, and so
     *               is what has its key
     * @param k      how many are looked for, at least 1
     * @return an array of {@link dev.darkroom.analysis.Neighbour}, nearest first, at most k; of equally near ones those
     *         of lower image ids, then of lower keys
     * @throws IllegalArgumentException when the set is empty, or a member or the target is no histogram
     */
    public Document apply(QuerySet set, QuerySet.Member target, int k) {
        Histograms.refuseEmpty(set);
        var search = new NeighbourSearch(point(Histograms.read(target)), k);
        for (var member : set) {
            var histogram = Histograms.read(member);
            if (member.imageId() != target.imageId() && !member.s3Key().equals(target.s3Key())) {
                search.add(member, point(histogram));
            }
        }
        return new Document(search.nearest());
    }

    private static double[] point(Histogram histogram) {
        return Arrays.stream(histogram.counts()).asDoubleStream().toArray();
    }
}
