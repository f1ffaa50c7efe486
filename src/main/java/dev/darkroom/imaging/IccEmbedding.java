package dev.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Puts an ICC profile into an encoded picture, byte for byte as it came, which ImageIO's metadata does not allow. */
final class IccEmbedding {

    private static final byte[] JPEG_SIGNATURE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEGMENT_PROFILE_BYTES = 0xffff - 2 - JPEG_SIGNATURE.length - 2;
    private static final int APP2 = 0xffe2;

    private static final byte[] PNG_TYPE = "iCCP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_NAME_AND_METHOD = "ICC profile\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PNG_HEADER_END = 33;

    private IccEmbedding() {
    }

    /** In APP2 segments after the JFIF segment (ICC.1:2022, B.4); a profile too large for 255 of them is left out. */
    static byte[] inJpeg(byte[] jpeg, byte[] profile) {
        int segments = Math.ceilDiv(profile.length, SEGMENT_PROFILE_BYTES);
        if (segments > 255) {
            return jpeg;
        }
        ByteBuffer app2 = ByteBuffer.allocate(profile.length + segments * (4 + JPEG_SIGNATURE.length + 2));
        for (int i = 0; i < segments; i++) {
            int from = i * SEGMENT_PROFILE_BYTES;
            int length = Math.min(SEGMENT_PROFILE_BYTES, profile.length - from);
            app2.putShort((short) APP2).putShort((short) (2 + JPEG_SIGNATURE.length + 2 + length)).put(JPEG_SIGNATURE)
                    .put((byte) (i + 1)).put((byte) segments).put(profile, from, length);
        }
        int jfifEnd = 4 + ByteBuffer.wrap(jpeg).getShort(4);
        return insert(jpeg, jfifEnd, app2.array());
    }

    /** In an iCCP chunk after the header. */
    static byte[] inPng(byte[] png, byte[] profile) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PNG_TYPE);
        content.writeBytes(PNG_NAME_AND_METHOD);
        try (var deflater = new DeflaterOutputStream(content)) {
            deflater.write(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CRC32 crc = new CRC32();
        crc.update(content.toByteArray());
        ByteBuffer chunk = ByteBuffer.allocate(content.size() + 8).putInt(content.size() - PNG_TYPE.length)
                .put(content.toByteArray()).putInt((int) crc.getValue());
        return insert(png, PNG_HEADER_END, chunk.array());
    }

    private static byte[] insert(byte[] file, int at, byte[] part) {
        return ByteBuffer.allocate(file.length + part.length).put(file, 0, at).put(part).put(file, at, file.length - at)
                .array();
    }
}
