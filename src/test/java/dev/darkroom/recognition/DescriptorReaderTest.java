package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorReaderTest {

    private static final String MINIMAL = """
            name: brightness
            task: classification
            model: model.onnx
            labels: labels.txt
            input:
              name: picture
              width: 4
              height: 6
              layout: nhwc
            output:
              scores: brightness
            """;

    @Test
    void readsTheOneOfTheDefaultModel() throws Exception {
        var descriptor = DescriptorReader.read(
                new String(Resources.bytes("/models/centernet/centernet.yaml"), StandardCharsets.UTF_8));

        assertEquals(Descriptor.Task.CENTERNET, descriptor.task());
        assertEquals("centernet.onnx", descriptor.model());
        assertEquals(List.of("tower_0/keypoints", "tower_0/wh"), descriptor.output().names());
        assertEquals(3 * 512 * 512, descriptor.input().length());
    }

    @Test
    void whatIsNotSaidIsUsual() throws Exception {
        var input = DescriptorReader.read(MINIMAL).input();

        assertEquals(new Descriptor.Input("picture", 4, 6, Descriptor.Layout.NHWC, Descriptor.Colours.RGB,
                Descriptor.Resize.STRETCH, 0, 1, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)), input);
    }

    @Test
    void aNumberForAllColoursIsOneForEach() throws Exception {
        var input = DescriptorReader.read(MINIMAL.replace("nhwc", "NCHW\n  mean: 128\n  std: [1, 2, 3.5]")).input();

        assertEquals(List.of(128f, 128f, 128f), input.mean());
        assertEquals(List.of(1f, 2f, 3.5f), input.deviation());
        assertEquals(Descriptor.Layout.NCHW, input.layout());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"name: brightness | name: '' | name is missing",
                    "classification | detection | task is one of classification, centernet, and not detection",
                    "task: classification | licence: MIT | task is one of classification, centernet",
                    "task: classification | task: centernet | output.edges is missing",
                    "model: model.onnx | modell: model.onnx | there is no field modell; model is missing",
                    "nhwc | hwc | input.layout is one of nchw, nhwc, and not hwc",
                    "width: 4 | width: 0 | input.width is a whole number from 1 to 4096, and not 0",
                    "width: 4 | width: four | input.width is a whole number from 1 to 4096, and not four",
                    "height: 6 | mean: 0 | input.height is a whole number from 1 to 4096",
                    "width: 4 | width: 4096000000 | input.width is a whole number from 1 to 4096, and not 4096000000",
                    "nhwc | nhwc, std: 0 | its descriptor is no YAML, line",
                    "height: 6 | {height: 6, std: 0} | its descriptor is no YAML, line",
                    "layout: nhwc | std: 0 | input.layout is one of nchw, nhwc; input.std must not be 0",
                    "name: picture | mean: [1, 2] | input.mean has a number for each of R, G and B, and not 2; input.name is missing",
                    "name: picture | scale: much | input.name is missing; input.scale is a number, and not much",
                    "name: picture | resize: crop | input.name is missing",
                    "name: picture | shorter: 3 | there is no field input.shorter; input.name is missing",
                    "scores: brightness | softmax: maybe | output.softmax is true or false, and not maybe; output.scores is missing",
                    "name: brightness | sha256: 12 | name is missing; sha256 is no SHA-256 of 64 hexadecimal digits"})
    void whatIsWrongIsTold(String right, String wrong, String reason) {
        var yaml = MINIMAL.replace(right, wrong);

        var message = assertThrows(UnusableModelException.class, () -> DescriptorReader.read(yaml)).getMessage();

        for (var part : reason.split("; ")) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void whatIsCutOutHasToBeThere() {
        var yaml = MINIMAL.replace("nhwc", "nhwc\n  resize: crop\n  shorter_side: 5");

        assertEquals("in its descriptor, input.shorter_side is less than the width or height that is to be cut out of"
                + " it", assertThrows(UnusableModelException.class, () -> DescriptorReader.read(yaml)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"''", "just words", "'[1, 2]'"})
    void whatIsNoDescriptorIsTold(String yaml) {
        var message = assertThrows(UnusableModelException.class, () -> DescriptorReader.read(yaml)).getMessage();

        assertTrue(message.startsWith("in its descriptor, name is missing; task is one of"), message);
    }
}
