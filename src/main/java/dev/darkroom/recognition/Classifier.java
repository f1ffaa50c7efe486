package dev.darkroom.recognition;

import dev.darkroom.imaging.Photograph;
import java.util.Arrays;
import java.util.List;

/** Says what is in a photograph, by a model that its descriptor describes. All threads share one. */
public final class Classifier implements AutoCloseable {

    private final Descriptor descriptor;
    private final Preparation preparation;
    private final Decoder decoder;
    private final Runs runs;

    /**
     * @param onnx     the model
     * @param labels   in the order of the model's scores
     * @param parallel at least 1, runs of the model at once
     * @param threads  at least 1, that each run is divided among
     * @param batch    at least 1, photographs in a run at most; 1 if the model takes one only
     * @throws UnusableModelException when the model is not as the descriptor says
     */
    Classifier(Descriptor descriptor, byte[] onnx, List<String> labels, int parallel, int threads, int batch)
            throws UnusableModelException {
        this.descriptor = descriptor;
        preparation = new Preparation(descriptor.input());
        var session = new Session(descriptor, onnx, threads);
        try {
            decoder = decoder(session, labels);
        } catch (UnusableModelException e) {
            session.close();
            throw e;
        }
        runs = new Runs(session, parallel, session.takesBatches() ? batch : 1);
    }

    private Decoder decoder(Session session, List<String> labels) throws UnusableModelException {
        long[] scores = session.shapes().getFirst();
        return switch (descriptor.task()) {
            case CLASSIFICATION -> {
                var count = Arrays.stream(scores).reduce(1, Math::multiplyExact);
                checkLabels(count, labels);
                yield new ClassificationDecoder(labels, descriptor.output().softmax());
            }
            case CENTERNET -> {
                long[] edges = session.shapes().getLast();
                if (scores.length != 4 || edges.length != 4 || edges[1] != 4 || edges[2] != scores[2]
                        || edges[3] != scores[3]) {
                    throw new UnusableModelException("its output " + descriptor.output().scores() + " is of "
                            + Session.text(scores) + " and " + descriptor.output().edges() + " of "
                            + Session.text(edges)
                            + "; CenterNet has 1 × labels × rows × columns and 1 × 4 × rows × columns");
                }
                checkLabels(scores[1], labels);
                yield new CenternetDecoder(labels, (int) scores[3], (int) scores[2],
                        (double) descriptor.input().width() / scores[3]);
            }
        };
    }

    private void checkLabels(long scores, List<String> labels) throws UnusableModelException {
        if (scores != labels.size()) {
            throw new UnusableModelException(
                    "it has scores for %d labels in its output %s, and there are %d labels in %s"
                            .formatted(scores, descriptor.output().scores(), labels.size(), descriptor.labels()));
        }
    }

    String name() {
        return descriptor.name();
    }

    int labels() {
        return decoder.labels().size();
    }

    /** Makes of a photograph what the model takes. */
    public Prepared prepare(Photograph in) {
        return preparation.apply(in);
    }

    /**
     * @param minConfidence 0…1, how confident a prediction is at least
     * @param top           at least 1, how many there are at most
     * @return the most confident first
     * @throws InterruptedException when the thread is told to stop while it waits for its turn
     */
    public List<Prediction> predict(Prepared photograph, double minConfidence, int top) throws InterruptedException {
        return runs.run(photograph.values(),
                (outputs, index) -> decoder.decode(outputs, index, photograph, minConfidence, top));
    }

    @Override
    public void close() {
        runs.close();
    }
}
