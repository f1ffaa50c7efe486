package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;

/** Readers and views of photographs that tests share. */
public final class Photographs {

    private static final PhotographReader READER = new PhotographReader(new Limits(10_000_000, 100_000_000, 30_000),
            0.9f);

    private Photographs() {
    }

    public static Photograph read(byte[] bytes) {
        return READER.read(bytes);
    }

    public static Photograph resource(String path) {
        return read(Resources.bytes(path));
    }

    public static Header inspect(byte[] bytes) {
        return READER.inspect(bytes);
    }

    /** Grey: one plane; colour: R, G, B. */
    public static GrayU8[] planes(Photograph photograph) {
        return photograph.isGrey() ? new GrayU8[]{photograph.luminance()} : photograph.colour().bands;
    }

    /** As {@link PngMaker#samples} takes them. */
    public static int[] samples(Photograph photograph) {
        GrayU8[] planes = planes(photograph);
        int[] samples = new int[photograph.width() * photograph.height() * planes.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = planes[i % planes.length].data[i / planes.length] & 0xff;
        }
        return samples;
    }

    public static int worstDifference(Photograph one, Photograph other) {
        int[] ones = samples(one);
        int[] others = samples(other);
        if (one.width() != other.width() || ones.length != others.length) {
            throw new AssertionError("sizes differ");
        }
        int worst = 0;
        for (int i = 0; i < ones.length; i++) {
            worst = Math.max(worst, Math.abs(ones[i] - others[i]));
        }
        return worst;
    }
}
