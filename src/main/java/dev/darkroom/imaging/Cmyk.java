package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;

/**
 * The four inks of a JPEG file, stored inverted (255 is no ink) as every known program does, to RGB without profiles:
 * what Pillow's {@code convert("RGB")} does, and through it scikit-image.
 */
final class Cmyk {

    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << SCALE_BITS - 1;

    private Cmyk() {
    }

    /** Multiplies each of C, M, Y with K; the planes then hold R, G, B. */
    static void toRgb(GrayU8[] cmy, GrayU8 black) {
        for (GrayU8 plane : cmy) {
            for (int i = 0; i < plane.data.length; i++) {
                plane.data[i] = (byte) (((plane.data[i] & 0xff) * (black.data[i] & 0xff) + 127) / 255);
            }
        }
    }

    /** Y, Cb, Cr to C, M, Y in place: libjpeg's {@code ycck_cmyk_convert}, with its fixed-point rounding. */
    static void ofYcck(GrayU8[] planes) {
        byte[] first = planes[0].data;
        byte[] second = planes[1].data;
        byte[] third = planes[2].data;
        for (int i = 0; i < first.length; i++) {
            int y = first[i] & 0xff;
            int cb = (second[i] & 0xff) - 128;
            int cr = (third[i] & 0xff) - 128;
            first[i] = inverted(y + (fixed(1.402) * cr + HALF >> SCALE_BITS));
            second[i] = inverted(y + (-fixed(0.34414) * cb - fixed(0.71414) * cr + HALF >> SCALE_BITS));
            third[i] = inverted(y + (fixed(1.772) * cb + HALF >> SCALE_BITS));
        }
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << SCALE_BITS) + 0.5);
    }

    private static byte inverted(int sample) {
        return (byte) (255 - Math.clamp(sample, 0, 255));
    }
}
