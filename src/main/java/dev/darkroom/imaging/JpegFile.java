package dev.darkroom.imaging;

import static dev.darkroom.imaging.Format.JPEG;
import static dev.darkroom.imaging.UnacceptablePhotographException.damaged;
import static dev.darkroom.imaging.UnacceptablePhotographException.unsupported;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B), read as libjpeg reads them but without decoding.
 *
 * <p>{@link #bare()} is the same picture with nothing but what decoding needs. Its colour transform is stated by one
 * Adobe marker, so that the decoder has no profile to apply, no metadata to stumble over and nothing to guess.
 */
final class JpegFile implements ImageFile {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int TEM = 0x01;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    /** The JDK's reader renders the whole picture for every scan; the usual progressive files have about ten. */
    private static final int MOST_SCANS = 30;

    private final byte[] bytes;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private final byte[][] iccChunks = new byte[256][];
    private int scanStart;
    private int[] componentIds;
    private int width;
    private int height;
    private byte[] exif;
    private boolean jfif;
    private int adobeTransform = -1;

    /** @throws UnacceptablePhotographException if the header is damaged or tells of a kind of JPEG that is not read */
    JpegFile(byte[] bytes) {
        this.bytes = bytes;
        int at = 2;
        while (true) {
            int marker = nextMarker(at);
            int end = segmentEnd(marker);
            if (end < 0) {
                throw damaged(JPEG, "it ends before the picture begins");
            }
            int code = bytes[marker] & 0xff;
            if (code == SOS) {
                scanStart = marker - 1;
                break;
            }
            if (code == EOI) {
                throw damaged(JPEG, "it has no picture");
            }
            segment(code, marker + 3, end);
            if (code != COM && (code < APP0 || code > APP15)) {
                tables.write(0xff);
                tables.write(bytes, marker, end - marker);
            }
            at = end;
        }
        if (componentIds == null) {
            throw damaged(JPEG, "it has no frame header");
        }
        checkScans();
    }

    /** Index of the next marker's code, or the length of the file. */
    private int nextMarker(int from) {
        for (int i = from + 1; i < bytes.length; i++) {
            int code = bytes[i] & 0xff;
            if (bytes[i - 1] == (byte) 0xff && code != 0 && code != 0xff) {
                return i;
            }
        }
        return bytes.length;
    }

    private static boolean standsAlone(int code) {
        return code == TEM || code >= 0xd0 && code <= EOI;
    }

    /** Index after the segment of the marker at this index, or -1 if the file ends before. */
    private int segmentEnd(int marker) {
        if (marker >= bytes.length) {
            return -1;
        }
        if (standsAlone(bytes[marker] & 0xff)) {
            return marker + 1;
        }
        if (marker + 2 >= bytes.length) {
            return -1;
        }
        int length = unsignedShort(marker + 1);
        int end = marker + 1 + length;
        return length < 2 || end > bytes.length ? -1 : end;
    }

    private void segment(int code, int start, int end) {
        switch (code) {
            case APP0 -> jfif |= startsWith("JFIF\0", start, end) && end - start >= 14;
            case APP1 -> {
                if (exif == null && startsWith(EXIF, start, end)) {
                    exif = Arrays.copyOfRange(bytes, start + EXIF.length(), end);
                }
            }
            case APP2 -> {
                int header = start + ICC.length();
                if (startsWith(ICC, start, end) && end - header > 2) {
                    iccChunks[bytes[header] & 0xff] = Arrays.copyOfRange(bytes, header + 2, end);
                }
            }
            case APP14 -> {
                if (startsWith("Adobe", start, end) && end - start >= 12) {
                    adobeTransform = bytes[start + 11] & 0xff;
                }
            }
            default -> {
                if (code >= 0xc0 && code <= 0xcf && code != DHT && code != JPG && code != DAC) {
                    frame(code, start, end);
                }
            }
        }
    }

    private void frame(int code, int start, int end) {
        if (code > 0xc2) {
            throw unsupported("This kind of JPEG is not read: " + switch (code) {
                case 0xc3 -> "lossless";
                case 0xc9, 0xca -> "arithmetic coding";
                default -> "coding process " + (code - 0xc0);
            } + "; baseline and progressive JPEGs are");
        }
        if (componentIds != null) {
            throw damaged(JPEG, "it has two frame headers");
        }
        if (end - start < 6 || end - start != 6 + 3 * (bytes[start + 5] & 0xff)) {
            throw damaged(JPEG, "its frame header has the wrong length");
        }
        if (bytes[start] != 8) {
            throw unsupported("This JPEG has " + (bytes[start] & 0xff) + " bits per sample; only 8 are read");
        }
        height = unsignedShort(start + 1);
        width = unsignedShort(start + 3);
        if (width == 0 || height == 0) {
            throw damaged(JPEG, "it claims to have " + width + " × " + height + " pixels");
        }
        componentIds = new int[bytes[start + 5] & 0xff];
        if (componentIds.length != 1 && componentIds.length != 3 && componentIds.length != 4) {
            throw unsupported("This JPEG has " + componentIds.length
                    + " components; grey (1), colour (3) and CMYK (4) are read");
        }
        for (int i = 0; i < componentIds.length; i++) {
            componentIds[i] = bytes[start + 6 + 3 * i] & 0xff;
        }
    }

    private void checkScans() {
        int scans = 1;
        int marker = nextMarker(scanStart + 2);
        for (int end = segmentEnd(marker); end > 0; marker = nextMarker(end), end = segmentEnd(marker)) {
            int code = bytes[marker] & 0xff;
            if (code == EOI) {
                return;
            }
            if (code == SOS && ++scans > MOST_SCANS) {
                throw damaged(JPEG, "it has more than " + MOST_SCANS + " scans");
            }
        }
    }

    private boolean startsWith(String signature, int start, int end) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return end - start >= expected.length
                && Arrays.equals(bytes, start, start + expected.length, expected, 0, expected.length);
    }

    private int unsignedShort(int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    @Override
    public Header header() {
        return new Header(JPEG, width, height);
    }

    int components() {
        return componentIds.length;
    }

    @Override
    public byte[] exif() {
        return exif;
    }

    @Override
    public byte[] iccProfile() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (int i = 1; i < iccChunks.length && iccChunks[i] != null; i++) {
            profile.writeBytes(iccChunks[i]);
        }
        return profile.size() == 0 ? null : profile.toByteArray();
    }

    /** Whether the first three components are Y, Cb, Cr: the rules of libjpeg's {@code default_decompress_parms}. */
    boolean isYcc() {
        return switch (componentIds.length) {
            case 3 -> {
                if (jfif) {
                    yield true;
                }
                if (adobeTransform >= 0) {
                    yield adobeTransform != 0;
                }
                yield !Arrays.equals(componentIds, new int[]{'R', 'G', 'B'});
            }
            case 4 -> adobeTransform > 0;
            default -> false;
        };
    }

    @Override
    public Samples decode() {
        return JpegDecoder.decode(this);
    }

    /** Of four components the decoder is to hand out the samples as they are: it converts YCCK to nothing usable. */
    byte[] bare() {
        int transform = components() == 3 && isYcc() ? 1 : 0;
        byte[] adobe = {(byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0,
                (byte) transform};
        ByteArrayOutputStream bare = new ByteArrayOutputStream(bytes.length);
        bare.write(0xff);
        bare.write(SOI);
        bare.writeBytes(adobe);
        bare.writeBytes(tables.toByteArray());
        bare.write(bytes, scanStart, bytes.length - scanStart);
        return bare.toByteArray();
    }
}
