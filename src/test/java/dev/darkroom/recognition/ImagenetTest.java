package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.Photographs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That an ImageNet classifier works by configuration alone: MobileNetV2 in the folder that the system property
 * {@code darkroom.imagenet} names, with the descriptor that {@code docs/recognition.md} shows.
 */
@EnabledIfSystemProperty(named = "darkroom.imagenet", matches = ".+")
class ImagenetTest {

    @TempDir
    static Path folder;

    private static String descriptor;

    @BeforeAll
    static void readTheDescriptorOfTheGuide() throws Exception {
        var models = Path.of(System.getProperty("darkroom.imagenet"));
        for (var name : new String[]{"mobilenet_v2_imagenet.onnx", "imagenet_labels.txt"}) {
            Files.createSymbolicLink(folder.resolve(name), models.resolve(name));
        }
        var guide = Files.readString(Path.of("docs/recognition.md"));
        var shown = guide.substring(guide.indexOf("```yaml\nname: MobileNetV2") + "```yaml\n".length());
        descriptor = "file:" + Files.writeString(folder.resolve("mobilenet.yaml"),
                shown.substring(0, shown.indexOf("```")));
    }

    /** The names that ImageNet has for them. */
    @ParameterizedTest
    @CsvSource({"coffee, espresso, 0.9", "chelsea, '(tiger|Egyptian) cat|tabby.*', 0.35",
            "rocket, missile|projectile.*, 0.5", "camera, tripod, 0.9"})
    void theMostConfidentIsWhatTheModelIsKnownToSay(String photograph, String label, double confidence)
            throws Exception {
        for (int batch : new int[]{1, 4}) {
            try (var classifier = Models.open(descriptor, 1, batch)) {
                var predictions = classifier.predict(
                        classifier.prepare(Photographs.resource("/photos/" + photograph + ".jpg")), 0.05, 5);

                assertTrue(predictions.getFirst().label().matches(label), predictions::toString);
                assertTrue(predictions.getFirst().confidence() > confidence, predictions::toString);
                assertNull(predictions.getFirst().box());
            }
        }
    }
}
