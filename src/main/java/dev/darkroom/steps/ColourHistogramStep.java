package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.ColourHistogram;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Photograph;

/**
 * How many pixels have each of the values 0…255 of red, green and blue, as {@code numpy.bincount(channel, minlength=256)}
 * counts them. Of a grey photograph all three are its histogram.
 */
public final class ColourHistogramStep {

    /** Three times 256 counts, each of which add up to the number of pixels. */
    public ColourHistogram apply(Photograph in) {
        if (in.isGrey()) {
            var grey = Histograms.count(in.luminance());
            return new ColourHistogram(grey, grey, grey);
        }
        GrayU8[] bands = in.colour().bands;
        return new ColourHistogram(Histograms.count(bands[0]), Histograms.count(bands[1]),
                Histograms.count(bands[2]));
    }
}
