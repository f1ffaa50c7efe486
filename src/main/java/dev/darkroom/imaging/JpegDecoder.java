package dev.darkroom.imaging;

import static dev.darkroom.imaging.Format.JPEG;
import static dev.darkroom.imaging.UnacceptablePhotographException.damaged;

import boofcv.struct.image.GrayU8;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG to samples with the JDK's reader, which is libjpeg. */
final class JpegDecoder {

    private JpegDecoder() {
    }

    /** Grey, or R, G, B in the size of the header. */
    static Samples decode(JpegFile file) {
        Raster raster = raster(file);
        GrayU8[] planes = Samples.planes(file.components() == 1 ? 1 : 3, raster.getWidth(), raster.getHeight());
        byte[] in = ((DataBufferByte) raster.getDataBuffer()).getData();
        var layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        int[] offsets = layout.getBandOffsets();
        int stride = layout.getPixelStride();
        for (int band = 0; band < planes.length; band++) {
            copyBand(in, offsets[band], stride, planes[band].data);
        }
        if (file.components() == 4) {
            GrayU8 black = Samples.planes(1, raster.getWidth(), raster.getHeight())[0];
            copyBand(in, offsets[3], stride, black.data);
            if (file.isYcc()) {
                Cmyk.ofYcck(planes);
            }
            Cmyk.toRgb(planes, black);
        }
        return Samples.of(planes);
    }

    private static void copyBand(byte[] in, int offset, int stride, byte[] out) {
        for (int i = 0, from = offset; i < out.length; i++, from += stride) {
            out[i] = in[from];
        }
    }

    private static Raster raster(JpegFile file) {
        ImageReader reader = ImageIoPlugins.reader(JPEG);
        List<String> warnings = new ArrayList<>();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bare()))) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            Header header = file.header();
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw damaged(JPEG, "its size is ambiguous");
            }
            Raster raster = file.components() == 3 ? reader.read(0).getRaster() : reader.readRaster(0, null);
            checkComplete(warnings);
            return raster;
        } catch (IOException | RuntimeException e) {
            throw e instanceof UnacceptablePhotographException refused ? refused : damaged(JPEG, e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * libjpeg fills the missing part of a cut-off picture with grey. A missing end marker alone leaves the picture
     * whole, and wrong bits in the middle leave most of it: those are developed.
     */
    private static void checkComplete(List<String> warnings) {
        String all = String.join("\n", warnings);
        if (all.contains("Truncated File") && all.contains("premature end of data")) {
            throw damaged(JPEG, "it ends in the middle of the picture");
        }
    }
}
