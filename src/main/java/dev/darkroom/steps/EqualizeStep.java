package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;

/**
 * Histogram equalization: the grey value of a pixel becomes the share of the pixels that are not lighter, as
 * {@code skimage.exposure.equalize_hist} of 8-bit pictures, times 255 and rounded. (BoofCV's {@code equalize} overflows
 * above 8 megapixels.)
 *
 * <p>Of a colour photograph the luminance is equalized, and each colour moves straight towards black or white until it
 * has the new luminance: hue stays, and no component leaves 0…255 (S. K. Naik and C. A. Murthy, "Hue-preserving color
 * image enhancement without gamut problem", IEEE Transactions on Image Processing 12 (12), 2003, with the weights of
 * luminance in the place of equal ones). Colours become less saturated on their way to white.
 *
 * <p>A photograph of one grey value only stays as it is; skimage makes it white. The memory is that of the result, and
 * of the luminance.
 */
public final class EqualizeStep {

    private static final int WHITE = 255;

    /** A photograph of the same size, format and colours. */
    public Photograph apply(Photograph in) {
        var luminance = in.luminance();
        var counts = new HistogramStep().apply(in).counts();
        var pixels = Arrays.stream(counts).sum();
        if (Arrays.stream(counts).anyMatch(count -> count == pixels)) {
            return in;
        }
        Arrays.parallelPrefix(counts, Long::sum);
        var equalized = Arrays.stream(counts).mapToDouble(count -> (double) count / pixels * WHITE).toArray();
        return in.isGrey()
                ? Bands.map(in, Arrays.stream(equalized).mapToInt(value -> (int) Math.rint(value)).toArray())
                : in.withColour(moved(in.colour(), luminance, equalized));
    }

    private static Planar<GrayU8> moved(Planar<GrayU8> in, GrayU8 luminance, double[] target) {
        var scale = new double[target.length];
        var offset = new double[target.length];
        for (int from = 0; from < target.length; from++) {
            var towardsWhite = target[from] > from;
            scale[from] = towardsWhite ? (WHITE - target[from]) / (WHITE - from) : target[from] / Math.max(1, from);
            offset[from] = towardsWhite ? WHITE * (1 - scale[from]) : 0;
        }
        var out = in.createSameShape();
        for (int band = 0; band < in.getNumBands(); band++) {
            var samples = in.getBand(band).data;
            var moved = out.getBand(band).data;
            for (int i = 0; i < samples.length; i++) {
                var from = luminance.data[i] & 0xff;
                moved[i] = (byte) Math.rint(scale[from] * (samples[i] & 0xff) + offset[from]);
            }
        }
        return out;
    }
}
