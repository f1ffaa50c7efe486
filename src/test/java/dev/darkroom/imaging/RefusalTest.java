package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.imaging.UnacceptablePhotographException.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and what the sender is told. */
class RefusalTest {

    @Test
    void tooManyPixelsAreRefusedFromTheHeaderAlone() {
        byte[] png = new PngMaker(20_000, 30_000, 8, PngFile.COLOUR).chunk("IDAT").unfinished();

        var refusal = refusal(png);

        assertEquals(Reason.TOO_LARGE, refusal.reason());
        assertEquals("The photograph has 20000 × 30000 pixels (600 megapixels); at most 100 megapixels are accepted",
                refusal.getMessage());
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"50000, 50000", "2147483647, 2147483647"})
    void hugeClaimsAreRefused(int width, int height) {
        assertEquals(Reason.TOO_LARGE,
                refusal(new PngMaker(width, height, 8, PngFile.GREY).chunk("IDAT").end()).reason());
    }

    @Test
    void aHugeJpegIsRefusedFromItsHeader() {
        byte[] jpeg = Resources.bytes("jpeg/baseline_420.jpg");
        int frame = frame(jpeg);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);

        assertEquals("The photograph has 65535 × 65535 pixels (4294.8 megapixels);"
                + " at most 100 megapixels are accepted", refusal(jpeg).getMessage());
    }

    @Test
    void aLongStripIsRefused() {
        assertEquals("The photograph has 1 × 40000 pixels; at most 30000 pixels a side are accepted",
                refusal(PngMaker.grey(1, 40_000)).getMessage());
    }

    @Test
    void tooManyBytesAreRefused() {
        var reader = new PhotographReader(new Limits(1_000, 1_000_000, 1_000), 0.9f);

        var refusal = assertThrows(UnacceptablePhotographException.class, () -> reader.inspect(new byte[1_001]));

        assertEquals(Reason.TOO_LARGE, refusal.reason());
        assertEquals("The photograph has 1001 bytes; at most 1000 are accepted", refusal.getMessage());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
            "474946383961, looks like GIF",
            "524946461a00000057454250, looks like WebP",
            "0000001866747970686569630000000068656963, looks like HEIF",
            "00000020667479706176696600000000, looks like AVIF",
            "49492a0008000000, looks like TIFF",
            "424d36000000, looks like BMP",
            "255044462d312e37, starts with 25 50 44 46 2d 31 2e 37",
            "3c73766720786d6c, starts with 3c 73 76 67 20 78 6d 6c",
            "ff, starts with ff",
            "'', is empty",
    })
    void otherFormatsAreNamed(String start, String expected) {
        var refusal = refusal(HexFormat.of().parseHex(start));

        assertEquals(Reason.UNSUPPORTED, refusal.reason());
        assertEquals("This is not a JPEG or PNG image: it " + expected, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg/baseline_420.jpg", "jpeg/progressive.jpg", "jpeg/grey.jpg", "jpeg/cmyk_adobe0.jpg"})
    void aJpegThatWasCutOffIsRefused(String name) {
        byte[] jpeg = Resources.bytes(name);

        var refusal = refusal(Arrays.copyOf(jpeg, jpeg.length * 9 / 10));

        assertEquals(Reason.DAMAGED, refusal.reason());
        assertEquals("The JPEG data is damaged: it ends in the middle of the picture", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png/plain.png", "png/interlaced.png", "png/palette_trns.png"})
    void aPngThatWasCutOffIsRefused(String name) {
        byte[] png = Resources.bytes(name);

        assertEquals("The PNG data is damaged: it ends inside its IDAT chunk",
                refusal(Arrays.copyOf(png, png.length * 9 / 10)).getMessage());
    }

    @Test
    void aPngWithTooLittleDataIsRefused() {
        byte[] png = new PngMaker(4, 4, 8, PngFile.GREY).chunk("IDAT", PngMaker.deflated(new byte[12])).end();

        assertEquals(Reason.DAMAGED, refusal(png).reason());
    }

    @Test
    void aPngWithAWrongChecksumIsRefused() {
        byte[] png = Resources.bytes("png/plain.png");
        png[png.length / 2] ^= 1;

        assertEquals("The PNG data is damaged: the checksum of its IDAT chunk is wrong", refusal(png).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg/baseline_420.jpg", "png/plain.png"})
    void onlyTheEndMarkerMayBeMissing(String name) {
        byte[] file = Resources.bytes(name);

        Photograph photograph = Photographs.read(Arrays.copyOf(file, file.length - (name.endsWith("png") ? 12 : 2)));

        assertEquals(0, Photographs.worstDifference(Photographs.read(file), photograph));
    }

    @Test
    void aJpegWithHundredsOfScansIsRefused() {
        byte[] jpeg = Resources.bytes("jpeg/progressive.jpg");
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 1, 0};
        byte[] bomb = Arrays.copyOf(jpeg, jpeg.length + 500 * scan.length);
        for (int i = 0; i < 500; i++) {
            System.arraycopy(scan, 0, bomb, jpeg.length - 2 + i * scan.length, scan.length);
        }

        assertEquals("The JPEG data is damaged: it has more than 30 scans", refusal(bomb).getMessage());
    }

    @Test
    void aCompressedTextBombIsNotInflated() {
        byte[] bomb = PngMaker.deflated(new byte[200_000_000]);
        byte[] text = Arrays.copyOf("a\0\0".getBytes(), 3 + bomb.length);
        System.arraycopy(bomb, 0, text, 3, bomb.length);

        Photograph photograph = Photographs.read(new PngMaker(1, 1, 8, PngFile.GREY).chunk("zTXt", text)
                .chunk("iCCP", text).samples(7).end());

        assertEquals(7, photograph.luminance().data[0]);
    }

    @Test
    void limitsThatNoArrayCouldHoldAreRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, Long.MAX_VALUE, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1));
    }

    private static int frame(byte[] jpeg) {
        int at = 0;
        while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xc0) {
            at++;
        }
        assertTrue(at > 0);
        return at;
    }

    private static UnacceptablePhotographException refusal(byte[] bytes) {
        return assertThrows(UnacceptablePhotographException.class, () -> Photographs.read(bytes));
    }
}
