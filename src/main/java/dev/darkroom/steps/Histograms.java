package dev.darkroom.steps;

import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.QuerySet;
import java.util.Iterator;

/** Reads the histograms of a set. */
final class Histograms {

    private Histograms() {
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
