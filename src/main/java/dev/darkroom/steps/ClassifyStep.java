package dev.darkroom.steps;

import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.recognition.Prediction;
import dev.darkroom.recognition.Prepared;
import dev.darkroom.recognition.Recognition;

/**
 * Says what is in a photograph, by the model that {@code darkroom.recognition.model} names. In two parts, so that the
 * time that the model takes can be told apart.
 */
public final class ClassifyStep {

    /** @return the photograph as the model takes it */
    public Prepared prepare(Photograph in, Recognition recognition) {
        return recognition.classifier().prepare(in);
    }

    /**
     * @param minConfidence 0…1, how confident a prediction is at least
     * @param top           at least 1, how many there are at most
     * @return a document that holds a list of {@link Prediction}, the most confident first
     */
    public Document apply(Prepared photograph, double minConfidence, int top, Recognition recognition)
            throws InterruptedException {
        return new Document(recognition.classifier().predict(photograph, minConfidence, top));
    }
}
