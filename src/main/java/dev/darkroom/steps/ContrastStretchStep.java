package dev.darkroom.steps;

import boofcv.alg.misc.ImageStatistics;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Photograph;
import java.util.stream.IntStream;

/**
 * Stretches what lies between two percentiles of the samples over the whole range 0…255, as
 * {@code skimage.exposure.rescale_intensity(photograph, in_range=tuple(numpy.percentile(photograph, (low, high))))} of
 * 8-bit pictures, which rounds down. R, G and B are counted together and stretched alike, so that grey stays grey.
 *
 * <p>Where both percentiles are the same sample, as in a photograph of one grey value or a page with little writing, it
 * stays as it is; skimage makes it even. The memory is that of the result.
 */
public final class ContrastStretchStep {

    /**
     * @param low  percent of the samples, below {@code high}; the sample there becomes 0
     * @param high percent of the samples, at most 100; the sample there becomes 255
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, double low, double high) {
        var counts = counts(in);
        var darkest = percentile(counts, low / 100);
        var lightest = percentile(counts, high / 100);
        if (darkest == lightest) {
            return in;
        }
        return Bands.map(in, IntStream.range(0, counts.length).map(sample -> (int) (255
                * ((Math.clamp(sample, darkest, lightest) - darkest) / (lightest - darkest)))).toArray());
    }

    private static long[] counts(Photograph in) {
        var counts = new long[Histogram.BINS];
        var counted = new int[Histogram.BINS];
        for (GrayU8 band : Bands.of(in)) {
            ImageStatistics.histogram(band, 0, counted);
            IntStream.range(0, counts.length).forEach(sample -> counts[sample] += counted[sample]);
        }
        return counts;
    }

    /** As {@code numpy.percentile}: linear between the two samples that are nearest to the place in their order. */
    private static double percentile(long[] counts, double share) {
        var last = IntStream.range(0, counts.length).mapToLong(sample -> counts[sample]).sum() - 1;
        var place = last * share;
        var before = (long) place;
        var lower = sampleAt(counts, before);
        var upper = sampleAt(counts, Math.min(last, before + 1));
        var way = place - before;
        return way < 0.5 ? lower + (upper - lower) * way : upper - (upper - lower) * (1 - way);
    }

    private static int sampleAt(long[] counts, long place) {
        var sample = 0;
        for (var passed = counts[0]; passed <= place; passed += counts[sample]) {
            sample++;
        }
        return sample;
    }
}
