package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;

/**
 * The grey value of a colour: 0.2125 R + 0.7154 G + 0.0721 B (Rec. 709) on gamma-encoded values, as
 * {@code skimage.color.rgb2gray} computes it, rounded half to even to 8 bits.
 */
final class Luminance {

    private static final double RED = 0.2125;
    private static final double GREEN = 0.7154;
    private static final double BLUE = 0.0721;

    /** skimage's {@code img_as_float} multiplies by the reciprocal; dividing by 255 rounds differently. */
    static final double UNIT = 1.0 / 255;

    private Luminance() {
    }

    /**
     * Grey value 0…255 of a colour with components in 0…1. Fused and in this order, as NumPy's matrix product does
     * it: otherwise pixels that lie exactly between two grey values fall to the other side.
     */
    static byte of(double red, double green, double blue) {
        return (byte) Math.rint(Math.fma(blue, BLUE, Math.fma(red, RED, green * GREEN)) * 255);
    }

    /** Grey picture of the size of {@code colour}, whose bands are R, G, B, each in 0…255. */
    static GrayU8 of(Planar<GrayU8> colour) {
        GrayU8 grey = new GrayU8(colour.width, colour.height);
        byte[] out = grey.data;
        byte[] red = colour.getBand(0).data;
        byte[] green = colour.getBand(1).data;
        byte[] blue = colour.getBand(2).data;
        for (int i = 0; i < out.length; i++) {
            out[i] = of((red[i] & 0xff) * UNIT, (green[i] & 0xff) * UNIT, (blue[i] & 0xff) * UNIT);
        }
        return grey;
    }
}
