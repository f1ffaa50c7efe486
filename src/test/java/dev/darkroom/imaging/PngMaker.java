package dev.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files of every kind, also wrong ones, from samples. */
public final class PngMaker {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final int width;
    private final int height;
    private final int bitDepth;

    public PngMaker(int width, int height, int bitDepth, int colourType) {
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        file.writeBytes(PngFile.SIGNATURE);
        chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bitDepth).put((byte) colourType)
                .array());
    }

    public PngMaker chunk(String type, byte... content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        file.writeBytes(ByteBuffer.allocate(content.length + 12).putInt(content.length).put(name).put(content)
                .putInt((int) crc.getValue()).array());
        return this;
    }

    /** @param samples of all pixels, row by row, the components of a pixel beside each other */
    public PngMaker samples(int... samples) {
        int perRow = samples.length / height;
        int rowBytes = Math.ceilDiv(perRow * bitDepth, 8);
        byte[] rows = new byte[height * (1 + rowBytes)];
        for (int i = 0; i < samples.length; i++) {
            int row = i / perRow * (1 + rowBytes) + 1;
            int bit = i % perRow * bitDepth;
            if (bitDepth == 16) {
                rows[row + bit / 8] = (byte) (samples[i] >> 8);
                rows[row + bit / 8 + 1] = (byte) samples[i];
            } else {
                rows[row + bit / 8] |= (byte) (samples[i] << 8 - bitDepth - bit % 8);
            }
        }
        return chunk("IDAT", deflated(rows));
    }

    public byte[] end() {
        return chunk("IEND").file.toByteArray();
    }

    public byte[] unfinished() {
        return file.toByteArray();
    }

    public static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One opaque grey picture of the given size. */
    public static byte[] grey(int width, int height) {
        return new PngMaker(width, height, 8, PngFile.GREY).samples(new int[width * height]).end();
    }
}
