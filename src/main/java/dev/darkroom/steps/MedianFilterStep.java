package dev.darkroom.steps;

import boofcv.alg.filter.blur.impl.ImplMedianHistogramInner;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import org.ddogleg.struct.DogArray_I32;
import pabeles.concurrency.GrowArray;

/**
 * Median of the square around each sample, as {@code scipy.ndimage.median_filter(mode="nearest")} and
 * {@code skimage.filters.median} of each of R, G and B: beyond the border the nearest pixel goes on.
 *
 * <p>The medians are BoofCV's, by histograms that slide along the rows (Huang, Yang and Tang, 1979). BoofCV's public
 * call of it takes the median of fewer pixels at the border, which it sorts for each pixel anew.
 *
 * <p>Besides the result it takes the memory of a tile; the time grows with pixels × radius.
 */
public final class MedianFilterStep {

    /**
     * @param radius 1 or more: the square has 2 · radius + 1 pixels a side
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, Integer radius) {
        return Bands.map(in, band -> {
            var out = new GrayU8(band.width, band.height);
            Tile.cover(band).parallel().forEach(tile -> {
                var from = tile.cut(band, radius, Border.NEAREST);
                var medians = new GrayU8(from.width, from.height);
                ImplMedianHistogramInner.process(from, medians, radius, radius, new GrowArray<>(DogArray_I32::new));
                tile.fill(out, (x, y) -> medians.get(x + radius, y + radius));
            });
            return out;
        });
    }
}
