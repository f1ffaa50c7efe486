package dev.darkroom.imaging;

import static dev.darkroom.imaging.Format.PNG;
import static dev.darkroom.imaging.UnacceptablePhotographException.damaged;

import boofcv.struct.image.GrayU8;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** PNG to samples with the JDK's reader: always from its raster, never through a colour space. */
final class PngDecoder {

    private PngDecoder() {
    }

    /** Grey, or R, G, B in the size of the header, laid on white. */
    static Samples decode(PngFile file) {
        BufferedImage image = image(file);
        if (file.colourType() == PngFile.PALETTE) {
            return throughPalette(image);
        }
        Raster raster = image.getRaster();
        boolean alpha = file.colourType() == PngFile.GREY_ALPHA || file.colourType() == PngFile.COLOUR_ALPHA;
        int[] transparent = file.transparentSamples();
        int stored = raster.getNumBands();
        int colours = alpha ? stored - 1 : stored;
        GrayU8[] planes = Samples.planes(alpha || transparent != null ? colours + 1 : colours,
                raster.getWidth(), raster.getHeight());
        byte[] to8Bits = to8Bits(file.bitDepth());
        int[] row = new int[raster.getWidth() * stored];
        for (int y = 0, i = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += stored, i++) {
                for (int band = 0; band < stored; band++) {
                    planes[band].data[i] = to8Bits[row[from + band]];
                }
                if (transparent != null) {
                    boolean through = Arrays.equals(row, from, from + stored, transparent, 0, stored);
                    planes[colours].data[i] = (byte) (through ? 0 : 255);
                }
            }
        }
        return opaque(planes, colours);
    }

    private static Samples opaque(GrayU8[] planes, int colours) {
        GrayU8[] opaque = Arrays.copyOf(planes, colours);
        return planes.length == colours ? Samples.of(opaque) : Samples.onWhite(opaque, planes[colours]);
    }

    private static Samples throughPalette(BufferedImage image) {
        IndexColorModel palette = (IndexColorModel) image.getColorModel();
        Raster raster = image.getRaster();
        byte[][] colours = new byte[4][256];
        Arrays.fill(colours[3], (byte) 255);
        palette.getReds(colours[0]);
        palette.getGreens(colours[1]);
        palette.getBlues(colours[2]);
        palette.getAlphas(colours[3]);
        GrayU8[] planes = Samples.planes(palette.hasAlpha() ? 4 : 3, raster.getWidth(), raster.getHeight());
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int band = 0; band < planes.length; band++) {
                byte[] out = planes[band].data;
                for (int x = 0, i = y * row.length; x < row.length; x++, i++) {
                    out[i] = colours[band][row[x]];
                }
            }
        }
        return opaque(planes, 3);
    }

    /** Fewer than 8 bits are spread over 0…255, of 16 bits the high byte counts. */
    private static byte[] to8Bits(int bitDepth) {
        byte[] table = new byte[1 << bitDepth];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (bitDepth == 16 ? i >> 8 : i * 255 / (table.length - 1));
        }
        return table;
    }

    private static BufferedImage image(PngFile file) {
        ImageReader reader = ImageIoPlugins.reader(PNG);
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bare()))) {
            reader.setInput(stream, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(PNG, e);
        } finally {
            reader.dispose();
        }
    }
}
