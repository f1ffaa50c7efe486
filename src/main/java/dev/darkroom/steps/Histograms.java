package dev.darkroom.steps;

import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.QuerySet;
import java.util.Arrays;
import java.util.Iterator;

/** Counts the values of a band, and reads the histograms of a set. */
final class Histograms {

    private Histograms() {
    }

    /** How many pixels have each of the values 0…255. */
    static Histogram count(GrayU8 band) {
        int[] counts = new int[Histogram.BINS];
        ImageStatistics.histogram(band, 0, counts);
        return new Histogram(Arrays.stream(counts).asLongStream().toArray());
    }

    /** @throws IllegalArgumentException when it is something else, with its key */
    static Histogram read(QuerySet.Member member) {
        try {
            return Histogram.decode(member.content());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member.s3Key() + " is no histogram: " + e.getMessage(), e);
        }
    }

    /**
     * The counts of one histogram after the other.
     *
     * @throws IllegalArgumentException when there are none; and, on the way, when a member is no histogram
     */
    static Iterable<long[]> counts(QuerySet set) {
        refuseEmpty(set);
        return () -> {
            var members = set.iterator();
            return new Iterator<>() {

                @Override
                public boolean hasNext() {
                    return members.hasNext();
                }

                @Override
                public long[] next() {
                    return read(members.next()).counts();
                }
            };
        };
    }

    /** @throws IllegalArgumentException when there are none */
    static void refuseEmpty(QuerySet set) {
        if (set.size() == 0) {
            throw new IllegalArgumentException("The query found no histograms");
        }
    }
}
