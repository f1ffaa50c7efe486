package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.Resources;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramStepTest extends StepTest {

    @Override
    Histogram apply(Photograph in) {
        return new HistogramStep().apply(in);
    }

    @ParameterizedTest
    @EnumSource
    void countsEveryPixelOf(Case example) {
        var in = example.photograph();

        assertEquals((long) in.width() * in.height(), Arrays.stream(apply(in).counts()).sum());
    }

    @ParameterizedTest
    @EnumSource
    void countsTheSameAfterGrayscaleOf(Case example) {
        var in = example.photograph();

        assertEquals(apply(in), apply(new GrayscaleStep().apply(in)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
                    "o6_palette.png"})
    void givesTheCountsOfExposureHistogram(String name) {
        var made = apply(Photographs.resource("golden/in/" + name));

        assertArrayEquals(
                Resources.bytes("golden/histogram/" + name.substring(0, name.indexOf('.')) + ".npy"), made.encode());
    }
}
