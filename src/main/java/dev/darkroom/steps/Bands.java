package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Photograph;
import java.util.function.UnaryOperator;

/** For steps that do the same with the grey values of a grey photograph and with each of R, G and B. */
final class Bands {

    private Bands() {
    }

    /** @param change makes a new band of each band; all of the same size */
    static Photograph map(Photograph in, UnaryOperator<GrayU8> change) {
        if (in.isGrey()) {
            return in.withGrey(change.apply(in.luminance()));
        }
        var bands = new GrayU8[in.colour().getNumBands()];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = change.apply(in.colour().getBand(i));
        }
        var out = new Planar<>(GrayU8.class, bands[0].width, bands[0].height, 0);
        out.setBands(bands);
        return in.withColour(out);
    }
}
