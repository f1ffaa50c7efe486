package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.parts.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Which models can be used, and what is said at the start of those that cannot. */
class RecognitionTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Recognition.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(said);
    }

    @Test
    void theDefaultModelIsReady() {
        try (var recognition = open(Models.CENTERNET)) {
            assertTrue(recognition.isReady());
            assertEquals("The step classify knows 80 labels, by CenterNet on MobileNetV3, the 80 classes of COCO",
                    only(Level.INFO));
        }
    }

    @Test
    void aSmallModelIsReady() throws IOException {
        try (var recognition = open(Models.store(folder, Models.BRIGHTNESS, Models.brightness(1), Models.COLOURS))) {
            assertTrue(recognition.isReady());
        }
    }

    @Test
    void whereNoModelIsNamedThereIsNone() {
        try (var recognition = open(" ")) {
            assertFalse(recognition.isReady());
            assertEquals("There is no step classify, as darkroom.recognition.model names no model", only(Level.INFO));
            assertThrows(IllegalStateException.class, recognition::classifier);
        }
    }

    @Test
    void aDescriptorThatIsNotThereIsTold() {
        refuses("file:/there/is/none.yaml", "file:/there/is/none.yaml is not there");
    }

    @Test
    void aModelThatIsNotThereIsTold() throws IOException {
        var descriptor = Models.store(folder, Models.BRIGHTNESS, Models.brightness(1), Models.COLOURS);
        Files.delete(folder.resolve("model.onnx"));

        refuses(descriptor, "file:" + folder + "/model.onnx is not there");
    }

    @Test
    void aFileThatIsNoModelIsTold() throws IOException {
        refuses(Models.store(folder, Models.BRIGHTNESS, "no model".getBytes(), Models.COLOURS),
                "it is no model in ONNX format that can be run");
    }

    @Test
    void aModelWithAnotherDigestIsTold() throws IOException {
        var descriptor = "sha256: " + Digests.sha256Hex("another") + "\n" + Models.BRIGHTNESS;

        refuses(Models.store(folder, descriptor, Models.brightness(1), Models.COLOURS),
                "model.onnx has the SHA-256 ");
    }

    /** The descriptor says one thing, the model is another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"name: picture | name: image | its inputs are picture, and not image",
                    "width: 4 | width: 8 | its input picture is of 1 × 3 × 4 × 4, and not of 1 × 3 × 4 × 8",
                    "nchw | nhwc | its input picture is of 1 × 3 × 4 × 4, and not of 1 × 4 × 4 × 3",
                    "scores: brightness | scores: probabilities | its outputs are brightness, and probabilities is not among them",
                    "classification | classification # it is | ",
                    "labels: labels.txt | labels: none.txt | none.txt is not there",
                    "task: classification | task: detection | in its descriptor, task is one of"})
    void aModelThatIsNotAsItsDescriptorSaysIsTold(String right, String wrong, String reason) throws IOException {
        var descriptor = Models.store(folder, Models.BRIGHTNESS.replace(right, wrong), Models.brightness(1),
                Models.COLOURS);
        if (reason == null) {
            open(descriptor).close();
            assertEquals(Level.INFO, said.list.getFirst().getLevel());
        } else {
            refuses(descriptor, reason);
        }
    }

    @Test
    void aModelOfAnotherKindIsTold() throws IOException {
        var descriptor = Models.BRIGHTNESS.replace("classification", "centernet") + "  edges: brightness\n";

        refuses(Models.store(folder, descriptor, Models.brightness(1), Models.COLOURS), "its output brightness is of"
                + " 1 × 3 and brightness of 1 × 3; CenterNet has 1 × labels × rows × columns and 1 × 4 × rows × columns");
    }

    @Test
    void labelsThatAreTooFewAreTold() throws IOException {
        refuses(Models.store(folder, Models.BRIGHTNESS, Models.brightness(1), List.of("red", "green")),
                "it has scores for 3 labels in its output brightness, and there are 2 labels in labels.txt");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, parallel", "1, 0, 1, threads", "1, 1, -3, batch"})
    void aNumberThatIsTooSmallIsASettingToBeMended(int parallel, int threads, int batch, String setting) {
        var files = Models.here();

        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Recognition("", files, parallel, threads, batch)).getMessage()
                .startsWith("darkroom.recognition." + setting + " is "));
    }

    @Test
    void nothingRunsAfterTheEnd() throws Exception {
        var recognition = open(Models.CENTERNET);
        var classifier = recognition.classifier();
        var photograph = classifier.prepare(Photographs.resource("/photos/coffee.jpg"));
        recognition.close();

        assertThrows(IllegalStateException.class, () -> classifier.predict(photograph, 0.5, 5));
    }

    private static Recognition open(String descriptor) {
        return new Recognition(descriptor, Models.here(), 1, 1, 1);
    }

    private void refuses(String descriptor, String reason) {
        try (var recognition = open(descriptor)) {
            assertFalse(recognition.isReady());
        }
        var words = only(Level.ERROR);
        assertTrue(words.startsWith("The model of the step classify, " + descriptor + ", cannot be used: "), words);
        assertTrue(words.contains(reason), words);
        assertTrue(words.endsWith(". So there is no step classify"), words);
    }

    private String only(Level level) {
        assertEquals(1, said.list.size());
        assertEquals(level, said.list.getFirst().getLevel());
        return said.list.getFirst().getFormattedMessage();
    }
}
