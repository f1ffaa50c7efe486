package dev.darkroom.steps;

import boofcv.alg.enhance.EnhanceImageOps;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** For steps that do the same with the grey values of a grey photograph and with each of R, G and B. */
final class Bands {

    private Bands() {
    }

    /** Grey, or R, G and B; not to be written to. */
    static GrayU8[] of(Photograph photograph) {
        return photograph.isGrey() ? new GrayU8[]{photograph.luminance()} : photograph.colour().bands;
    }

    /** A photograph that is stored the way {@code in} is, of as many bands as it has. */
    static Photograph photograph(Photograph in, GrayU8... bands) {
        if (in.isGrey()) {
            return in.withGrey(bands[0]);
        }
        var out = new Planar<>(GrayU8.class, bands[0].width, bands[0].height, 0);
        out.setBands(bands);
        return in.withColour(out);
    }

    /** @param table what becomes of each of the samples 0…255, in 0…255 */
    static Photograph map(Photograph in, int[] table) {
        return map(in, band -> {
            var out = new GrayU8(band.width, band.height);
            EnhanceImageOps.applyTransform(band, table, out);
            return out;
        });
    }

    /** @param change makes a new band of each band; all of the same size */
    static Photograph map(Photograph in, UnaryOperator<GrayU8> change) {
        return photograph(in, Arrays.stream(of(in)).map(change).toArray(GrayU8[]::new));
    }
}
