package dev.darkroom.imaging;

import static dev.darkroom.imaging.UnacceptablePhotographException.unsupported;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells by its first bytes what a file is, whatever its name and media type say. */
final class FileKind {

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final int SHOWN_BYTES = 8;

    private FileKind() {
    }

    /** @throws UnacceptablePhotographException if it is neither JPEG nor PNG, saying what it looks like */
    static ImageFile open(byte[] bytes) {
        if (startsWith(bytes, JPEG_START)) {
            return new JpegFile(bytes);
        }
        if (startsWith(bytes, PngFile.SIGNATURE)) {
            return new PngFile(bytes);
        }
        if (bytes.length == 0) {
            throw unsupported("This is not a JPEG or PNG image: it is empty");
        }
        throw unsupported("This is not a JPEG or PNG image: it " + switch (detect(bytes)) {
            case FileType _ when isAvif(bytes) -> "looks like AVIF";
            case Unknown, Jpeg, Png, Riff -> "starts with " + start(bytes);
            // the detector's mark for Sony's raw files is the start of most TIFF files
            case Arw -> "looks like TIFF";
            case FileType type -> "looks like " + type.getName();
        });
    }

    /** ISO/IEC 23000-22: the brand of a file type box. The detector does not know it. */
    private static boolean isAvif(byte[] bytes) {
        String box = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        return box.endsWith("ftypavif") || box.endsWith("ftypavis");
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static FileType detect(byte[] bytes) {
        try {
            return FileTypeDetector.detectFileType(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException e) {
            return FileType.Unknown;
        }
    }

    private static String start(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
    }
}
