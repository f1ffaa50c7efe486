package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Neighbour;
import dev.darkroom.analysis.Npy;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterStepTest extends SetStepTest {

    @Override
    Document apply(QuerySet set) {
        return new ClusterStep().apply(set, 5);
    }

    private static List<ClusterStep.Cluster> clusters(QuerySet set, int clusters) {
        return ((ClusterStep.Clusters) new ClusterStep().apply(set, clusters).content()).clusters();
    }

    /** {@code steps/make_references.py} makes them: the best of 200 runs of SciPy's. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void groupsAsScipyKmeans2(int clusters) {
        try (var set = Sets.resource("/steps/in/tiles.npy")) {
            assertEquals(scipy(clusters),
                    clusters(set, clusters).stream().map(ClusterStepTest::images).collect(Collectors.toSet()));
        }
    }

    /** With 8 clusters the best of either is another local minimum: this one is 0.21 % higher. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void isAsTightAsScipyKmeans2(int clusters) {
        try (var set = Sets.resource("/steps/in/tiles.npy")) {
            var points = new HashMap<Long, double[]>();
            set.forEach(member -> points.put(member.imageId(), Histogram.decode(member.content()).shares()));
            double expected = scipy(clusters).stream().mapToDouble(group -> cost(group, points)).sum();
            double found = clusters(set, clusters).stream().flatMap(cluster -> cluster.members().stream())
                    .mapToDouble(member -> member.distance() * member.distance()).sum();

            assertEquals(expected, found, 0.003 * expected);
        }
    }

    private static Set<Set<Long>> scipy(int clusters) {
        var labels = Npy.readLongs(Resources.bytes("/steps/cluster/" + clusters + ".npy"));
        return Set.copyOf(IntStream.range(0, labels.length).boxed().collect(
                Collectors.groupingBy(i -> labels[i], Collectors.mapping(i -> i + 1L, Collectors.toSet()))).values());
    }

    /** Sum of the squared distances from the mean. */
    private static double cost(Set<Long> group, Map<Long, double[]> points) {
        return IntStream.range(0, Histogram.BINS).mapToDouble(bin -> {
            double mean = group.stream().mapToDouble(image -> points.get(image)[bin]).average().orElseThrow();
            return group.stream().mapToDouble(image -> Math.pow(points.get(image)[bin] - mean, 2)).sum();
        }).sum();
    }

    @Test
    void putsTheBiggestGroupFirstAndItsMembersByTheirDistance() {
        try (var set = Sets.of(Sets.histogram(200, 10), Sets.histogram(19, 10), Sets.histogram(20, 6, 21, 4),
                Sets.histogram(20, 9, 21, 1), Sets.histogram(200, 9, 201, 1), Sets.histogram(20, 8, 21, 2))) {
            var found = clusters(set, 3);

            assertEquals(List.of(3, 2, 1), found.stream().map(ClusterStep.Cluster::size).toList());
            assertEquals(List.of(6L, 4L, 3L), found.getFirst().members().stream().map(Neighbour::imageId).toList());
            assertEquals(20 + (1 + 2 + 4) / 30.0, found.get(0).meanTone(), 1e-9);
            assertEquals(200.05, found.get(1).meanTone(), 1e-9);
            assertEquals(19, found.get(2).meanTone(), 1e-9);
            assertEquals(Math.sqrt(2) / 30, found.getFirst().members().getFirst().distance(), 1e-9);
        }
    }

    @Test
    void tellsItAsADocument() {
        try (var set = Sets.of(Sets.histogram(10, 4))) {
            assertEquals("""
                    {"clusters":[{"size":1,"mean_tone":10.0,"members":[{"user_id":7,"image_id":1,\
                    "s3_key":"images/1/histogram-beach.npy","distance":0.0}]}]}""",
                    new String(apply(set).encode(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void groupsPhotographsOfAnySizeByTheirShares() {
        try (var set = Sets.of(Sets.histogram(10, 1), Sets.histogram(10, 1_000_000), Sets.histogram(90, 5))) {
            assertEquals(List.of(Set.of(1L, 2L), Set.of(3L)),
                    clusters(set, 2).stream().map(ClusterStepTest::images).toList());
        }
    }

    @Test
    void makesAGroupOfEachHistogramWhenThereAreNoMoreThanClusters() {
        try (var set = Sets.of(Sets.histogram(3, 1), Sets.histogram(9, 1), Sets.histogram(9, 1),
                Sets.histogram(200, 1), Sets.histogram())) {
            var found = clusters(set, 4);

            assertEquals(List.of(Set.of(2L, 3L), Set.of(5L), Set.of(1L), Set.of(4L)),
                    found.stream().map(ClusterStepTest::images).toList());
            assertTrue(found.stream().flatMap(cluster -> cluster.members().stream())
                    .allMatch(member -> member.distance() == 0));
        }
    }

    /** More than are sampled, of three kinds. */
    @Test
    void findsAPlaceForEveryMemberOfALargeSet() {
        var random = new Random(1);
        try (var set = Sets.of(IntStream.range(0, 6000).mapToObj(i -> noisy(random, 40 + i % 3 * 80))
                .toArray(Histogram[]::new))) {
            var found = clusters(set, 3);

            assertEquals(List.of(2000, 2000, 2000), found.stream().map(ClusterStep.Cluster::size).toList());
            assertEquals(
                    LongStream.range(0, 3).mapToObj(kind -> LongStream.range(0, 6000).filter(i -> i % 3 == kind)
                            .mapToObj(i -> i + 1).collect(Collectors.toSet())).toList(),
                    found.stream().sorted(Comparator.comparing(ClusterStep.Cluster::meanTone))
                            .map(ClusterStepTest::images).toList());
        }
    }

    @Test
    void groupsTheSameSetTheSameAgain() {
        try (var set = Sets.resource("/steps/in/tiles.npy")) {
            assertArrayEquals(apply(set).encode(), apply(set).encode());
        }
    }

    private static Histogram noisy(Random random, int tone) {
        var counts = new long[Histogram.BINS];
        for (int i = 0; i < 100; i++) {
            counts[tone + random.nextInt(30)]++;
        }
        return new Histogram(counts);
    }

    private static Set<Long> images(ClusterStep.Cluster cluster) {
        return cluster.members().stream().map(Neighbour::imageId).collect(Collectors.toSet());
    }
}
