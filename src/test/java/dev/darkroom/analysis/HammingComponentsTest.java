package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HammingComponentsTest {

    @Test
    void countsWhatIsThereSeveralTimes() {
        var components = new HammingComponents(new long[]{7, -1, 7, 7}, 0);

        assertEquals(3, components.size(components.of(7)));
        assertEquals(1, components.size(components.of(-1)));
    }

    @Test
    void linksByAChain() {
        var components = new HammingComponents(new long[]{0b1111, 0, 0b11, -1}, 2);

        assertEquals(components.of(0), components.of(0b1111));
        assertEquals(3, components.size(components.of(0)));
        assertNotEquals(components.of(0), components.of(-1));
    }

    /** Clusters of all sizes, and chance in between; wherever two hashes differ, by as many bits as are allowed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6, 10, 12, 15, 16, 31})
    void findsWhatComparingAllPairsFinds(int distance) {
        var hashes = hashes(700, distance);

        var components = new HammingComponents(hashes, distance);

        int[] expected = byComparingAllPairs(hashes, distance);
        for (int i = 0; i < hashes.length; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(expected[i] == expected[j], components.of(hashes[i]) == components.of(hashes[j]),
                        hashes[i] + " and " + hashes[j]);
            }
        }
    }

    private static long[] hashes(int count, int distance) {
        var chance = new Random(distance);
        var hashes = new long[count];
        for (int i = 1; i < count; i++) {
            hashes[i] = chance.nextInt(4) == 0 ? chance.nextLong() : hashes[chance.nextInt(i)];
            for (int bit = chance.nextInt(distance + 2); bit > 0; bit--) {
                hashes[i] ^= 1L << chance.nextInt(Long.SIZE);
            }
        }
        return hashes;
    }

    private static int[] byComparingAllPairs(long[] hashes, int distance) {
        var labels = new int[hashes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
            for (int j = 0; j < i; j++) {
                if (Long.bitCount(hashes[i] ^ hashes[j]) <= distance) {
                    int from = labels[j];
                    int to = labels[i];
                    for (int k = 0; k <= i; k++) {
                        labels[k] = labels[k] == from ? to : labels[k];
                    }
                }
            }
        }
        return labels;
    }
}
