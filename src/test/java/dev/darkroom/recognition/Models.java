package dev.darkroom.recognition;

import dev.darkroom.recognition.onnx.OnnxModel;
import dev.darkroom.recognition.onnx.OnnxModel.Attribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Models for tests: Darkroom's own, and small ones that are made by hand. */
final class Models {

    static final String CENTERNET = "classpath:models/centernet/centernet.yaml";
    /** Of {@link #brightness}: what it takes and makes. */
    static final List<String> COLOURS = List.of("red", "green", "blue");

    private Models() {
    }

    /** Files that are on this machine only. */
    static ModelFiles here() {
        return new ModelFiles(Path.of("there", "is", "none"), Map.of());
    }

    /** A classifier by a descriptor, with one run at a time. */
    static Classifier open(String descriptor, int parallel, int batch)
            throws UnusableModelException, InterruptedException {
        var files = here();
        var read = DescriptorReader.read(new String(files.descriptor(descriptor), StandardCharsets.UTF_8));
        var labels = new String(files.read(ModelFiles.address(descriptor, read.labels()), null, "labels_sha256"),
                StandardCharsets.UTF_8).lines().toList();
        return new Classifier(read,
                files.read(ModelFiles.address(descriptor, read.model()), read.sha256(), "sha256"), labels, parallel, 1,
                batch);
    }

    /** A model of one picture, or of many, of 4 × 4 pixels: how bright is each channel, on the mean? */
    static byte[] brightness(long pictures) {
        return new OnnxModel().input("picture", pictures, 3, 4, 4).output("brightness", pictures, 3)
                .node("GlobalAveragePool", List.of("picture"), "means")
                .node("Flatten", List.of("means"), "brightness", new Attribute("axis", 1L)).bytes();
    }

    /** The same, with the channels last. */
    static byte[] brightnessOfPixels() {
        return new OnnxModel().input("picture", OnnxModel.ANY, 4, 4, 3).output("brightness", OnnxModel.ANY, 3)
                .node("ReduceMean", List.of("picture"), "brightness", new Attribute("axes", new long[]{1, 2}),
                        new Attribute("keepdims", 0L))
                .bytes();
    }

    static final String BRIGHTNESS = """
            name: brightness
            task: classification
            model: model.onnx
            labels: labels.txt
            input:
              name: picture
              width: 4
              height: 4
              layout: nchw
              scale: 0.00392156862745098
            output:
              scores: brightness
            """;

    /** Stores a model with what belongs to it. */
    static String store(Path folder, String descriptor, byte[] onnx, List<String> labels) throws IOException {
        Files.write(folder.resolve("model.onnx"), onnx);
        Files.write(folder.resolve("labels.txt"), labels);
        return "file:" + Files.writeString(folder.resolve("model.yaml"), descriptor);
    }
}
