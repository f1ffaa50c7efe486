package dev.darkroom.analysis;

import java.util.Arrays;

/**
 * Which of many 64-bit hashes hang together: two do when they differ in few bits, or when there is a chain of such pairs
 * between them.
 *
 * <p>Pairs are found by multi-index hashing (Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index
 * Hashing, 2012): of the d + 1 parts of two hashes that differ in d bits at most, one is the same in both, so that only
 * hashes with a part in common have to be compared. That is 1 pair of 70 for random hashes and d = 6, and every tenth
 * for d = 12; the metric tree of a library ({@code smile.neighbor.BKTree}) takes minutes for the 100,000 hashes that
 * take a second or two here. The more alike all hashes are, the more pairs are compared, up to all of them.
 *
 * <p>Memory: 24 bytes a hash.
 */
public final class HammingComponents {

    private final long[] distinct;
    private final int[] parents;
    private final int[] sizes;

    /**
     * @param hashes   in any order, also the same one several times
     * @param distance 0…31, in how many bits two hashes differ at most to hang together directly
     */
    public HammingComponents(long[] hashes, int distance) {
        distinct = Arrays.stream(hashes).sorted().distinct().toArray();
        parents = new int[distinct.length];
        Arrays.setAll(parents, i -> i);
        if (distance > 0) {
            for (int part = 0; part <= distance; part++) {
                joinWithin(part, distance);
            }
        }
        sizes = new int[distinct.length];
        for (long hash : hashes) {
            sizes[of(hash)]++;
        }
    }

    /** The component of a hash that was among those given: a number that all hashes of the component share. */
    public int of(long hash) {
        return root(Arrays.binarySearch(distinct, hash));
    }

    /** How many of the hashes are in a component; the same one several times counts as often. */
    public int size(int component) {
        return sizes[component];
    }

    private void joinWithin(int part, int distance) {
        long[] sorted = sortedByPart(part, distance + 1);
        for (int start = 0, end; start < sorted.length; start = end) {
            end = start + 1;
            while (end < sorted.length && sorted[end] >>> Integer.SIZE == sorted[start] >>> Integer.SIZE) {
                end++;
            }
            joinAll(sorted, start, end, distance);
        }
    }

    /**
     * The bits of this part (at most half of the hash), and below them which hash it is. A part takes every so many-th
     * bit, because neighbouring bits of a hash are often alike.
     */
    private long[] sortedByPart(int part, int parts) {
        var mask = 0L;
        for (int bit = part; bit < Long.SIZE; bit += parts) {
            mask |= 1L << bit;
        }
        var sorted = new long[distinct.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Long.compress(distinct[i], mask) << Integer.SIZE | i;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private void joinAll(long[] sorted, int start, int end, int distance) {
        for (int i = start + 1; i < end; i++) {
            var hash = distinct[(int) sorted[i]];
            for (int j = start; j < i; j++) {
                if (Long.bitCount(hash ^ distinct[(int) sorted[j]]) <= distance) {
                    join((int) sorted[i], (int) sorted[j]);
                }
            }
        }
    }

    private void join(int one, int other) {
        int first = root(one);
        int second = root(other);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int i) {
        var root = i;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
