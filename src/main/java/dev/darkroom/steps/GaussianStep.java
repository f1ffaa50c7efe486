package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;

/**
 * Gaussian blur, as {@code skimage.filters.gaussian(mode="nearest")} and {@code scipy.ndimage.gaussian_filter} of each
 * of R, G and B, rounded to 8 bits: the kernel ends at four standard deviations, and beyond the border the nearest
 * pixel goes on.
 *
 * <p>Besides the result it takes the memory of a tile; the time grows with pixels × sigma.
 */
public final class GaussianStep {

    /**
     * @param sigma standard deviation in pixels, 0.125 or more
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, double sigma) {
        var blur = new GaussianBlur(sigma);
        return Bands.map(in, band -> {
            var out = new GrayU8(band.width, band.height);
            Tile.cover(band).forEach(tile -> tile.fill(out, blur.of(band, tile, Border.NEAREST)::get));
            return out;
        });
    }
}
