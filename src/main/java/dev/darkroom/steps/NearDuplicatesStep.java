package dev.darkroom.steps;

import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.HammingComponents;
import dev.darkroom.analysis.PerceptualHash;
import dev.darkroom.analysis.QuerySet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups of photographs that look nearly alike: the connected components of the graph that links two photographs whose
 * perceptual hashes differ in few bits ({@link HammingComponents}). Two photographs of a group may hence differ in more
 * bits, when others of the group lie between them.
 *
 * <p>Memory: 32 bytes a member of the query, and about 200 more for each that is in a group.
 */
public final class NearDuplicatesStep {

    /**
     * @param groups of two photographs and more; the biggest first, of the same size that with the lowest image id
     */
    public record NearDuplicates(List<List<Member>> groups) {
    }

    /**
     * A photograph of a group, where it stands once however many of its hashes are in it; the lowest image id first.
     *
     * @param userId  whose photograph it is
     * @param imageId the photograph
     * @param s3Key   where its hash is stored
     */
    public record Member(long userId, long imageId, String s3Key) {
    }

    /**
     * @param hashes   what {@code perceptual_hash} stored
     * @param distance 0…31, in how many of 64 bits two photographs differ at most to be linked
     * @return a document that holds {@link NearDuplicates}
     * @throws IllegalArgumentException when a member is no perceptual hash, with its key
     */
    public Document apply(QuerySet hashes, int distance) {
        return new Document(new NearDuplicates(groups(hashes, distance).stream().filter(group -> group.size() > 1)
                .map(group -> List.copyOf(group.values()))
                .sorted(Comparator.<List<Member>>comparingInt(List::size).reversed()
                        .thenComparingLong(group -> group.getFirst().imageId()))
                .toList()));
    }

    private static long[] bits(QuerySet hashes) {
        var bits = new long[Math.toIntExact(hashes.size())];
        var i = 0;
        for (var member : hashes) {
            bits[i++] = bits(member);
        }
        return bits;
    }

    private static long bits(QuerySet.Member member) {
        try {
            return PerceptualHash.decode(member.content()).bits();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member.s3Key() + ": " + e.getMessage(), e);
        }
    }

    /** The members are read again, so that only those that are in a group with others take memory. */
    private static Collection<SortedMap<Long, Member>> groups(QuerySet hashes, int distance) {
        long[] bits = bits(hashes);
        var components = new HammingComponents(bits, distance);
        Map<Integer, SortedMap<Long, Member>> groups = new HashMap<>();
        var i = 0;
        for (var member : hashes) {
            var component = components.of(bits[i++]);
            if (components.size(component) > 1) {
                groups.computeIfAbsent(component, _ -> new TreeMap<>()).putIfAbsent(member.imageId(),
                        new Member(member.userId(), member.imageId(), member.s3Key()));
            }
        }
        return groups.values();
    }
}
