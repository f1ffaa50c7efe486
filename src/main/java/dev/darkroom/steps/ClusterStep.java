package dev.darkroom.steps;

import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Neighbour;
import dev.darkroom.analysis.QuerySet;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;
import smile.math.distance.EuclideanDistance;

/**
 * Groups of photographs with similar tones: k-means (Lloyd 1982, started by k-means++, Arthur and Vassilvitskii 2007)
 * among their histograms, each divided by its number of pixels, so that the sizes of photographs do not matter. The
 * best of {@value #LEAST_RUNS} to {@value #MOST_RUNS} runs, more of them where each takes less; the sum of the squared
 * distances is within 0.3 % of the best of 200 runs of {@code scipy.cluster.vq.kmeans2}.
 *
 * <p>Of a set of more than {@value #SAMPLES} histograms a sample is clustered, one at random out of each of as many
 * equal stretches; then every member goes to the centroid that is nearest to it. Memory hence is 8 MiB for the sample
 * and about 200 bytes for each member, which the answer names. Chance is seeded: a set has one grouping.
 */
public final class ClusterStep {

    /** @param clusters the biggest first, of the same size that with the darker centroid */
    public record Clusters(List<Cluster> clusters) {
    }

    /**
     * @param size     how many members it has, at least 1
     * @param meanTone of its centroid, 0 (black) … 255 (white)
     * @param members  nearest to the centroid first; distances are Euclidean, of shares of the pixels: 0…√2
     */
    public record Cluster(int size, double meanTone, List<Neighbour> members) {
    }

    private static final int SAMPLES = 1 << 12;
    private static final int LEAST_RUNS = 3;
    private static final int MOST_RUNS = 100;
    /** Histograms times centroids: runs that take longer altogether are not worth it. */
    private static final int EFFORT = 1 << 17;
    private static final int ITERATIONS = 50;
    /** Of mean squared distances, which are below 2. */
    private static final double TOLERANCE = 1e-9;
    private static final EuclideanDistance DISTANCE = new EuclideanDistance();
    private static final long SEED = 19_821_007;

    /**
     * @param set      histograms
     * @param clusters how many are looked for, at least 2; there are fewer when no more of the histograms differ
     * @return a document that holds {@link Clusters}
     * @throws IllegalArgumentException when the set is empty, or a member is no histogram
     */
    public Document apply(QuerySet set, int clusters) {
        Histograms.refuseEmpty(set);
        var centroids = centroids(sample(set), clusters);
        var members = new ArrayList<List<Neighbour>>();
        for (int i = 0; i < centroids.length; i++) {
            members.add(new ArrayList<>());
        }
        for (var member : set) {
            assign(member, centroids, members);
        }
        return new Document(new Clusters(IntStream.range(0, centroids.length).filter(i -> !members.get(i).isEmpty())
                .mapToObj(i -> cluster(centroids[i], members.get(i)))
                .sorted(Comparator.comparingInt(Cluster::size).reversed().thenComparing(Cluster::meanTone)).toList()));
    }

    private static double[][] sample(QuerySet set) {
        int count = (int) Math.min(set.size(), SAMPLES);
        var chance = new SplittableRandom(SEED);
        var chosen = IntStream.range(0, count)
                .mapToLong(i -> chance.nextLong(i * set.size() / count, (i + 1) * set.size() / count)).toArray();
        var points = new double[count][];
        int next = 0;
        long index = 0;
        for (var member : set) {
            if (next < count && index == chosen[next]) {
                points[next] = Histograms.read(member).shares();
                next++;
            }
            index++;
        }
        return points;
    }

    private static double[][] centroids(double[][] points, int clusters) {
        var different = Arrays.stream(points).map(DoubleBuffer::wrap).distinct().limit(clusters + 1L)
                .map(DoubleBuffer::array).toArray(double[][]::new);
        if (different.length <= clusters) {
            return different;
        }
        MathEx.setSeed(SEED);
        var options = new Clustering.Options(clusters, ITERATIONS, TOLERANCE, null);
        // Smile's other k-means builds a tree of as many bounding boxes as there are points: 10 times their memory
        int runs = Math.clamp(EFFORT / (points.length * clusters), LEAST_RUNS, MOST_RUNS);
        return Clustering.run(runs, () -> KMeans.lloyd(points, options)).centers();
    }

    private static void assign(QuerySet.Member member, double[][] centroids, List<List<Neighbour>> members) {
        var point = Histograms.read(member).shares();
        var distances = Arrays.stream(centroids).mapToDouble(centroid -> DISTANCE.d(centroid, point)).toArray();
        int nearest = MathEx.whichMin(distances);
        members.get(nearest).add(Neighbour.of(member, distances[nearest]));
    }

    private static Cluster cluster(double[] centroid, List<Neighbour> members) {
        double meanTone = IntStream.range(0, Histogram.BINS).mapToDouble(tone -> tone * centroid[tone]).sum();
        return new Cluster(members.size(), meanTone, members.stream().sorted(Neighbour.ORDER).toList());
    }
}
