package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.imaging.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourSearchTest {

    private static final int NPY_HEADER = 128;

    /** No distance differs by more than 2e-16: sums of 256 squares, added in another order. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void findsWhatScikitLearnFinds(int query) throws IOException {
        var expected = new ObjectMapper().readTree(Resources.bytes("/steps/nearest_neighbor/knn.json"));

        var found = search(vectors("vectors"), vectors("queries")[query], 10);

        assertArrayEquals(doubles(expected.get("indices").get(query)),
                found.stream().mapToDouble(Neighbour::imageId).toArray());
        assertArrayEquals(doubles(expected.get("distances").get(query)),
                found.stream().mapToDouble(Neighbour::distance).toArray(), 2e-16);
    }

    /** Small whole numbers, so that many are equally near, in several blocks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000, 5000})
    void findsWhatSortingFinds(int k) {
        var random = new Random(k);
        var points = Stream.generate(() -> random.doubles(2, 0, 20).map(Math::floor).toArray()).limit(3000)
                .toArray(double[][]::new);
        var target = new double[]{7, 7};
        var all = IntStream.range(0, points.length).mapToObj(i -> new Neighbour(1, i, "key",
                Math.hypot(points[i][0] - target[0], points[i][1] - target[1]))).sorted(Neighbour.ORDER).limit(k);

        assertEquals(all.map(Neighbour::imageId).toList(),
                search(points, target, k).stream().map(Neighbour::imageId).toList());
    }

    @Test
    void findsOfManyAtTheVeryTargetThoseWithTheLowestIds() {
        var points = new double[3000][2];

        var found = search(points, new double[2], 2);

        assertEquals(List.of(new Neighbour(1, 0, "key", 0), new Neighbour(1, 1, "key", 0)), found);
    }

    /** The last comes first, as the newest does in a query. */
    private static List<Neighbour> search(double[][] points, double[] target, int k) {
        var search = new NeighbourSearch(target, k);
        for (int i = points.length - 1; i >= 0; i--) {
            search.add(new QuerySet.Member(i, 1, "key", new byte[0]), points[i]);
        }
        return search.nearest();
    }

    private static double[][] vectors(String name) {
        var values = ByteBuffer.wrap(Resources.bytes("/steps/nearest_neighbor/" + name + ".npy"))
                .order(ByteOrder.LITTLE_ENDIAN).position(NPY_HEADER).asFloatBuffer();
        return IntStream.range(0, values.remaining() / Histogram.BINS).mapToObj(row -> IntStream
                .range(0, Histogram.BINS).mapToDouble(bin -> values.get(row * Histogram.BINS + bin)).toArray())
                .toArray(double[][]::new);
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
    }
}
