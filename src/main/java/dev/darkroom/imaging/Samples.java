package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;

/**
 * Decoded samples as they lie in the file, one plane each, 0…255, before orientation.
 *
 * @param planes    one (grey) or three (R, G, B), opaque
 * @param luminance grey values that are more exact than what the rounded planes would give, or null
 */
record Samples(GrayU8[] planes, GrayU8 luminance) {

    static Samples of(GrayU8... planes) {
        return new Samples(planes, null);
    }

    static GrayU8[] planes(int count, int width, int height) {
        GrayU8[] planes = new GrayU8[count];
        for (int i = 0; i < count; i++) {
            planes[i] = new GrayU8(width, height);
        }
        return planes;
    }

    /**
     * Laid on white as {@code skimage.color.rgba2rgb} does it, on floats: the luminance is computed from the unrounded
     * colours.
     *
     * @param planes grey or R, G, B; overwritten
     * @param alpha  0 (transparent) … 255 (opaque); overwritten
     */
    static Samples onWhite(GrayU8[] planes, GrayU8 alpha) {
        boolean grey = planes.length == 1;
        byte[] red = planes[0].data;
        byte[] green = grey ? red : planes[1].data;
        byte[] blue = grey ? red : planes[2].data;
        byte[] luminance = grey ? red : alpha.data;
        for (int i = 0; i < alpha.data.length; i++) {
            double a = (alpha.data[i] & 0xff) * Luminance.UNIT;
            double r = onWhite(red[i], a);
            double g = onWhite(green[i], a);
            double b = onWhite(blue[i], a);
            if (!grey) {
                red[i] = (byte) Math.rint(r * 255);
                green[i] = (byte) Math.rint(g * 255);
                blue[i] = (byte) Math.rint(b * 255);
            }
            luminance[i] = Luminance.of(r, g, b);
        }
        return new Samples(planes, grey ? null : alpha);
    }

    private static double onWhite(byte sample, double alpha) {
        return Math.min(1, (1 - alpha) + alpha * ((sample & 0xff) * Luminance.UNIT));
    }

    Photograph upright(Orientation orientation, Format format, float jpegQuality, byte[] iccProfile) {
        if (planes.length == 1) {
            return Photograph.grey(orientation.upright(planes[0]), format, jpegQuality);
        }
        GrayU8[] upright = new GrayU8[planes.length];
        for (int i = 0; i < planes.length; i++) {
            upright[i] = orientation.upright(planes[i]);
        }
        Planar<GrayU8> colour = new Planar<>(GrayU8.class, upright[0].width, upright[0].height, 0);
        colour.setBands(upright);
        return Photograph.colour(colour, luminance == null ? null : orientation.upright(luminance), format,
                jpegQuality, iccProfile);
    }
}
