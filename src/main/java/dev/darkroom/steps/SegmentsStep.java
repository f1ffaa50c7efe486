package dev.darkroom.steps;

import boofcv.abst.segmentation.ImageSuperpixels;
import boofcv.alg.filter.blur.GBlurImageOps;
import boofcv.alg.filter.misc.AverageDownSampleOps;
import boofcv.core.image.ConvertImage;
import boofcv.factory.segmentation.ConfigFh04;
import boofcv.factory.segmentation.FactoryImageSegmentation;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayS32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;

/**
 * Parts of a photograph that are even in themselves and differ from their neighbours (Felzenszwalb and Huttenlocher,
 * Efficient Graph-Based Image Segmentation, 2004), each painted in its mean colour, by BoofCV. Smoothing and parameters
 * are those of {@code skimage.segmentation.felzenszwalb}, and so are nearly all pixels; as the method is greedy and edges
 * of equal weight come in another order, parts that are much alike can be divided otherwise.
 *
 * <p>Segmentation takes about 150 bytes a pixel. Photographs of more than {@value #PIXELS} pixels are hence segmented in
 * a reduction of that many, and borders follow its pixels; beside the result, no memory grows with the photograph.
 */
public final class SegmentsStep {

    private static final int PIXELS = 1_000_000;
    private static final double SMOOTHING = 0.8;
    private static final int SMOOTHING_RADIUS = 3;

    /**
     * @param scale   above 0: the larger, the larger are the parts, and the fewer
     * @param minimum at least 1, how many pixels (of the reduction, if it is reduced) a part has at least
     * @return a PNG of the same size; grey if the photograph is
     */
    public Photograph apply(Photograph in, double scale, int minimum) {
        var bands = in.isGrey() ? new GrayU8[]{in.luminance()} : in.colour().bands;
        GrayF32[] smoothBands = smooth(bands);
        var smooth = new Planar<>(GrayF32.class, smoothBands[0].width, smoothBands[0].height, 0);
        smooth.setBands(smoothBands);
        var parts = new GrayS32(smooth.width, smooth.height);
        var config = new ConfigFh04((float) scale, minimum);
        ImageSuperpixels<Planar<GrayF32>> segmentation = FactoryImageSegmentation.fh04(config,
                ImageType.pl(bands.length, GrayF32.class));
        segmentation.segment(smooth, parts);
        return Bands.map(in, band -> painted(band, parts, segmentation.getTotalSuperpixels())).in(Format.PNG);
    }

    private static GrayF32[] smooth(GrayU8[] bands) {
        var smooth = new GrayF32[bands.length];
        for (int i = 0; i < bands.length; i++) {
            var reduced = AverageDownSampleOps.downMaxPixels(bands[i], new GrayU8(1, 1), PIXELS);
            smooth[i] = GBlurImageOps.gaussian(ConvertImage.convert(reduced, (GrayF32) null), null, SMOOTHING,
                    SMOOTHING_RADIUS, null);
        }
        return smooth;
    }

    private static GrayU8 painted(GrayU8 band, GrayS32 parts, int count) {
        var sums = new long[count];
        var sizes = new long[count];
        for (int i = 0; i < band.data.length; i++) {
            int part = part(i, band, parts);
            sums[part] += band.data[i] & 0xff;
            sizes[part]++;
        }
        var out = new GrayU8(band.width, band.height);
        for (int i = 0; i < out.data.length; i++) {
            int part = part(i, band, parts);
            out.data[i] = (byte) ((sums[part] + sizes[part] / 2) / sizes[part]);
        }
        return out;
    }

    private static int part(int pixel, GrayU8 band, GrayS32 parts) {
        int x = pixel % band.width;
        int y = pixel / band.width;
        return parts.data[(int) ((long) y * parts.height / band.height) * parts.width
                + (int) ((long) x * parts.width / band.width)];
    }
}
