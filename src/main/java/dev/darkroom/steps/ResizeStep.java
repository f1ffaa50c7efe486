package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;

/**
 * Another size, free of aliases: the samples of {@code skimage.transform.resize(…, anti_aliasing=True,
 * preserve_range=True)} rounded to 8 bits, or, in linear light, the same of the light that they stand for. Proportions
 * are kept but by {@link Fit#EXACT}; enlarged is only by {@code EXACT} or when asked for.
 *
 * <p>The memory is that of the result, which has at most 100 megapixels, and one row.
 */
public final class ResizeStep {

    /** What becomes of a photograph whose shape is not that of the rectangle. */
    public enum Fit {
        /** All of it is within the rectangle; the result may be narrower or lower. */
        FIT,
        /**
         * It covers the rectangle, and what sticks out is cut off on both sides evenly. Of a photograph that is too
         * small for it: the largest rectangle of that shape.
         */
        FILL,
        /** It is stretched to the rectangle. */
        EXACT
    }

    private static final int SCREEN = 1024;

    /** As many as an original may have, unless that is configured otherwise. */
    private static final int MOST_MEGAPIXELS = 100;

    /**
     * @param width   of the rectangle in pixels, or null: what the proportions of the photograph give
     * @param height  likewise; with neither, the rectangle has {@value #SCREEN} × {@value #SCREEN}
     * @param enlarge whether {@code FIT} and {@code FILL} may enlarge
     * @param light   what is averaged
     * @return a photograph of the same format and colours, each side at least 1 pixel
     * @throws IllegalArgumentException when the result would be too large
     */
    public Photograph apply(Photograph in, Integer width, Integer height, Fit fit, boolean enlarge, Light light) {
        if (width == null && height == null) {
            return apply(in, SCREEN, SCREEN, fit, enlarge, light);
        }
        var original = Size.of(in);
        // with one open side the photograph has the shape of the rectangle: nothing sticks out
        var fitted = fit == Fit.FIT || fit == Fit.FILL && (width == null || height == null);
        if (fitted) {
            var box = new Size(orOpen(width), orOpen(height));
            return resized(in, enlarge ? original.fitting(box) : original.within(box), light);
        }
        if (fit == Fit.EXACT) {
            return resized(in, rectangle(original, width, height), light);
        }
        var box = new Size(width, height);
        var cut = enlarge ? box : box.within(original);
        return middle(in, original.covering(cut), cut, light);
    }

    private static int orOpen(Integer side) {
        return side == null ? Integer.MAX_VALUE : side;
    }

    private static Size rectangle(Size original, Integer width, Integer height) {
        var proportion = (double) original.width() / original.height();
        return Size.of(width == null ? height * proportion : width, height == null ? width / proportion : height);
    }

    private static Photograph resized(Photograph in, Size to, Light light) {
        return middle(in, to, to, light);
    }

    private static Photograph middle(Photograph in, Size to, Size cut, Light light) {
        if (cut.equals(Size.of(in))) {
            return in;
        }
        cut.atMost(MOST_MEGAPIXELS);
        return Resampling.apply(in, Weights.antiAliased(in.width(), to.width()).middle(cut.width()),
                Weights.antiAliased(in.height(), to.height()).middle(cut.height()), light);
    }
}
