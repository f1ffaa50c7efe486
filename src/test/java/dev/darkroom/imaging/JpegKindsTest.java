package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boofcv.struct.image.GrayU8;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of JPEG decodes to the pixels that Pillow (libjpeg-turbo) gives for it. */
class JpegKindsTest {

    private final PhotographReader reader = new PhotographReader(new Limits(10_000_000, 100_000_000, 20_000), 0.9f);

    @ParameterizedTest(name = "{0} differs by at most {1}")
    @CsvSource({
            "baseline_411, 0",
            "baseline_420, 0",
            "baseline_422, 0",
            "baseline_440, 9",
            "baseline_444, 0",
            "odd_sampling, 36",
            "progressive, 0",
            "three_scans, 0",
            "restart, 0",
            "grey, 0",
            "rgb_adobe0, 0",
            "rgb_ids_only, 0",
            "ycc_no_marker_420, 0",
            "ycc_no_marker_444, 0",
            "jfif_and_adobe0, 0",
            "jfif_and_adobe1, 0",
            "cmyk_adobe0, 0",
            "cmyk_no_marker, 0",
            "ycck_adobe2, 0",
            "icc_rgb, 0",
            "icc_of_cmyk, 0",
            "icc_broken, 0",
    })
    void decodesAsLibjpegTurbo(String name, int tolerance) {
        Photograph photograph = reader.read(Resources.bytes("jpeg/" + name + ".jpg"));
        Photograph expected = reader.read(Resources.bytes("jpeg/" + name + ".png"));

        assertEquals(expected.isGrey(), photograph.isGrey());
        if (expected.isGrey()) {
            assertNear(expected.luminance(), photograph.luminance(), tolerance);
        } else {
            for (int band = 0; band < 3; band++) {
                assertNear(expected.colour().getBand(band), photograph.colour().getBand(band), tolerance);
            }
        }
    }

    private static void assertNear(GrayU8 expected, GrayU8 actual, int tolerance) {
        assertEquals(expected.width, actual.width);
        assertEquals(expected.height, actual.height);
        int worst = 0;
        for (int i = 0; i < expected.data.length; i++) {
            worst = Math.max(worst, Math.abs((expected.data[i] & 0xff) - (actual.data[i] & 0xff)));
        }
        assertEquals(tolerance, Math.max(tolerance, worst), "worst difference");
    }
}
