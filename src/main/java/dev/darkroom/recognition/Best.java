package dev.darkroom.recognition;

import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best of many predictions. */
final class Best {

    private final int most;
    private final PriorityQueue<Prediction> worstFirst = new PriorityQueue<>(Prediction.BEST_FIRST.reversed());

    /** @param most at least 1, how many it keeps */
    Best(int most) {
        this.most = most;
    }

    /** Whether a prediction of that confidence could be among them. */
    boolean wants(float confidence) {
        return worstFirst.size() < most || rounded(confidence) >= worstFirst.peek().confidence();
    }

    void add(String label, float confidence, Box box) {
        worstFirst.add(new Prediction(label, rounded(confidence), box));
        if (worstFirst.size() > most) {
            worstFirst.remove();
        }
    }

    /** To four places: what is beyond them is not the same on all processors. */
    private static double rounded(float confidence) {
        return Math.round(confidence * 10_000.0) / 10_000.0;
    }

    List<Prediction> bestFirst() {
        return worstFirst.stream().sorted(Prediction.BEST_FIRST).toList();
    }
}
