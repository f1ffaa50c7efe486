package dev.darkroom.steps;

import boofcv.alg.filter.convolve.ConvolveImageNoBorder;
import boofcv.alg.filter.convolve.ConvolveImageNormalized;
import boofcv.core.image.ConvertImage;
import boofcv.factory.filter.kernel.FactoryKernelGaussian;
import boofcv.struct.convolve.Kernel1D_F64;
import boofcv.struct.image.GrayF64;
import boofcv.struct.image.GrayU8;

/**
 * Convolution with a Gaussian that ends at four standard deviations, as {@code scipy.ndimage.gaussian_filter}, in
 * BoofCV's double precision. BoofCV's own blur takes pictures as a whole, and has, for 8-bit pictures, a kernel of
 * integers.
 */
final class GaussianBlur {

    private static final double TRUNCATE = 4;

    private final Kernel1D_F64 kernel;

    /** @param sigma standard deviation in pixels, at least 0.125: with less there is nothing but the pixel itself */
    GaussianBlur(double sigma) {
        kernel = (Kernel1D_F64) FactoryKernelGaussian.gaussian(1, true, 64, sigma, (int) (TRUNCATE * sigma + 0.5));
    }

    /** A picture of the tile's size; grey values 0…255. */
    GrayF64 of(GrayU8 picture, Tile tile, Border border) {
        var radius = kernel.getRadius();
        var from = ConvertImage.convert(tile.cut(picture, radius, border), (GrayF64) null);
        var down = new GrayF64(from.width, from.height);
        ConvolveImageNoBorder.vertical(kernel, from, down);
        var rows = down.subimage(0, radius, down.width, radius + tile.height());
        var across = new GrayF64(rows.width, rows.height);
        ConvolveImageNoBorder.horizontal(kernel, rows, across);
        return across.subimage(radius, 0, radius + tile.width(), rows.height);
    }

    /**
     * As {@link #of}, but what is beyond the border does not count: the weights of the pixels within the picture are
     * made to add up to 1.
     */
    GrayF64 within(GrayU8 picture, Tile tile) {
        var around = tile.grown(kernel.getRadius(), picture);
        var x = tile.x0() - around.x0();
        var y = tile.y0() - around.y0();
        var from = ConvertImage.convert(around.cut(picture, 0, Border.NEAREST), (GrayF64) null);
        var down = new GrayF64(from.width, from.height);
        ConvolveImageNormalized.vertical(kernel, from, down);
        var rows = down.subimage(0, y, down.width, y + tile.height());
        var across = new GrayF64(rows.width, rows.height);
        ConvolveImageNormalized.horizontal(kernel, rows, across);
        return across.subimage(x, 0, x + tile.width(), rows.height);
    }
}
