package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.recognition.Descriptor.Colours;
import dev.darkroom.recognition.Descriptor.Layout;
import dev.darkroom.recognition.Descriptor.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {

    /** References are rounded, what the model gets is not. */
    private static final double ROUNDING = 0.501;

    private static Descriptor.Input input(int width, int height, Layout layout, Colours colours, Resize resize,
            int shorterSide, float scale, List<Float> mean, List<Float> deviation) {
        return new Descriptor.Input("picture", width, height, layout, colours, resize, shorterSide, scale, mean,
                deviation);
    }

    private static Descriptor.Input plain(int width, int height, Resize resize, int shorterSide) {
        return input(width, height, Layout.NCHW, Colours.RGB, resize, shorterSide, 1, List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
    }

    /** As Pillow does it. */
    @ParameterizedTest
    @CsvSource({"coffee, STRETCH, 32, 48", "coffee, STRETCH, 300, 20", "camera, STRETCH, 33, 33",
            "coffee, CROP, 48, 56", "rocket, CROP, 64, 64", "coffee, FIT, 60, 40", "rocket, FIT, 48, 64",
            "camera, FIT, 64, 32"})
    void makesAPhotographAsLargeAsTheModelWantsIt(String name, Resize resize, int width, int height) {
        var reference = Photographs.planes(Photographs.resource("/steps/classify/%s-%s-%dx%d.png".formatted(name,
                resize.name().toLowerCase(java.util.Locale.ROOT), width, height)));

        var values = new Preparation(plain(width, height, resize, 64))
                .apply(Photographs.resource("/steps/in/" + name + ".png")).values();

        assertEquals(3 * width * height, values.length);
        for (int i = 0; i < values.length; i++) {
            var band = reference[reference.length == 1 ? 0 : i / (width * height)];
            assertEquals(band.data[i % (width * height)] & 0xff, values[i], ROUNDING);
        }
    }

    @Test
    void scalesSamplesAndLaysThemOutAsTheModelWantsThem() {
        var photograph = Photographs.resource("/steps/in/coffee.png");
        var scale = 1 / 255f;
        var mean = List.of(0.485f, 0.456f, 0.406f);
        var deviation = List.of(0.229f, 0.224f, 0.225f);
        var raw = new Preparation(plain(8, 6, Resize.STRETCH, 0)).apply(photograph).values();

        for (var layout : Layout.values()) {
            for (var colours : Colours.values()) {
                var values = new Preparation(input(8, 6, layout, colours, Resize.STRETCH, 0, scale, mean, deviation))
                        .apply(photograph).values();
                for (int band = 0; band < 3; band++) {
                    for (int i = 0; i < 48; i++) {
                        var channel = colours == Colours.RGB ? band : 2 - band;
                        var at = layout == Layout.NCHW ? channel * 48 + i : i * 3 + channel;
                        assertEquals((raw[band * 48 + i] * scale - mean.get(band)) / deviation.get(band), values[at],
                                1e-5);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 500", "500, 1", "3, 2", "20000, 1"})
    void copesWithEverySize(int width, int height) {
        var photograph = Photograph.grey(even(width, height), Format.PNG, 0.9f);
        for (var resize : Resize.values()) {
            var values = new Preparation(plain(24, 16, resize, 24)).apply(photograph).values();
            for (var value : values) {
                assertTrue(Math.abs(value - 200) < 0.001 || resize == Resize.FIT && value == 0, () -> "" + value);
            }
            assertEquals(200, values[8 * 24 + 12], 0.001);
        }
    }

    /** The middle of a place in the input is the middle of the place in the photograph. */
    @ParameterizedTest
    @CsvSource({"600, 400, 8, 8, 300, 200", "400, 600, 8, 8, 200, 300", "512, 512, 0, 0, 0, 0",
            "600, 400, 0, 3, 0, 12.5"})
    void placesLeadBackToThePhotograph(int width, int height, double x, double y, double inX, double inY) {
        var prepared = new Preparation(plain(16, 16, Resize.FIT, 0))
                .apply(Photograph.grey(even(width, height), Format.PNG, 0.9f));

        assertEquals(inX, prepared.columns().inPhotograph(x), width / 16.0);
        assertEquals(inY, prepared.rows().inPhotograph(y), height / 16.0);
    }

    private static GrayU8 even(int width, int height) {
        var grey = new GrayU8(width, height);
        java.util.Arrays.fill(grey.data, (byte) 200);
        return grey;
    }
}
