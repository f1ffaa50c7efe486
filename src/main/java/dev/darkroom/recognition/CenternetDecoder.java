package dev.darkroom.recognition;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Of CenterNet (Zhou, Wang and Krähenbühl, Objects as Points, 2019), in the form with four edges: something is where the
 * map of its label has a local maximum among the 3 × 3 cells around, and its edges are so far from there as the other
 * maps say. Of equal neighbours the first counts. What shares more than half of its area with something of the same label
 * is the same thing, seen twice.
 *
 * @param columns of a map
 * @param rows    of a map
 * @param stride  pixels of the model's input from one cell to the next
 */
record CenternetDecoder(List<String> labels, int columns, int rows, double stride) implements Decoder {

    /** Far more than there are things in a photograph; only with a confidence of almost 0 there are more. */
    private static final int CANDIDATES = 1000;
    private static final double SAME = 0.5;

    @Override
    public List<Prediction> decode(List<FloatBuffer> outputs, int index, Prepared photograph, double minConfidence,
            int top) {
        var best = new Best(CANDIDATES);
        var map = new float[columns * rows];
        for (int label = 0; label < labels.size(); label++) {
            outputs.getFirst().get((index * labels.size() + label) * map.length, map);
            for (int cell = 0; cell < map.length; cell++) {
                if (map[cell] >= minConfidence && best.wants(map[cell]) && isPeak(map, cell)) {
                    best.add(labels.get(label), Math.clamp(map[cell], 0, 1),
                            box(outputs.getLast(), index * 4 * map.length, cell, photograph));
                }
            }
        }
        return eachOnce(best.bestFirst(), top);
    }

    private static List<Prediction> eachOnce(List<Prediction> bestFirst, int top) {
        var kept = new ArrayList<Prediction>();
        for (var prediction : bestFirst) {
            if (kept.size() == top) {
                break;
            }
            if (kept.stream().noneMatch(other -> other.label().equals(prediction.label())
                    && other.box().overlap(prediction.box()) > SAME)) {
                kept.add(prediction);
            }
        }
        return kept;
    }

    private boolean isPeak(float[] map, int cell) {
        var column = cell % columns;
        var row = cell / columns;
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                var other = y * columns + x;
                if (map[other] > map[cell] || other < cell && map[other] == map[cell]) {
                    return false;
                }
            }
        }
        return true;
    }

    private Box box(FloatBuffer edges, int start, int cell, Prepared photograph) {
        var x = cell % columns * stride;
        var y = cell / columns * stride;
        var map = columns * rows;
        return photograph.box(x - edges.get(start + cell), y - edges.get(start + map + cell),
                x + edges.get(start + 2 * map + cell), y + edges.get(start + 3 * map + cell));
    }
}
