package dev.darkroom.steps;

import boofcv.alg.filter.binary.GThresholdImageOps;
import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;

/**
 * Black and white: pixels whose grey value is above a threshold become white. The threshold is one for all pixels
 * (Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Transactions on Systems, Man, and
 * Cybernetics 9, 1979; {@code skimage.filters.threshold_otsu}), or {@linkplain SauvolaThreshold one for each}. Of a
 * colour photograph: of its luminance.
 *
 * <p>Besides the result it takes the memory of the luminance and of a tile; the time grows with pixels, and hardly
 * with the window.
 */
public final class ThresholdStep {

    private static final int LEVELS = 256;

    /** How thresholds are found. */
    public enum Method {
        OTSU,
        SAUVOLA
    }

    /**
     * @param window for Sauvola: pixels a side of the square that a threshold comes from; odd, 3 or more
     * @param k      for Sauvola: how far below the mean of the square the threshold is where there is no contrast, as
     *               a share of the mean
     * @return a grey photograph of the same size, with the values 0 and 255, to be stored as PNG
     * @throws IllegalArgumentException if the window is even
     */
    public Photograph apply(Photograph in, Method method, Integer window, double k) {
        if (window % 2 == 0) {
            throw new IllegalArgumentException("WINDOW is odd, so that it has a pixel in its middle, and not "
                    + window);
        }
        var grey = in.luminance();
        var out = new GrayU8(grey.width, grey.height);
        switch (method) {
            case OTSU -> {
                var threshold = otsu(grey);
                for (int i = 0; i < out.data.length; i++) {
                    out.data[i] = (byte) ((grey.data[i] & 0xff) > threshold ? 255 : 0);
                }
            }
            case SAUVOLA -> {
                var sauvola = new SauvolaThreshold(window, k);
                Tile.cover(grey).forEach(tile -> sauvola.apply(grey, tile, out));
            }
        }
        return in.withGrey(out).in(Format.PNG);
    }

    private static int otsu(GrayU8 grey) {
        var counts = new int[LEVELS];
        ImageStatistics.histogram(grey, 0, counts);
        // BoofCV's threshold of a picture of one value is 0, and that of the reference is the value
        return Math.max(ImageStatistics.min(grey), GThresholdImageOps.computeOtsu(counts, LEVELS, grey.totalPixels()));
    }
}
