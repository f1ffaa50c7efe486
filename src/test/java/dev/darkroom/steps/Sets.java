package dev.darkroom.steps;

import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Npy;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Resources;
import java.util.List;
import java.util.stream.IntStream;

/** Sets as a query hands them to a step. */
final class Sets {

    static final long USER = 7;

    private Sets() {
    }

    static QuerySet of(QuerySet.Member... members) {
        var set = new QuerySet();
        List.of(members).forEach(set::add);
        return set;
    }

    /** Histograms of photographs 1, 2, 3 … */
    static QuerySet of(Histogram... histograms) {
        return of(IntStream.range(0, histograms.length).mapToObj(i -> member(i + 1, histograms[i]))
                .toArray(QuerySet.Member[]::new));
    }

    /** The rows of an array that NumPy saved. */
    static QuerySet resource(String npy) {
        var rows = Npy.readLongRows(Resources.bytes(npy));
        return of(IntStream.range(0, rows.length).mapToObj(i -> new Histogram(rows[i])).toArray(Histogram[]::new));
    }

    static QuerySet.Member member(long image, Histogram histogram) {
        return member(image, "images/" + image + "/histogram-beach.npy", histogram);
    }

    static QuerySet.Member member(long image, String key, Histogram histogram) {
        return new QuerySet.Member(image, USER, key, histogram.encode());
    }

    /** A histogram of these pairs of grey value and count; the other counts are 0. */
    static Histogram histogram(long... pairs) {
        var counts = new long[Histogram.BINS];
        for (int i = 0; i < pairs.length; i += 2) {
            counts[(int) pairs[i]] = pairs[i + 1];
        }
        return new Histogram(counts);
    }
}
