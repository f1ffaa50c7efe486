package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels and counts agree with scikit-image, exactly: files and how they were made are in the README beside them. */
class GoldenTest {

    private final PhotographReader reader = new PhotographReader(new Limits(10_000_000, 100_000_000, 20_000), 0.9f);

    @ParameterizedTest
    @ValueSource(strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
            "o6_palette.png"})
    void grayscaleGivesThePixelsOfRgb2gray(String name) {
        Photograph grey = new GrayscaleStep().apply(reader.read(Resources.bytes("golden/in/" + name)));

        Photograph expected = reader.read(Resources.bytes("golden/grey/" + stem(name) + ".png"));
        assertEquals(expected.width(), grey.width());
        assertArrayEquals(expected.luminance().data, grey.luminance().data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o1_rgb_420.jpg", "o2_rgb.png", "o3_gray8.png", "o4_rgba.png", "o5_exif6.jpg",
            "o6_palette.png"})
    void histogramGivesTheCountsOfExposureHistogram(String name) {
        Histogram histogram = new HistogramStep().apply(reader.read(Resources.bytes("golden/in/" + name)));

        assertArrayEquals(Npy.readLongs(Resources.bytes("golden/histogram/" + stem(name) + ".npy")),
                histogram.counts());
    }

    private static String stem(String name) {
        return name.substring(0, name.indexOf('.'));
    }
}
