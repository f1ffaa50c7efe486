package dev.darkroom.steps;

import boofcv.factory.filter.kernel.FactoryKernelGaussian;
import boofcv.struct.convolve.Kernel1D_F64;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How each of the places along one side of a resampled picture is mixed from the places along the same side of the
 * original: a weighted mean of neighbours.
 */
final class Weights {

    /** Lobes of the windowed sinc function on either side. */
    private static final int LANCZOS = 3;

    private final Place[] places;

    private record Place(int first, double[] weights) {
    }

    private Weights(int to, IntFunction<Place> place) {
        places = IntStream.range(0, to).mapToObj(place).toArray(Place[]::new);
    }

    private Weights(Place[] places) {
        this.places = places;
    }

    /**
     * Those of {@code skimage.transform.resize} (order 1, mode reflect, anti_aliasing): a Gaussian of
     * σ = (from / to - 1) / 2, cut off at 4 σ, then linear interpolation between the two nearest places; what lies
     * beyond an edge is mirrored in the place at the edge. Both are linear, so that one set of weights does what it
     * does in two rounds over the picture.
     */
    static Weights antiAliased(int from, int to) {
        var factor = (double) from / to;
        var gaussian = gaussian(Math.max(0, (factor - 1) / 2));
        return new Weights(to, i -> {
            var centre = mirrored((i + 0.5) * factor - 0.5, from);
            var left = (int) centre;
            var right = Math.min(left + 1, from - 1);
            var radius = gaussian.length / 2;
            var first = Math.max(0, left - radius);
            var weights = new double[Math.min(from - 1, right + radius) - first + 1];
            for (int k = 0; k < gaussian.length; k++) {
                weights[(int) mirrored(left + k - radius, from) - first] += gaussian[k] * (1 - (centre - left));
                weights[(int) mirrored(right + k - radius, from) - first] += gaussian[k] * (centre - left);
            }
            return new Place(first, weights);
        });
    }

    private static double[] gaussian(double sigma) {
        var radius = (int) (4 * sigma + 0.5);
        return radius == 0 ? new double[]{1} : FactoryKernelGaussian.gaussian(Kernel1D_F64.class, sigma, radius).data;
    }

    private static double mirrored(double place, int length) {
        if (length == 1) {
            return 0;
        }
        var period = 2 * (length - 1);
        var along = Math.abs(place) % period;
        return along > length - 1 ? period - along : along;
    }

    /**
     * Those of Pillow's {@code Image.resize} with {@code LANCZOS}: a sinc function windowed to three lobes, as wide as
     * the scale asks for; at the edges its part within the picture.
     */
    static Weights lanczos(int from, int to) {
        var factor = (double) from / to;
        var width = Math.max(1, factor);
        return new Weights(to, i -> {
            var centre = (i + 0.5) * factor;
            var first = Math.max(0, (int) (centre - LANCZOS * width + 0.5));
            var end = Math.min(from, (int) (centre + LANCZOS * width + 0.5));
            var weights = IntStream.range(first, end)
                    .mapToDouble(place -> lanczos((place + 0.5 - centre) / width)).toArray();
            var sum = Arrays.stream(weights).sum();
            return new Place(first, Arrays.stream(weights).map(weight -> weight / sum).toArray());
        });
    }

    private static double lanczos(double x) {
        return Math.abs(x) < LANCZOS ? sinc(x) * sinc(x / LANCZOS) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Those of as many places in the middle. */
    Weights middle(int length) {
        var start = (places.length - length) / 2;
        return new Weights(Arrays.copyOfRange(places, start, start + length));
    }

    /** How many places they make. */
    int length() {
        return places.length;
    }

    /** The first of the original's places that has a weight at this place. */
    int first(int place) {
        return places[place].first;
    }

    /** The weights at this place, which add up to 1; not to be changed. */
    double[] at(int place) {
        return places[place].weights;
    }
}
