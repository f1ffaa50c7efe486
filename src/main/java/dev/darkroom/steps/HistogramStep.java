package dev.darkroom.steps;

import dev.darkroom.analysis.Histogram;
import dev.darkroom.imaging.Photograph;

/**
 * How many pixels have each of the grey values 0…255, as
 * {@code skimage.exposure.histogram(grey, source_range="dtype")}. Of a colour photograph: of its luminance.
 */
public final class HistogramStep {

    /** 256 counts that add up to the number of pixels. */
    public Histogram apply(Photograph in) {
        return Histograms.count(in.luminance());
    }
}
