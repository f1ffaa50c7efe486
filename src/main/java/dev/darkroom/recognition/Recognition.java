package dev.darkroom.recognition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classifier, where there is a model for it. When there is none, or one that cannot be used, that is told once, and
 * the step classify is not there: its route's precondition asks {@link #isReady}. Front ends, which offer the step, open
 * the model as workers do, so that both come to the same verdict.
 */
public final class Recognition implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

    private final Classifier classifier;

    /**
     * @param address  of the descriptor; blank for no recognition
     * @param parallel at least 1, runs of the model at once
     * @param threads  at least 1, that each run is divided among
     * @param batch    at least 1, photographs in a run at most
     * @throws IllegalArgumentException when one of these numbers is less
     */
    Recognition(String address, ModelFiles files, int parallel, int threads, int batch) {
        atLeastOne("parallel", parallel);
        atLeastOne("threads", threads);
        atLeastOne("batch", batch);
        classifier = address.isBlank() ? none() : open(address.strip(), files, parallel, threads, batch);
    }

    private static void atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("darkroom.recognition." + setting + " is " + value
                    + "; it has to be at least 1");
        }
    }

    private static Classifier none() {
        LOG.info("There is no step classify, as darkroom.recognition.model names no model");
        return null;
    }

    private static Classifier open(String address, ModelFiles files, int parallel, int threads, int batch) {
        try {
            var descriptor = DescriptorReader
                    .read(new String(files.descriptor(address), StandardCharsets.UTF_8));
            var labels = new String(files.read(ModelFiles.address(address, descriptor.labels()),
                    descriptor.labelsSha256(), "labels_sha256"), StandardCharsets.UTF_8).lines().toList();
            var onnx = files.read(ModelFiles.address(address, descriptor.model()), descriptor.sha256(), "sha256");
            var classifier = new Classifier(descriptor, onnx, labels, parallel, threads, batch);
            LOG.info("The step classify knows {} labels, by {}", classifier.labels(), classifier.name());
            return classifier;
        } catch (UnusableModelException e) {
            return without(address, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without(address, "Darkroom was stopped while it was read", e);
        } catch (LinkageError e) {
            return without(address, "ONNX Runtime does not run on this machine: " + e.getMessage(), e);
        }
    }

    private static Classifier without(String address, String reason, Throwable cause) {
        LOG.error("The model of the step classify, {}, cannot be used: {}. So there is no step classify", address,
                reason);
        LOG.debug("The model cannot be used", cause);
        return null;
    }

    /** Whether there is a classifier. */
    public boolean isReady() {
        return classifier != null;
    }

    /** @throws IllegalStateException when there is none */
    public Classifier classifier() {
        return Optional.ofNullable(classifier)
                .orElseThrow(() -> new IllegalStateException("There is no model for recognition"));
    }

    @Override
    public void close() {
        if (classifier != null) {
            classifier.close();
        }
    }
}
