package dev.darkroom.added;

import boofcv.alg.enhance.EnhanceImageOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import java.util.stream.IntStream;

/** Inverts grey values from a threshold on; a step that Darkroom itself does not have. */
public final class SolarizeStep {

    /**
     * @param threshold 0 to 255
     * @return the photograph in grey, of the same size
     */
    public Photograph apply(Photograph in, int threshold) {
        var table = IntStream.range(0, 256).map(value -> value < threshold ? value : 255 - value).toArray();
        var out = new GrayU8(in.width(), in.height());
        EnhanceImageOps.applyTransform(in.luminance(), table, out);
        return in.withGrey(out);
    }
}
