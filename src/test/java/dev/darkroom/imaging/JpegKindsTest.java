package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.UnacceptablePhotographException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of JPEG decodes to the pixels that Pillow (libjpeg-turbo) gives for it. */
class JpegKindsTest {

    @ParameterizedTest(name = "{0}: at most {1} levels")
    @CsvSource({
            "baseline_411, 0",
            "baseline_420, 0",
            "baseline_422, 0",
            "baseline_444, 0",
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
            // the JDK's older libjpeg repeats chroma rows where libjpeg-turbo interpolates them
            "baseline_440, 9",
            "odd_sampling, 36",
    })
    void decodesAsLibjpegTurbo(String name, int levels) {
        Photograph photograph = Photographs.resource("jpeg/" + name + ".jpg");

        Photograph expected = Photographs.resource("jpeg/" + name + ".png");
        assertEquals(expected.isGrey(), photograph.isGrey());
        int worst = Photographs.worstDifference(expected, photograph);
        assertTrue(worst <= levels, () -> "differs by " + worst);
    }

    @Test
    void arithmeticCodingIsRefusedByName() {
        var refusal = assertThrows(UnacceptablePhotographException.class,
                () -> Photographs.resource("jpeg/arithmetic.jpg"));

        assertEquals(Reason.UNSUPPORTED, refusal.reason());
        assertEquals("This kind of JPEG is not read: arithmetic coding; baseline and progressive JPEGs are",
                refusal.getMessage());
    }
}
