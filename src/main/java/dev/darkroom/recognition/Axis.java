package dev.darkroom.recognition;

/**
 * One side of a photograph, made as long as a model wants it: first resized, then cut, or laid on black. Resized by a
 * triangle that is as much wider as the side becomes shorter, as in Pillow's {@code Image.resize(…, BILINEAR)}, or in
 * torchvision with {@code antialias}.
 */
final class Axis {

    private final int from;
    private final int resized;
    private final int start;
    private final int[] first;
    private final float[][] weights;

    /**
     * @param from    pixels along this side of the photograph
     * @param resized pixels that they become
     * @param to      pixels that the model wants: the middle of those, or these and black on both ends
     */
    Axis(int from, int resized, int to) {
        this.from = from;
        this.resized = resized;
        start = Math.floorDiv(resized - to, 2);
        first = new int[to];
        weights = new float[to][];
        var factor = (double) from / resized;
        var width = Math.max(1, factor);
        for (int i = 0; i < to; i++) {
            if (i + start < 0 || i + start >= resized) {
                weights[i] = new float[0];
                continue;
            }
            var centre = (i + start + 0.5) * factor;
            first[i] = Math.max(0, (int) (centre - width + 0.5));
            var end = Math.min(from, (int) (centre + width + 0.5));
            weights[i] = weights(first[i], end, centre, width);
        }
    }

    private static float[] weights(int first, int end, double centre, double width) {
        var exact = new double[end - first];
        var sum = 0.0;
        for (int k = 0; k < exact.length; k++) {
            exact[k] = Math.max(0, 1 - Math.abs((first + k + 0.5 - centre) / width));
            sum += exact[k];
        }
        var weights = new float[exact.length];
        for (int k = 0; k < exact.length; k++) {
            weights[k] = (float) (exact[k] / sum);
        }
        return weights;
    }

    /** Places that the model wants. */
    int length() {
        return first.length;
    }

    /** The first pixel of the photograph that has a weight at this place. */
    int first(int place) {
        return first[place];
    }

    /** The weights at this place, which add up to 1; none where it is black. Not to be changed. */
    float[] at(int place) {
        return weights[place];
    }

    /** The first pixel of the photograph that has a weight anywhere. */
    int begin() {
        return first[Math.max(0, -start)];
    }

    /** The pixel after the last one that has. */
    int end() {
        var last = Math.min(length(), resized - start) - 1;
        return first[last] + weights[last].length;
    }

    /**
     * Where in the photograph it is.
     *
     * @param place in the model's input: 0 is the outer edge of its first pixel
     */
    double inPhotograph(double place) {
        return (place + start) * from / resized;
    }

    int photograph() {
        return from;
    }
}
