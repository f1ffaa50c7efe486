package dev.darkroom.analysis;

/**
 * How often each value of red, of green and of blue occurs. Stored as a NumPy array, int64 of shape (3, 256), readable
 * by {@code numpy.load}.
 *
 * @param red   number of pixels with each amount of red, 0…255
 * @param green number of pixels with each amount of green
 * @param blue  number of pixels with each amount of blue
 */
public record ColourHistogram(Histogram red, Histogram green, Histogram blue) implements NumpyArray {

    @Override
    public byte[] encode() {
        return Npy.write(new long[][]{red.counts(), green.counts(), blue.counts()});
    }
}
