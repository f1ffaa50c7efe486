package dev.darkroom.recognition;

import java.nio.FloatBuffer;
import java.util.List;

/** Reads predictions out of a model's outputs. */
interface Decoder {

    /** In the order of the scores. */
    List<String> labels();

    /**
     * @param outputs       in the order of {@link Descriptor.Output#names()}, of the photographs of a batch one after the
     *                      other
     * @param index         of the photograph in the batch
     * @param minConfidence 0…1, how confident a prediction is at least
     * @param top           at least 1, how many there are at most
     * @return the most confident first
     */
    List<Prediction> decode(List<FloatBuffer> outputs, int index, Prepared photograph, double minConfidence, int top);
}
