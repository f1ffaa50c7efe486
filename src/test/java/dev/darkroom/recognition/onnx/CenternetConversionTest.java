package dev.darkroom.recognition.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * That the model which Darkroom ships is what the conversion makes of its origin, byte by byte: with the system property
 * {@code darkroom.centernet}, the folder {@code models} of the unpacked npm package {@code @vladmandic/human}. With
 * {@code darkroom.centernet.write}, the model is made so.
 */
@EnabledIfSystemProperty(named = "darkroom.centernet", matches = ".+")
class CenternetConversionTest {

    private static final Path MODEL = Path.of("src/main/resources/models/centernet/centernet.onnx");

    @Test
    void theModelIsWhatTheConversionMakesOfItsOrigin() throws IOException {
        var origin = Path.of(System.getProperty("darkroom.centernet"), "centernet.json");
        var made = new TensorFlowModel(origin).toOnnx("tower_0/keypoints", "tower_0/wh");

        if (Boolean.getBoolean("darkroom.centernet.write")) {
            Files.write(MODEL, made);
        }

        assertArrayEquals(Files.readAllBytes(MODEL), made);
    }
}
