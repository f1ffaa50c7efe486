package dev.darkroom.imaging;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.util.Objects;

/**
 * A decoded, upright photograph: grey or colour, 8 bits a sample, gamma-encoded as in its file.
 *
 * <p>Immutable: the images it hands out are its own, not copies, and must not be written to.
 */
public final class Photograph implements Storable {

    private final GrayU8 grey;
    private final Planar<GrayU8> colour;
    private final GrayU8 luminance;
    private final Format format;
    private final float jpegQuality;
    private final byte[] iccProfile;

    private Photograph(GrayU8 grey, Planar<GrayU8> colour, GrayU8 luminance, Format format, float jpegQuality,
            byte[] iccProfile) {
        if (!(jpegQuality >= 0 && jpegQuality <= 1)) {
            throw new IllegalArgumentException("JPEG quality is between 0 and 1, not " + jpegQuality);
        }
        this.grey = grey;
        this.colour = colour;
        this.luminance = luminance;
        this.format = Objects.requireNonNull(format);
        this.jpegQuality = jpegQuality;
        this.iccProfile = iccProfile;
    }

    /**
     * @param pixels      grey values 0…255; not to be changed afterwards
     * @param format      what {@link #encode()} writes
     * @param jpegQuality 0…1, of {@link #encode()} if it writes JPEG
     */
    public static Photograph grey(GrayU8 pixels, Format format, float jpegQuality) {
        return new Photograph(contiguous(pixels), null, null, format, jpegQuality, null);
    }

    /**
     * @param pixels      bands R, G, B, each 0…255; not to be changed afterwards
     * @param format      what {@link #encode()} writes
     * @param jpegQuality 0…1, of {@link #encode()} if it writes JPEG
     * @param iccProfile  RGB profile to store with the pixels, which it does not change; or null
     */
    public static Photograph colour(Planar<GrayU8> pixels, Format format, float jpegQuality, byte[] iccProfile) {
        return colour(pixels, null, format, jpegQuality, iccProfile);
    }

    /** With a luminance that is more exact than what the rounded colours would give; null computes it from them. */
    static Photograph colour(Planar<GrayU8> pixels, GrayU8 luminance, Format format, float jpegQuality,
            byte[] iccProfile) {
        if (pixels.getNumBands() != 3) {
            throw new IllegalArgumentException("A colour photograph has 3 bands, not " + pixels.getNumBands());
        }
        return new Photograph(null, contiguous(pixels), luminance, format, jpegQuality,
                iccProfile == null ? null : iccProfile.clone());
    }

    /** BoofCV's subimages share a larger array; everything here counts on an array of width × height. */
    private static GrayU8 contiguous(GrayU8 image) {
        return image.isSubimage() || image.data.length != image.width * image.height ? image.clone() : image;
    }

    private static Planar<GrayU8> contiguous(Planar<GrayU8> image) {
        for (GrayU8 band : image.bands) {
            if (contiguous(band) != band) {
                return image.clone();
            }
        }
        return image;
    }

    public int width() {
        return isGrey() ? grey.width : colour.width;
    }

    public int height() {
        return isGrey() ? grey.height : colour.height;
    }

    public boolean isGrey() {
        return grey != null;
    }

    public Format format() {
        return format;
    }

    /**
     * The R, G, B bands.
     *
     * @throws IllegalStateException if the photograph is grey
     */
    public Planar<GrayU8> colour() {
        if (isGrey()) {
            throw new IllegalStateException("The photograph is grey");
        }
        return colour;
    }

    /**
     * The grey values: those of a grey photograph, the luminance of a colour photograph
     * (0.2125 R + 0.7154 G + 0.0721 B on gamma-encoded values, as {@code skimage.color.rgb2gray}, rounded).
     */
    public GrayU8 luminance() {
        if (isGrey()) {
            return grey;
        }
        return luminance != null ? luminance : Luminance.of(colour);
    }

    /** A grey photograph that is stored the way this one is: same format and quality, without ICC profile. */
    public Photograph withGrey(GrayU8 pixels) {
        return grey(pixels, format, jpegQuality);
    }

    /** A colour photograph that is stored the way this one is: same format, quality and ICC profile. */
    public Photograph withColour(Planar<GrayU8> pixels) {
        return colour(pixels, format, jpegQuality, iccProfile);
    }

    /** The same photograph, stored in another format. */
    public Photograph in(Format other) {
        return new Photograph(grey, colour, luminance, other, jpegQuality, iccProfile);
    }

    /** The ICC profile that is stored with a colour photograph, or null. */
    byte[] iccProfile() {
        return iccProfile;
    }

    float jpegQuality() {
        return jpegQuality;
    }

    @Override
    public String contentType() {
        return format.contentType();
    }

    @Override
    public String extension() {
        return format.extension();
    }

    /** JPEG or PNG with 1 or 3 components and no metadata but the ICC profile of a colour photograph. */
    @Override
    public byte[] encode() {
        return PhotographWriter.write(this);
    }
}
