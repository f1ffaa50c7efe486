package dev.darkroom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is upright, however it was stored. */
class OrientationTest {

    /** Upright it reads 1 2 3 / 4 5 6; stored as the EXIF specification tells where its row 0 and column 0 lie. */
    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({
            "1, 3, 1 2 3 4 5 6",
            "2, 3, 3 2 1 6 5 4",
            "3, 3, 6 5 4 3 2 1",
            "4, 3, 4 5 6 1 2 3",
            "5, 2, 1 4 2 5 3 6",
            "6, 2, 3 6 2 5 1 4",
            "7, 2, 6 3 5 2 4 1",
            "8, 2, 4 1 5 2 6 3",
    })
    void everyOrientationIsTurnedUpright(int orientation, int storedWidth, String stored) {
        int[] samples = numbers(stored);
        byte[] png = new PngMaker(storedWidth, 6 / storedWidth, 8, PngFile.GREY)
                .chunk("eXIf", exif(orientation, ByteOrder.BIG_ENDIAN)).samples(samples).end();

        Photograph photograph = Photographs.read(png);

        assertEquals(3, photograph.width());
        assertArrayEquals(new int[]{1, 2, 3, 4, 5, 6}, Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "orientation {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void coloursAndTheLuminanceOfTransparentPicturesTurnTogether(int orientation) {
        int[] samples = {10, 20, 30, 200, 200, 10, 99, 128, 1, 2, 3, 255};
        PngMaker png = new PngMaker(3, 1, 8, PngFile.COLOUR_ALPHA);
        Photograph stored = Photographs.read(png.samples(samples).end());

        Photograph turned = Photographs.read(new PngMaker(3, 1, 8, PngFile.COLOUR_ALPHA)
                .chunk("eXIf", exif(orientation, ByteOrder.LITTLE_ENDIAN)).samples(samples).end());

        for (int i = 0; i < 3; i++) {
            byte[] band = Orientation.values()[orientation - 1].upright(stored.colour().getBand(i).clone()).data;
            assertArrayEquals(band, turned.colour().getBand(i).data);
        }
        assertArrayEquals(Orientation.values()[orientation - 1].upright(stored.luminance().clone()).data,
                turned.luminance().data);
    }

    @ParameterizedTest(name = "{0} of orientation {1}")
    @CsvSource({
            "Landscape, 2", "Landscape, 3", "Landscape, 4", "Landscape, 5", "Landscape, 6", "Landscape, 7",
            "Landscape, 8",
            "Portrait, 2", "Portrait, 3", "Portrait, 4", "Portrait, 5", "Portrait, 6", "Portrait, 7", "Portrait, 8",
            "Landscape, 0", "Portrait, 0",
    })
    void allStoredOrientationsShowTheSamePicture(String scene, int orientation) {
        Photograph upright = Photographs.resource("orientation/" + scene + "_1.jpg");

        Photograph photograph = Photographs.resource("orientation/" + scene + "_" + orientation + ".jpg");

        assertEquals(upright.width(), photograph.width());
        assertTrue(meanDifference(upright, photograph) < 6, "mean difference " + meanDifference(upright, photograph));
    }

    @Test
    void exifThatCannotBeReadLeavesThePictureAsStored() {
        byte[] exif = exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < exif.length; length++) {
            byte[] cut = Arrays.copyOf(exif, length);
            Orientation orientation = Orientation.of(cut);
            assertTrue(orientation == Orientation.UPRIGHT || length >= 20, "cut at " + length);
        }
        exif[4] = (byte) 0xff;
        assertEquals(Orientation.UPRIGHT, Orientation.of(exif));
        assertEquals(Orientation.UPRIGHT, Orientation.of(null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, -1})
    void valuesThatTheTagDoesNotHaveMeanUpright(int value) {
        assertEquals(Orientation.UPRIGHT, Orientation.of(exif(value, ByteOrder.LITTLE_ENDIAN)));
    }

    private static byte[] exif(int orientation, ByteOrder order) {
        byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
        return ByteBuffer.allocate(26).order(order).put(mark).put(mark).putShort((short) 42).putInt(8)
                .putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1)
                .putShort((short) orientation).array();
    }

    private static double meanDifference(Photograph one, Photograph other) {
        byte[] ones = one.luminance().data;
        byte[] others = other.luminance().data;
        return IntStream.range(0, ones.length).map(i -> Math.abs((ones[i] & 0xff) - (others[i] & 0xff))).average()
                .orElseThrow();
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
