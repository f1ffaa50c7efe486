package dev.darkroom.imaging;

import dev.darkroom.steps.HistogramStep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of PNG becomes opaque grey or colour of 8 bits. */
class PngKindsTest {

    private static final int WIDTH = 13;
    private static final int HEIGHT = 7;

    private final Random random = new Random(20261122);

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void greySamplesSpreadOver8Bits(int bits) {
        int[] stored = samples(1, bits);

        Photograph photograph = Photographs.read(png(bits, PngFile.GREY).samples(stored).end());

        assertArrayEquals(to8Bits(stored, bits), Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {8, 16})
    void colourSamplesCountByTheirHighByte(int bits) {
        int[] stored = samples(3, bits);

        Photograph photograph = Photographs.read(png(bits, PngFile.COLOUR).samples(stored).end());

        assertArrayEquals(to8Bits(stored, bits), Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "colour type {0}, {1} bits")
    @CsvSource({"4, 8", "4, 16", "6, 8", "6, 16"})
    void alphaIsLaidOnWhite(int colourType, int bits) {
        int components = colourType == PngFile.GREY_ALPHA ? 2 : 4;
        int[] stored = samples(components, bits);

        Photograph photograph = Photographs.read(png(bits, colourType).samples(stored).end());

        int[] eight = to8Bits(stored, bits);
        int[] expected = IntStream.range(0, eight.length).filter(i -> i % components < components - 1)
                .map(i -> onWhite(eight[i], eight[i - i % components + components - 1])).toArray();
        assertArrayEquals(expected, Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void transparentGreyBecomesWhite(int bits) {
        int[] stored = samples(1, bits);
        int transparent = stored[5];

        Photograph photograph = Photographs.read(png(bits, PngFile.GREY)
                .chunk("tRNS", (byte) (transparent >> 8), (byte) transparent).samples(stored).end());

        int[] expected = to8Bits(stored, bits);
        IntStream.range(0, expected.length).filter(i -> stored[i] == transparent).forEach(i -> expected[i] = 255);
        assertArrayEquals(expected, Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {8, 16})
    void transparentColourBecomesWhiteOnlyWhereAllSamplesAgree(int bits) {
        int[] stored = samples(3, bits);
        // same high bytes, other low byte: not the transparent colour
        stored[3] = stored[0];
        stored[4] = stored[1];
        stored[5] = stored[2] ^ 1;
        ByteBuffer transparent = ByteBuffer.allocate(6).putShort((short) stored[0]).putShort((short) stored[1])
                .putShort((short) stored[2]);

        Photograph photograph = Photographs.read(png(bits, PngFile.COLOUR).chunk("tRNS", transparent.array())
                .samples(stored).end());

        int[] expected = to8Bits(stored, bits);
        expected[0] = expected[1] = expected[2] = 255;
        assertArrayEquals(expected, Photographs.samples(photograph));
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4, 8})
    void paletteColoursWithTransparencyAreLaidOnWhite(int bits) {
        byte[] palette = new byte[3 << bits];
        random.nextBytes(palette);
        byte[] alphas = {0, 100};
        int[] stored = samples(1, bits);

        Photograph photograph = Photographs.read(png(bits, PngFile.PALETTE).chunk("PLTE", palette)
                .chunk("tRNS", alphas).samples(stored).end());

        int[] expected = IntStream.range(0, 3 * stored.length).map(i -> {
            int index = stored[i / 3];
            return onWhite(palette[3 * index + i % 3] & 0xff, index < alphas.length ? alphas[index] : 255);
        }).toArray();
        assertArrayEquals(expected, Photographs.samples(photograph));
    }

    @Test
    void anIndexOutsideThePaletteIsBlack() {
        Photograph photograph = Photographs.read(new PngMaker(2, 1, 8, PngFile.PALETTE)
                .chunk("PLTE", (byte) 10, (byte) 20, (byte) 30).samples(0, 200).end());

        assertArrayEquals(new int[]{10, 20, 30, 0, 0, 0}, Photographs.samples(photograph));
    }

    @Test
    void interlacedPicturesAreThoseOfPlainFiles() {
        assertEquals(0, Photographs.worstDifference(Photographs.resource("png/plain.png"),
                Photographs.resource("png/interlaced.png")));
    }

    @Test
    void gammaAndProfilesDoNotChangeSamples() {
        byte[] exchangedPrimaries = Photographs.resource("jpeg/icc_rgb.jpg").iccProfile();
        int[] stored = samples(3, 8);

        Photograph photograph = Photographs.read(png(8, PngFile.COLOUR).chunk("gAMA", (byte) 0, (byte) 1, (byte) 0x86,
                (byte) 0xa0).chunk("iCCP", iccp(exchangedPrimaries)).samples(stored).end());

        assertArrayEquals(stored, Photographs.samples(photograph));
        assertArrayEquals(exchangedPrimaries, photograph.iccProfile());
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1, 1", "9, 1", "1, 9"})
    void smallestPicturesAreRead(int width, int height) {
        Photograph photograph = Photographs.read(PngMaker.grey(width, height));

        assertEquals(width, photograph.width());
        assertEquals(height, photograph.height());
        assertEquals(width * height, new HistogramStep().apply(photograph).counts()[0]);
    }

    private static byte[] iccp(byte[] profile) {
        byte[] deflated = PngMaker.deflated(profile);
        return ByteBuffer.allocate(3 + deflated.length).put((byte) 'x').putShort((short) 0).put(deflated).array();
    }

    private static PngMaker png(int bits, int colourType) {
        return new PngMaker(WIDTH, HEIGHT, bits, colourType);
    }

    private int[] samples(int components, int bits) {
        return random.ints((long) WIDTH * HEIGHT * components, 0, 1 << bits).toArray();
    }

    private static int[] to8Bits(int[] samples, int bits) {
        int white = (1 << bits) - 1;
        return IntStream.of(samples).map(sample -> bits == 16 ? sample / 256 : sample * 255 / white).toArray();
    }

    private static int onWhite(int sample, int alpha) {
        return Math.toIntExact(Math.round((255.0 * (255 - alpha) + sample * alpha) / 255));
    }
}
