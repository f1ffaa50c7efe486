package dev.darkroom.recognition;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import java.util.Arrays;

/**
 * Makes of a photograph what a model takes: as many pixels as it wants, and of each sample the number that it wants. A
 * grey photograph is one of equal colours.
 *
 * <p>Besides the result it holds one row of numbers. Rows are mixed first, in whole numbers, which is what takes most of
 * the time.
 */
final class Preparation {

    /** Weights are multiples of 2<sup>-22</sup>, so that sums of 8-bit samples fit into 31 bits. */
    private static final int ONE = 1 << 22;

    private final Descriptor.Input input;

    Preparation(Descriptor.Input input) {
        this.input = input;
    }

    Prepared apply(Photograph in) {
        var columns = axis(in.width(), input.width(), in);
        var rows = axis(in.height(), input.height(), in);
        var values = new float[input.length()];
        if (in.isGrey()) {
            var grey = resampled(in.luminance(), columns, rows);
            for (int band = 0; band < 3; band++) {
                put(grey, band, values);
            }
        } else {
            for (int band = 0; band < 3; band++) {
                put(resampled(in.colour().getBand(band), columns, rows), band, values);
            }
        }
        return new Prepared(values, columns, rows);
    }

    private Axis axis(int from, int to, Photograph in) {
        return new Axis(from, switch (input.resize()) {
            case STRETCH -> to;
            case CROP -> scaled(from, input.shorterSide(), Math.min(in.width(), in.height()));
            case FIT -> Math.min(to, (long) in.width() * input.height() > (long) in.height() * input.width()
                    ? scaled(from, input.width(), in.width())
                    : scaled(from, input.height(), in.height()));
        }, to);
    }

    private static int scaled(int from, int numerator, int denominator) {
        return (int) Math.max(1, Math.round((double) from * numerator / denominator));
    }

    /** Samples 0…255, not rounded; black where the photograph does not reach. */
    private static float[] resampled(GrayU8 band, Axis columns, Axis rows) {
        var out = new float[columns.length() * rows.length()];
        var begin = columns.begin();
        var mixed = new int[columns.end() - begin];
        for (int y = 0; y < rows.length(); y++) {
            float[] weights = rows.at(y);
            if (weights.length > 0) {
                mixRows(band, rows.first(y), weights, begin, mixed);
                mixColumns(mixed, begin, columns, out, y * columns.length());
            }
        }
        return out;
    }

    private static void mixRows(GrayU8 band, int first, float[] weights, int begin, int[] mixed) {
        Arrays.fill(mixed, 0);
        for (int k = 0; k < weights.length; k++) {
            mixRow(band.data, (first + k) * band.width + begin, Math.round(weights[k] * ONE), mixed);
        }
    }

    private static void mixRow(byte[] samples, int start, int weight, int[] mixed) {
        for (int x = 0; x < mixed.length; x++) {
            mixed[x] += weight * (samples[start + x] & 0xff);
        }
    }

    private static void mixColumns(int[] mixed, int begin, Axis columns, float[] out, int row) {
        for (int x = 0; x < columns.length(); x++) {
            float[] weights = columns.at(x);
            var start = columns.first(x) - begin;
            var sum = 0f;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * mixed[start + k];
            }
            out[row + x] = sum / ONE;
        }
    }

    /** @param band 0, 1, 2 for R, G, B */
    private void put(float[] samples, int band, float[] values) {
        var factor = input.scale() / input.deviation().get(band);
        var offset = -input.mean().get(band) / input.deviation().get(band);
        var channel = input.colours() == Descriptor.Colours.RGB ? band : 2 - band;
        var planar = input.layout() == Descriptor.Layout.NCHW;
        var start = planar ? channel * samples.length : channel;
        var stride = planar ? 1 : 3;
        for (int i = 0; i < samples.length; i++) {
            values[start + i * stride] = samples[i] * factor + offset;
        }
    }
}
