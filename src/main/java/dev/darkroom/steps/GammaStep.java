package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;
import java.util.stream.IntStream;

/**
 * Power-law transform of each sample: 255 · (v / 255)<sup>gamma</sup>, cut off to 8 bits, as
 * {@code skimage.exposure.adjust_gamma} of 8-bit pictures.
 */
public final class GammaStep {

    /**
     * @param gamma above 0; below 1 brightens
     * @return a photograph of the same size, format and colours
     */
    public Photograph apply(Photograph in, double gamma) {
        var table = IntStream.range(0, 256).map(value -> (int) (255 * Math.pow(value / 255.0, gamma))).toArray();
        return Bands.map(in, table);
    }
}
