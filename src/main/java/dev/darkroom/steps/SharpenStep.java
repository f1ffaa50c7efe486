package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;

/**
 * Unsharp masking, as {@code skimage.filters.unsharp_mask} of each of R, G and B, rounded to 8 bits: what a
 * Gaussian blur takes away is added, {@code amount} times. Beyond the border the picture is reflected.
 *
 * <p>Besides the result it takes the memory of a tile; the time grows with pixels × radius.
 */
public final class SharpenStep {

    /**
     * @param radius standard deviation of the blur in pixels, 0.125 or more
     * @param amount 0 changes nothing
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, double radius, double amount) {
        var blur = new GaussianBlur(radius);
        return Bands.map(in, band -> {
            var out = new GrayU8(band.width, band.height);
            Tile.cover(band).forEach(tile -> {
                var blurred = blur.of(band, tile, Border.REFLECT);
                tile.fill(out, (x, y) -> {
                    var value = band.get(tile.x0() + x, tile.y0() + y);
                    return value + (value - blurred.get(x, y)) * amount;
                });
            });
            return out;
        });
    }
}
