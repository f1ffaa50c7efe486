package dev.darkroom.imaging;

import static dev.darkroom.imaging.Format.PNG;
import static dev.darkroom.imaging.UnacceptablePhotographException.damaged;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG file (W3C PNG, third edition), checked but not decoded.
 *
 * <p>{@link #bare()} is the same picture with nothing but what decoding needs: texts and profiles can be compressed
 * bombs, gamma and profiles could change values.
 */
final class PngFile implements ImageFile {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    static final int GREY = 0;
    static final int COLOUR = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int COLOUR_ALPHA = 6;

    private static final int MOST_PROFILE_BYTES = 16 << 20;
    private static final int CHUNK_FRAME = 12;
    private static final byte[] IEND = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

    private final ByteBuffer file;
    private final ByteArrayOutputStream bare;
    private int width;
    private int height;
    private int bitDepth;
    private int colourType;
    private boolean palette;
    private boolean data;
    private boolean ended;
    private byte[] transparency;
    private byte[] exif;
    private byte[] compressedProfile;

    /** @throws UnacceptablePhotographException if what decoding needs is missing or its checksum is wrong */
    PngFile(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        bare = new ByteArrayOutputStream(bytes.length + IEND.length);
        bare.writeBytes(SIGNATURE);
        for (int at = SIGNATURE.length; at < bytes.length && !ended;) {
            if (bytes.length - at < CHUNK_FRAME) {
                throw damaged(PNG, "it ends inside a chunk");
            }
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - CHUNK_FRAME) {
                throw damaged(PNG, "it ends inside its " + type(at) + " chunk");
            }
            chunk(type(at), at, length);
            at += CHUNK_FRAME + length;
        }
        if (!data) {
            throw damaged(PNG, "it has no picture");
        }
        bare.writeBytes(IEND);
    }

    /** Four letters; other bytes, which no type has, are made fit to print. */
    private String type(int at) {
        return new String(file.array(), at + 4, 4, StandardCharsets.US_ASCII).replaceAll("[^A-Za-z]", "?");
    }

    private void chunk(String type, int at, int length) {
        boolean first = width == 0;
        if (first != type.equals("IHDR")) {
            throw damaged(PNG, "its header is not the first chunk");
        }
        switch (type) {
            case "IHDR" -> {
                keep(type, at, length);
                header(at + 8, length);
            }
            case "PLTE" -> {
                if (colourType != PALETTE) {
                    return;
                }
                if (length == 0 || length % 3 != 0 || length > 3 << bitDepth || palette || data) {
                    throw damaged(PNG, "its palette is malformed");
                }
                palette = true;
                keep(type, at, length);
            }
            case "tRNS" -> {
                if (data || transparency != null) {
                    return;
                }
                checkSum(type, at, length);
                transparency = content(at, length);
                if (colourType == PALETTE && palette) {
                    keep(type, at, length);
                }
            }
            case "IDAT" -> {
                if (colourType == PALETTE && !palette) {
                    throw damaged(PNG, "it has no palette");
                }
                data = true;
                keep(type, at, length);
            }
            case "IEND" -> ended = true;
            case "eXIf" -> exif = content(at, length);
            case "iCCP" -> compressedProfile = content(at, length);
            default -> {
                if (Character.isUpperCase(type.charAt(0))) {
                    throw damaged(PNG, "it has an unknown chunk " + type);
                }
            }
        }
    }

    private byte[] content(int at, int length) {
        return Arrays.copyOfRange(file.array(), at + 8, at + 8 + length);
    }

    private void keep(String type, int at, int length) {
        checkSum(type, at, length);
        bare.write(file.array(), at, CHUNK_FRAME + length);
    }

    private void checkSum(String type, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(file.array(), at + 4, 4 + length);
        if ((int) crc.getValue() != file.getInt(at + 8 + length)) {
            throw damaged(PNG, "the checksum of its " + type + " chunk is wrong");
        }
    }

    private void header(int at, int length) {
        if (length != 13) {
            throw damaged(PNG, "its header has the wrong length");
        }
        width = file.getInt(at);
        height = file.getInt(at + 4);
        bitDepth = file.get(at + 8);
        colourType = file.get(at + 9);
        if (width <= 0 || height <= 0) {
            throw damaged(PNG, "it claims to have " + Integer.toUnsignedString(width) + " × "
                    + Integer.toUnsignedString(height) + " pixels");
        }
        boolean known = switch (colourType) {
            case GREY -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8 || bitDepth == 16;
            case PALETTE -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
            case COLOUR, GREY_ALPHA, COLOUR_ALPHA -> bitDepth == 8 || bitDepth == 16;
            default -> false;
        };
        if (!known) {
            throw damaged(PNG, "there is no colour type " + colourType + " with " + bitDepth + " bits");
        }
        if (file.get(at + 10) != 0 || file.get(at + 11) != 0 || file.get(at + 12) < 0 || file.get(at + 12) > 1) {
            throw damaged(PNG, "its compression, filter or interlace method is unknown");
        }
    }

    @Override
    public Header header() {
        return new Header(PNG, width, height);
    }

    int bitDepth() {
        return bitDepth;
    }

    int colourType() {
        return colourType;
    }

    /**
     * The one transparent grey (1 value) or colour (3 values) of a picture without alpha, or null. Compared with the
     * samples before they are reduced to 8 bits.
     */
    int[] transparentSamples() {
        int samples = switch (colourType) {
            case GREY -> 1;
            case COLOUR -> 3;
            default -> 0;
        };
        if (samples == 0 || transparency == null || transparency.length != 2 * samples) {
            return null;
        }
        int[] transparent = new int[samples];
        for (int i = 0; i < samples; i++) {
            int value = (transparency[2 * i] & 0xff) << 8 | transparency[2 * i + 1] & 0xff;
            transparent[i] = value & (1 << bitDepth) - 1;
        }
        return transparent;
    }

    @Override
    public byte[] exif() {
        return exif;
    }

    @Override
    public byte[] iccProfile() {
        if (compressedProfile == null) {
            return null;
        }
        int name = 0;
        while (name < compressedProfile.length && compressedProfile[name] != 0) {
            name++;
        }
        int start = name + 2;
        if (start >= compressedProfile.length) {
            return null;
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(compressedProfile, start, compressedProfile.length - start);
            byte[] piece = new byte[8192];
            while (!inflater.finished() && profile.size() < MOST_PROFILE_BYTES) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) {
                    return null;
                }
                profile.write(piece, 0, count);
            }
            return inflater.finished() ? profile.toByteArray() : null;
        } catch (DataFormatException e) {
            return null;
        }
    }

    @Override
    public Samples decode() {
        return PngDecoder.decode(this);
    }

    byte[] bare() {
        return bare.toByteArray();
    }
}
