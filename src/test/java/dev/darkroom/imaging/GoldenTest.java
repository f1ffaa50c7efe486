package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels and counts are those of scikit-image, every one of them. */
class GoldenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
                    "o6_palette.png"})
    void grayscaleGivesThePixelsOfRgb2gray(String name) {
        Photograph grey = new GrayscaleStep().apply(Photographs.resource("golden/in/" + name));

        Photograph expected = Photographs.resource("golden/grey/" + stem(name) + ".png");
        assertEquals(expected.width(), grey.width());
        assertArrayEquals(expected.luminance().data, grey.luminance().data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
                    "o6_palette.png"})
    void histogramGivesTheCountsOfExposureHistogram(String name) {
        Histogram histogram = new HistogramStep().apply(Photographs.resource("golden/in/" + name));

        assertArrayEquals(Resources.bytes("golden/histogram/" + stem(name) + ".npy"), histogram.encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o4_rgba.png"})
    void histogramAfterGrayscaleCountsTheSamePixelsAsHistogramAlone(String name) {
        Photograph photograph = Photographs.resource("golden/in/" + name);

        assertEquals(new HistogramStep().apply(photograph),
                new HistogramStep().apply(new GrayscaleStep().apply(photograph)));
    }

    private static String stem(String name) {
        return name.substring(0, name.indexOf('.'));
    }
}
