package dev.darkroom.imaging;

/**
 * Files to photographs: JPEG (baseline and progressive; grey, colour, CMYK) and PNG (every kind).
 *
 * <p>Pixels come out upright (EXIF orientation), opaque (transparency laid on white) and with 8 bits (16-bit samples
 * count by their high byte); CMYK becomes RGB; ICC profiles and gamma do not change them. Of a file with several
 * pictures the first one counts. Every other file ends in {@link UnacceptablePhotographException}.
 */
public final class PhotographReader {

    private final Limits limits;
    private final float jpegQuality;

    /** @param jpegQuality 0…1, with which photographs read from JPEG are written again */
    public PhotographReader(Limits limits, float jpegQuality) {
        this.limits = limits;
        this.jpegQuality = jpegQuality;
    }

    /**
     * Reads the header only.
     *
     * @throws UnacceptablePhotographException if it is no JPEG or PNG that is read here, or beyond the limits
     */
    public Header inspect(byte[] bytes) {
        return open(bytes).header();
    }

    /** @throws UnacceptablePhotographException as {@link #inspect}, and if the pixels cannot be decoded */
    public Photograph read(byte[] bytes) {
        ImageFile file = open(bytes);
        return file.decode().upright(Orientation.of(file.exif()), file.header().format(), jpegQuality,
                IccProfile.ofRgb(file.iccProfile()));
    }

    private ImageFile open(byte[] bytes) {
        limits.checkBytes(bytes.length);
        ImageFile file = FileKind.open(bytes);
        limits.checkSize(file.header());
        return file;
    }
}
