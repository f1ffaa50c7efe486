package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On maps of 4 × 4 cells for an input of 16 × 16 pixels, of a photograph of 160 × 80, laid on black. */
class CenternetDecoderTest {

    private static final Box.Size SIZE = new Box.Size(160, 80);
    private static final List<String> LABELS = List.of("cup", "spoon");
    private static final int MAP = 16;
    private static final Prepared PHOTOGRAPH = new Prepared(new float[0], new Axis(160, 16, 16), new Axis(80, 8, 16));

    private final CenternetDecoder decoder = new CenternetDecoder(LABELS, 4, 4, 4);
    private final float[] scores = new float[2 * MAP];
    private final float[] edges = new float[4 * MAP];

    private void score(int label, int x, int y, double confidence) {
        scores[label * MAP + y * 4 + x] = (float) confidence;
    }

    private void edges(int x, int y, double... distances) {
        for (int i = 0; i < 4; i++) {
            edges[i * MAP + y * 4 + x] = (float) distances[i];
        }
    }

    private List<Prediction> decode(double minConfidence, int top) {
        return decoder.decode(List.of(FloatBuffer.wrap(scores), FloatBuffer.wrap(edges)), 0, PHOTOGRAPH, minConfidence,
                top);
    }

    @Test
    void aBoxIsInPixelsOfThePhotograph() {
        score(0, 2, 1, 0.75);
        edges(2, 1, 3, 0, 4, 2.5);

        // the middle at 8, 4 of the input; 10 pixels of the photograph to one; 4 rows of black above
        assertEquals(List.of(new Prediction("cup", 0.75, new Box(50, 0, 70, 25, SIZE))), decode(0.5, 5));
    }

    @Test
    void aBoxEndsWhereThePhotographDoes() {
        score(1, 0, 0, 0.9);
        edges(0, 0, 5, 5, 90, 90);

        assertEquals(new Box(0, 0, 160, 80, SIZE), decode(0.5, 5).getFirst().box());
    }

    @Test
    void aBoxHasAtLeastOnePixel() {
        score(1, 3, 3, 0.9);
        edges(3, 3, -8, -8, 8, 8);

        assertEquals(new Box(159, 79, 1, 1, SIZE), decode(0.5, 5).getFirst().box());
    }

    @Test
    void onlyWhatExceedsItsNeighboursCounts() {
        score(0, 1, 1, 0.8);
        score(0, 2, 2, 0.7);
        score(0, 2, 1, 0.6);
        edges(1, 1, 1, 0, 1, 1);

        assertEquals(List.of(0.8), decode(0.5, 5).stream().map(Prediction::confidence).toList());
    }

    @Test
    void ofEqualNeighboursTheFirstCounts() {
        score(0, 1, 1, 0.8);
        score(0, 2, 1, 0.8);
        edges(1, 1, 0, 0, 2, 2);
        edges(2, 1, 0, 0, 3, 3);

        assertEquals(List.of(new Box(40, 0, 20, 20, SIZE)), decode(0.5, 5).stream().map(Prediction::box).toList());
    }

    @Test
    void neighboursInAnotherMapDoNotCount() {
        score(0, 1, 1, 0.8);
        score(1, 1, 1, 0.7);
        edges(1, 1, 1, 1, 1, 1);

        assertEquals(List.of("cup", "spoon"), decode(0.5, 5).stream().map(Prediction::label).toList());
    }

    @Test
    void whatIsAlmostInTheSamePlaceIsTheSameThing() {
        score(0, 1, 1, 0.6);
        score(0, 3, 1, 0.8);
        edges(1, 1, 4, 0, 12, 4);
        edges(3, 1, 12, 0, 3, 4);

        assertEquals(List.of(0.8), decode(0.5, 5).stream().map(Prediction::confidence).toList());
    }

    @Test
    void theMostConfidentComeFirst() {
        score(0, 0, 1, 0.6);
        score(0, 3, 1, 0.8);
        score(1, 0, 3, 0.7);
        for (var cell : new int[][]{{0, 1}, {3, 1}, {0, 3}}) {
            edges(cell[0], cell[1], 1, 0, 1, 1);
        }

        assertEquals(List.of(0.8, 0.7, 0.6), decode(0.5, 5).stream().map(Prediction::confidence).toList());
        assertEquals(List.of(0.8, 0.7), decode(0.5, 2).stream().map(Prediction::confidence).toList());
        assertEquals(List.of(0.8, 0.7), decode(0.65, 5).stream().map(Prediction::confidence).toList());
    }

    @Test
    void thereMayBeNothing() {
        assertEquals(List.of(), decode(0.1, 5));
    }

    @Test
    void ofABatchEachPhotographHasItsOwn() {
        score(0, 2, 1, 0.75);
        edges(2, 1, 3, 0, 4, 2.5);
        var both = Arrays.copyOf(new float[scores.length], 2 * scores.length);
        System.arraycopy(scores, 0, both, scores.length, scores.length);
        var bothEdges = new float[2 * edges.length];
        System.arraycopy(edges, 0, bothEdges, edges.length, edges.length);
        var outputs = List.of(FloatBuffer.wrap(both), FloatBuffer.wrap(bothEdges));

        assertEquals(List.of(), decoder.decode(outputs, 0, PHOTOGRAPH, 0.5, 5));
        assertEquals(decode(0.5, 5), decoder.decode(outputs, 1, PHOTOGRAPH, 0.5, 5));
    }
}
