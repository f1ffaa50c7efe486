package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photographs to files with the JDK's writers. They get pixels and nothing else, so there is no metadata to leak. */
final class PhotographWriter {

    private PhotographWriter() {
    }

    static byte[] write(Photograph photograph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIoPlugins.writer(photograph.format());
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (photograph.format() == Format.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(photograph.jpegQuality());
            }
            writer.write(null, new IIOImage(image(photograph), null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return switch (photograph.iccProfile()) {
            case null -> bytes.toByteArray();
            case byte[] profile -> switch (photograph.format()) {
                case JPEG -> IccEmbedding.inJpeg(bytes.toByteArray(), profile);
                case PNG -> IccEmbedding.inPng(bytes.toByteArray(), profile);
            };
        };
    }

    /** A view of the photograph's own samples, not a copy. */
    private static BufferedImage image(Photograph photograph) {
        GrayU8[] planes = photograph.isGrey()
                ? new GrayU8[]{photograph.luminance()}
                : photograph.colour().getBands();
        byte[][] banks = new byte[planes.length][];
        int[] indices = new int[planes.length];
        for (int i = 0; i < planes.length; i++) {
            banks[i] = planes[i].data;
            indices[i] = i;
        }
        int width = photograph.width();
        int height = photograph.height();
        WritableRaster raster = Raster.createBandedRaster(new DataBufferByte(banks, width * height), width, height,
                width, indices, new int[planes.length], null);
        ColorSpace space = ColorSpace.getInstance(photograph.isGrey() ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        return new BufferedImage(new ComponentColorModel(space, false, false, Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE), raster, false, null);
    }
}
