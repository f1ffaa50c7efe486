package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrayscaleStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new GrayscaleStep().apply(in);
    }

    @ParameterizedTest
    @EnumSource
    void makesAGreyPhotographOfTheSameSizeOf(Case example) {
        var in = example.photograph();

        var made = apply(in);

        assertTrue(made.isGrey());
        assertEquals(in.width(), made.width());
        assertEquals(in.height(), made.height());
        assertEquals(in.format(), made.format());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
                    "o6_palette.png"})
    void givesThePixelsOfRgb2gray(String name) {
        var made = apply(Photographs.resource("golden/in/" + name));

        var expected = Photographs.resource("golden/grey/" + name.substring(0, name.indexOf('.')) + ".png");
        assertEquals(expected.width(), made.width());
        assertArrayEquals(expected.luminance().data, made.luminance().data);
    }
}
