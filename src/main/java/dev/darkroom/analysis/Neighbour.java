package dev.darkroom.analysis;

import java.util.Comparator;

/**
 * A member of a set, and how far it is from something.
 *
 * @param userId   whose it is
 * @param imageId  the photograph it was made of
 * @param s3Key    where it is stored, in the output bucket
 * @param distance Euclidean, in the units of what is compared
 */
public record Neighbour(long userId, long imageId, String s3Key, double distance) {

    /** Nearest first, of equally near ones that of the lower image id, then that of the lower key. */
    public static final Comparator<Neighbour> ORDER = Comparator.comparingDouble(Neighbour::distance)
            .thenComparingLong(Neighbour::imageId).thenComparing(Neighbour::s3Key);

    /** A member at this distance. */
    public static Neighbour of(QuerySet.Member member, double distance) {
        return new Neighbour(member.userId(), member.imageId(), member.s3Key(), distance);
    }
}
