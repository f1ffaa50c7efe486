package dev.darkroom.recognition;

import java.nio.FloatBuffer;
import java.util.List;

/** Of models with one score for each label. */
record ClassificationDecoder(List<String> labels, boolean softmax) implements Decoder {

    @Override
    public List<Prediction> decode(List<FloatBuffer> outputs, int index, Prepared photograph, double minConfidence,
            int top) {
        var scores = new float[labels.size()];
        outputs.getFirst().get(index * scores.length, scores);
        if (softmax) {
            makeProbabilities(scores);
        }
        var best = new Best(top);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= minConfidence && best.wants(scores[i])) {
                best.add(labels.get(i), Math.clamp(scores[i], 0, 1), null);
            }
        }
        return best.bestFirst();
    }

    private static void makeProbabilities(float[] scores) {
        var largest = Float.NEGATIVE_INFINITY;
        for (var score : scores) {
            largest = Math.max(largest, score);
        }
        var sum = 0.0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= (float) sum;
        }
    }
}
