package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;

/**
 * Colour to grey: 0.2125 R + 0.7154 G + 0.0721 B on the gamma-encoded values, rounded to 8 bits, as
 * {@code skimage.color.rgb2gray}. A grey photograph is its own grayscale.
 */
public final class GrayscaleStep {

    /** A grey photograph of the same size and format. */
    public Photograph apply(Photograph in) {
        return in.isGrey() ? in : in.withGrey(in.luminance());
    }
}
