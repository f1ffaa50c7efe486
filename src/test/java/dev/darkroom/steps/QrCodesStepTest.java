package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import boofcv.alg.fiducial.qrcode.QrCode;
import boofcv.alg.fiducial.qrcode.QrCodeEncoder;
import boofcv.alg.fiducial.qrcode.QrCodeGeneratorImage;
import boofcv.alg.fiducial.qrcode.ReedSolomonCodes_U8;
import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.QrCodesStep.Code;
import dev.darkroom.steps.QrCodesStep.QrCodes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.ddogleg.struct.DogArray_I8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodesStepTest extends StepTest {

    private static final int MODULE = 5;
    private static final int BORDER = 2 * MODULE;

    @Override
    Document apply(Photograph in) {
        return new QrCodesStep().apply(in);
    }

    private static QrCodes codes(GrayU8 picture) {
        return (QrCodes) new QrCodesStep().apply(photograph(picture)).content();
    }

    private static Photograph photograph(GrayU8 picture) {
        return Photograph.grey(picture, Format.PNG, 0.9f);
    }

    private static GrayU8 draw(QrCode code) {
        return new QrCodeGeneratorImage(MODULE).render(code).getGray();
    }

    private static GrayU8 draw(String text) {
        return draw(new QrCodeEncoder().addAutomatic(text).fixate());
    }

    private static GrayU8 draw(byte[] payload) {
        return draw(new QrCodeEncoder().addBytes(payload).fixate());
    }

    private static Code only(GrayU8 picture) {
        var codes = codes(picture).codes();
        assertEquals(1, codes.size());
        return codes.getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void findsNoneIn(Case example) {
        assertEquals(List.of(), ((QrCodes) apply(example.photograph()).content()).codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "DARKROOM $ 12", "https://darkroom.example/images/12?a=b", "東京", "a"})
    void readsWhatTheCodeSays(String text) {
        assertEquals(text, only(draw(text)).text());
    }

    @Test
    void readsBytesThatAreUtf8() {
        assertEquals("Grüße, 東京 🙂", only(draw("Grüße, 東京 🙂".getBytes(StandardCharsets.UTF_8))).text());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 40})
    void readsModulesOfManySizes(int pixels) {
        var code = new QrCodeEncoder().addAutomatic("https://darkroom.example").fixate();

        assertEquals("https://darkroom.example", only(new QrCodeGeneratorImage(pixels).render(code).getGray()).text());
    }

    @Test
    void tellsHowItIsWritten() {
        var code = only(draw(new QrCodeEncoder().setVersion(7).setError(QrCode.ErrorLevel.Q).addBytes("Grüße")
                .fixate()));

        assertEquals("byte", code.mode());
        assertEquals("UTF8", code.encoding());
        assertEquals(7, code.version());
        assertEquals("Q", code.errorCorrection());
        assertNull(code.problem());
    }

    @Test
    void saysWhereTheCornersAre() {
        var corners = only(draw(new QrCodeEncoder().setVersion(3).addNumeric("123").fixate())).corners();

        var end = BORDER + 29 * MODULE;
        int[][] expected = {{BORDER, BORDER}, {end, BORDER}, {end, end}, {BORDER, end}};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i][0], corners.get(i).x(), 0.5);
            assertEquals(expected[i][1], corners.get(i).y(), 0.5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 30, 45, 90, 135, 180, 261})
    void readsACodeThatIsTurned(int degrees) {
        assertEquals("turned", only(turned(draw("turned"), degrees)).text());
    }

    @Test
    void readsACodeOfTheLargestVersion() {
        var text = "x".repeat(2_900);

        assertEquals(text, only(draw(new QrCodeEncoder().setVersion(40).setError(QrCode.ErrorLevel.L).addBytes(text)
                .fixate())).text());
    }

    @Test
    void readsAllCodesFromTopToBottom() {
        var picture = new GrayU8(900, 700);
        ImageMiscOps.fill(picture, 200);
        place(draw("third"), 500, 400, picture);
        place(draw("second"), 600, 50, picture);
        place(draw("first"), 40, 20, picture);
        place(draw("third"), 50, 402, picture);

        assertEquals(List.of("first", "second", "third", "third"),
                codes(picture).codes().stream().map(Code::text).toList());
        assertEquals(900, codes(picture).width());
        assertEquals(700, codes(picture).height());
    }

    @Test
    void readsACodeInAJpegOfColours() {
        var code = draw("compressed");
        var picture = new Planar<>(GrayU8.class, code.width, code.height, 3);
        for (int i = 0; i < code.data.length; i++) {
            picture.getBand(0).data[i] = (byte) (code.data[i] == 0 ? 20 : 250);
            picture.getBand(1).data[i] = (byte) (code.data[i] == 0 ? 60 : 240);
            picture.getBand(2).data[i] = (byte) (code.data[i] == 0 ? 120 : 200);
        }

        var jpeg = Photographs.read(Photograph.colour(picture, Format.JPEG, 0.3f, null).encode());

        assertEquals("compressed", only(jpeg.luminance()).text());
    }

    @Test
    void readsACodeThatIsPartlyCovered() {
        var picture = draw(new QrCodeEncoder().setVersion(5).setError(QrCode.ErrorLevel.H).addBytes("covered")
                .fixate());
        ImageMiscOps.fillRectangle(picture, 255, BORDER + 14 * MODULE, BORDER + 14 * MODULE, 9 * MODULE, 9 * MODULE);

        assertEquals("covered", only(picture).text());
    }

    @Test
    void losesNoByteOfABinaryPayload() {
        var payload = new byte[256];
        IntStream.range(0, 256).forEach(i -> payload[i] = (byte) (255 - i));

        var code = only(draw(payload));

        assertEquals("ISO8859_1", code.encoding());
        assertEquals(new String(payload, StandardCharsets.ISO_8859_1), code.text());
    }

    /** The first byte of a character of several, and then the end, or what UTF-8 does not allow. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "\u00e0\u0080\u0080", "\u00c0\u0080", "\u00ed\u00a0\u0080x"})
    void takesNothingForUtf8ThatIsNot(String latin) {
        var code = only(draw(latin.getBytes(StandardCharsets.ISO_8859_1)));

        assertEquals(latin, code.text());
        assertEquals("ISO8859_1", code.encoding());
    }

    @Test
    void saysWhyACodeHasNoText() {
        var code = only(draw(inAnUnknownMode()));

        assertNull(code.text());
        assertEquals("unknown mode", code.problem());
        assertEquals(4, code.corners().size());
    }

    /** The first four bits say the mode; error correction fits them, as if an encoder of another standard had made it. */
    private static QrCode inAnUnknownMode() {
        var code = new QrCodeEncoder().setVersion(1).setError(QrCode.ErrorLevel.L).addBytes("x").fixate();
        code.rawbits[0] |= 0b1111;
        var data = reversed(code.rawbits, 0, 19);
        var correction = new DogArray_I8(7);
        correction.resize(7);
        var codec = new ReedSolomonCodes_U8(8, 0b100011101, 0);
        codec.generator(7);
        codec.computeECC(data, correction);
        System.arraycopy(reversed(correction.data, 0, 7).data, 0, code.rawbits, 19, 7);
        return code;
    }

    private static DogArray_I8 reversed(byte[] bytes, int from, int to) {
        var reversed = new DogArray_I8(to - from);
        for (int i = from; i < to; i++) {
            reversed.add((byte) (Integer.reverse(bytes[i]) >>> 24));
        }
        return reversed;
    }

    private static void place(GrayU8 code, int x, int y, GrayU8 picture) {
        ImageMiscOps.copy(0, 0, x, y, code.width, code.height, code, picture);
    }

    private static GrayU8 turned(GrayU8 code, int degrees) {
        var out = new GrayU8(2 * code.width, 2 * code.height);
        var cos = Math.cos(Math.toRadians(degrees));
        var sin = Math.sin(Math.toRadians(degrees));
        for (int i = 0; i < out.data.length; i++) {
            var dx = i % out.width - code.width + 0.5;
            var dy = i / out.width - code.height + 0.5;
            var x = (int) Math.floor(cos * dx + sin * dy + code.width / 2.0);
            var y = (int) Math.floor(cos * dy - sin * dx + code.height / 2.0);
            out.data[i] = code.isInBounds(x, y) ? code.data[y * code.width + x] : (byte) 255;
        }
        return out;
    }
}
