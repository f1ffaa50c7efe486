package dev.darkroom.steps;

import boofcv.abst.fiducial.QrCodeDetector;
import boofcv.alg.fiducial.qrcode.EciEncoding;
import boofcv.alg.fiducial.qrcode.QrCode;
import boofcv.alg.fiducial.qrcode.QrCodeDecoderBits;
import boofcv.factory.fiducial.FactoryFiducial;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photograph;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds and reads QR codes (ISO/IEC 18004) by BoofCV's detector: dark on light, of any version, turned, seen aslant, and
 * as many as there are.
 *
 * <p>Bytes are text in the encoding that the code names; when it names none, UTF-8 if they are that, and ISO 8859-1 if
 * not. Of a binary payload each character of the text is hence one byte, 0…255, and none is lost.
 *
 * <p>A module has to be about 3 pixels wide. Time and memory grow with the pixels: one binary picture, and the outlines
 * in it.
 */
public final class QrCodesStep {

    /**
     * @param width  of the photograph, in pixels
     * @param height of the photograph, in pixels
     * @param codes  from top to bottom, from left to right
     */
    public record QrCodes(int width, int height, List<Code> codes) {
    }

    /**
     * @param text            what it says; null when that cannot be told, and {@code problem} says why
     * @param mode            {@code numeric}, {@code alphanumeric}, {@code byte}, {@code kanji} or {@code mixed}
     * @param encoding        of bytes, as Java names it; null when there are none
     * @param version         1…40
     * @param errorCorrection {@code L}, {@code M}, {@code Q} or {@code H}
     * @param corners         of the code as it is read: top left, top right, bottom right (estimated), bottom left
     * @param problem         null, or why a code that was found intact has no text
     */
    public record Code(String text, String mode, String encoding, int version, String errorCorrection,
            List<Corner> corners, String problem) {
    }

    /**
     * @param x from the left edge of the photograph, in pixels
     * @param y from its top edge, in pixels
     */
    public record Corner(double x, double y) {
    }

    /** What is only wrong once error correction has vouched for the bits; before that, it may be no code at all. */
    private static final Set<QrCode.Failure> INTACT = EnumSet.of(QrCode.Failure.UNKNOWN_MODE,
            QrCode.Failure.MESSAGE_OVERFLOW, QrCode.Failure.DECODING_MESSAGE, QrCode.Failure.KANJI_UNAVAILABLE,
            QrCode.Failure.STRING_ENCODING_UNAVAILABLE);
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * @return a document that holds {@link QrCodes}
     */
    public Document apply(Photograph in) {
        QrCodeDetector<GrayU8> detector = FactoryFiducial.qrcode(null, GrayU8.class);
        detector.process(in.luminance());
        var found = Stream.concat(detector.getDetections().stream(),
                detector.getFailures().stream().filter(code -> INTACT.contains(code.failureCause)));
        return new Document(new QrCodes(in.width(), in.height(), found.map(QrCodesStep::code).sorted(
                Comparator.comparingDouble(QrCodesStep::top).thenComparingDouble(code -> code.corners().getFirst().x()))
                .toList()));
    }

    private static double top(Code code) {
        return code.corners().stream().mapToDouble(Corner::y).min().orElseThrow();
    }

    private static Code code(QrCode found) {
        if (isTakenForUtf8(found)) {
            found.failureCause = QrCode.Failure.NONE;
            new QrCodeDecoderBits(EciEncoding.ISO8859_1, EciEncoding.ISO8859_1).decodeMessage(found);
        }
        var problem = found.failureCause == QrCode.Failure.NONE ? null : name(found.failureCause);
        return new Code(problem == null ? found.message : null, name(found.mode),
                found.byteEncoding.isEmpty() ? null : found.byteEncoding, found.version, found.error.name(),
                found.bounds.vertexes.toList().stream().map(corner -> new Corner(corner.x, corner.y)).toList(),
                problem);
    }

    /** BoofCV looks at the first bits of each character only, and beyond the end if those promise more. */
    private static boolean isTakenForUtf8(QrCode found) {
        return found.failureCause == QrCode.Failure.DECODING_MESSAGE
                || found.byteEncoding.equals(EciEncoding.UTF8) && found.message.indexOf(REPLACEMENT) >= 0;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
