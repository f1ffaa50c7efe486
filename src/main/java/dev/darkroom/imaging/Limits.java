package dev.darkroom.imaging;

import static dev.darkroom.imaging.UnacceptablePhotographException.Reason.TOO_LARGE;

import java.util.Locale;

/**
 * What is accepted, checked before anything is decoded.
 *
 * <p>Decoding takes 6 bytes of heap per pixel for a colour JPEG, 8 for CMYK and for 8-bit colour with transparency, 12
 * for 16-bit colour with transparency; a progressive JPEG takes up to 6 more outside the heap. {@code maxPixels} and
 * the memory of a worker belong together.
 *
 * @param maxBytes  largest file
 * @param maxPixels largest width × height; at most {@value #MOST_PIXELS}, the samples of more do not fit in one array
 * @param maxSide   largest width and largest height
 */
public record Limits(long maxBytes, long maxPixels, int maxSide) {

    static final long MOST_PIXELS = 500_000_000;

    /** @throws IllegalArgumentException if a limit is not positive or no array could hold what it allows */
    public Limits {
        if (maxBytes < 1 || maxPixels < 1 || maxSide < 1) {
            throw new IllegalArgumentException("Limits must be positive: " + maxBytes + " bytes, " + maxPixels
                    + " pixels, " + maxSide + " pixels a side");
        }
        if (maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("At most " + MOST_PIXELS + " pixels can be allowed, not " + maxPixels);
        }
    }

    /** @throws UnacceptablePhotographException if a file of that length is too large */
    public void checkBytes(long bytes) {
        if (bytes > maxBytes) {
            throw new UnacceptablePhotographException(TOO_LARGE,
                    "The photograph has %s bytes; at most %s are accepted".formatted(bytes, maxBytes));
        }
    }

    void checkSize(Header header) {
        if (header.pixels() > maxPixels) {
            throw new UnacceptablePhotographException(TOO_LARGE,
                    "The photograph has %d × %d pixels (%s megapixels); at most %s megapixels are accepted".formatted(
                            header.width(), header.height(), megapixels(header.pixels()), megapixels(maxPixels)));
        }
        if (Math.max(header.width(), header.height()) > maxSide) {
            throw new UnacceptablePhotographException(TOO_LARGE,
                    "The photograph has %d × %d pixels; at most %d pixels a side are accepted".formatted(
                            header.width(), header.height(), maxSide));
        }
    }

    private static String megapixels(long pixels) {
        return pixels % 1_000_000 == 0
                ? Long.toString(pixels / 1_000_000)
                : String.format(Locale.ROOT, pixels < 100_000 ? "%.6f" : "%.1f", pixels / 1e6);
    }
}
