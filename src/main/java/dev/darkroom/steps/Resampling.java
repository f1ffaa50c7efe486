package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;

/**
 * Makes pictures of another size, row by row: besides the result it holds one row of numbers. (BoofCV's filters make a
 * picture of floating-point numbers for each band and each round first, which is 16 times a photograph.)
 */
final class Resampling {

    private Resampling() {
    }

    /** A photograph of as many columns and rows as there are weights for. */
    static Photograph apply(Photograph in, Weights columns, Weights rows, Light light) {
        return Bands.map(in, band -> resampled(band, columns, rows, light));
    }

    private static GrayU8 resampled(GrayU8 in, Weights columns, Weights rows, Light light) {
        var out = new GrayU8(columns.length(), rows.length());
        var mixed = new double[in.width];
        for (int y = 0; y < out.height; y++) {
            mixRows(in, rows.first(y), rows.at(y), light.quantities(), mixed);
            for (int x = 0; x < out.width; x++) {
                out.data[y * out.width + x] = light.sample(mean(mixed, columns.first(x), columns.at(x)));
            }
        }
        return out;
    }

    private static void mixRows(GrayU8 in, int first, double[] weights, double[] quantities, double[] mixed) {
        Arrays.fill(mixed, 0);
        for (int k = 0; k < weights.length; k++) {
            var row = (first + k) * in.width;
            var weight = weights[k];
            for (int x = 0; x < mixed.length; x++) {
                mixed[x] += weight * quantities[in.data[row + x] & 0xff];
            }
        }
    }

    private static double mean(double[] quantities, int first, double[] weights) {
        var mean = 0.0;
        for (int k = 0; k < weights.length; k++) {
            mean += weights[k] * quantities[first + k];
        }
        return mean;
    }
}
