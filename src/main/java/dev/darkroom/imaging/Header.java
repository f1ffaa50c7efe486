package dev.darkroom.imaging;

/**
 * What the first bytes of a file say about it, known before anything is decoded.
 *
 * @param width  columns as stored, before the EXIF orientation is applied
 * @param height rows as stored, before the EXIF orientation is applied
 */
public record Header(Format format, int width, int height) {

    public long pixels() {
        return (long) width * height;
    }
}
