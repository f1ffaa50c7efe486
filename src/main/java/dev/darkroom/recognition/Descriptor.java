package dev.darkroom.recognition;

import java.util.List;

/**
 * What has to be known of a model to use it; {@link DescriptorReader} reads it.
 *
 * @param name         of the model, for people
 * @param licence      of the model, for people
 * @param task         what the model answers
 * @param model        where the model in ONNX format is: beside the descriptor, or an address
 * @param sha256       of the model, 64 hexadecimal digits; null when it is not said
 * @param labels       where the labels are, one a line: beside the descriptor, or an address
 * @param labelsSha256 of the labels, 64 hexadecimal digits; null when it is not said
 */
record Descriptor(String name, String licence, Task task, String model, String sha256, String labels,
        String labelsSha256, Input input, Output output) {

    enum Task {
        /** One score for each label. */
        CLASSIFICATION,
        /** CenterNet: maps of where the middle of something is, for each label, and maps of how far its edges are. */
        CENTERNET
    }

    enum Layout {
        /** Pictures, channels, rows, columns. */
        NCHW,
        /** Pictures, rows, columns, channels. */
        NHWC
    }

    enum Colours {
        RGB,
        BGR
    }

    enum Resize {
        /** The whole photograph, whatever becomes of its proportions. */
        STRETCH,
        /** The shorter side becomes {@code shorter_side}, then the middle. */
        CROP,
        /** The whole photograph in its proportions, in the middle, on black. */
        FIT
    }

    /**
     * How the model wants a photograph. A sample v, 0…255, becomes (v × scale − mean) / deviation.
     *
     * @param name        of the model's input
     * @param width       in pixels
     * @param height      in pixels
     * @param shorterSide for {@link Resize#CROP}, in pixels
     * @param mean        of R, G and B
     * @param deviation   of R, G and B
     */
    record Input(String name, int width, int height, Layout layout, Colours colours, Resize resize, int shorterSide,
            float scale, List<Float> mean, List<Float> deviation) {

        /** Numbers that a photograph becomes. */
        int length() {
            return 3 * width * height;
        }
    }

    /**
     * The model's outputs, by name.
     *
     * @param scores  of a classification, one score for each label; of CenterNet, one map for each label
     * @param edges   of CenterNet, four maps: how far left, up, right and down the edges are, in pixels of the input; of a
     *                classification null
     * @param softmax whether the scores of a classification have yet to be made probabilities
     */
    record Output(String scores, String edges, boolean softmax) {

        List<String> names() {
            return edges == null ? List.of(scores) : List.of(scores, edges);
        }
    }
}
