package dev.darkroom.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Where counts stand between the bottom (0) and the top (1) of a plot, and which of them are told beside it. */
final class CountAxis {

    private static final double HEADROOM = 1.06;
    /** About as many ticks as a linear axis has, and at most as many as a logarithmic one. */
    private static final int TICKS = 6;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    /** Decades of a logarithmic axis: what is rarer than one in so many is not seen anyway. */
    private static final int DECADES = 9;
    /** Where the lowest decade begins, above the bottom: what has the least count is to be seen. */
    private static final double FOOT = 0.25;

    private final Plot.Scale scale;
    private final double bottom;
    private final double top;

    /**
     * @param heights the highest of the curves at each tone
     * @param least   of all heights above 0
     */
    CountAxis(Plot.Scale scale, double[] heights, double least) {
        this.scale = scale;
        if (scale == Plot.Scale.LINEAR) {
            bottom = 0;
            double highest = CountScale.highest(heights);
            top = highest == 0 ? 1 : highest * HEADROOM;
        } else {
            double highest = Arrays.stream(heights).max().orElse(0);
            double end = Math.log10(highest == 0 ? 10 : highest);
            double begin = Math.max(Math.floor(Math.log10(least)), Math.floor(end) - DECADES);
            bottom = begin - FOOT;
            top = Math.max(begin + 1, end) + (end - bottom) * (HEADROOM - 1);
        }
    }

    /** 0 at the bottom, 1 at the top; below and above them it is cut off. */
    double place(double height) {
        double value = scale == Plot.Scale.LINEAR ? height : Math.log10(height);
        return Math.clamp((value - bottom) / (top - bottom), 0, 1);
    }

    /** Whether a height does not fit. */
    boolean cuts(double height) {
        return scale == Plot.Scale.LINEAR && height > top;
    }

    /** Round heights, in their order. */
    List<Double> ticks() {
        if (scale == Plot.Scale.LOG) {
            int first = (int) Math.ceil(bottom);
            int last = (int) Math.floor(top);
            int step = Math.ceilDiv(last - first + 1, TICKS);
            return IntStream.rangeClosed(0, (last - first) / step).mapToObj(i -> Math.pow(10, first + i * step))
                    .toList();
        }
        double rough = top / TICKS;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = DoubleStream.of(STEPS).map(multiple -> multiple * magnitude)
                .filter(multiple -> multiple >= rough).findFirst().orElse(10 * magnitude);
        return IntStream.rangeClosed(0, (int) (top / step)).mapToObj(i -> i * step).toList();
    }
}
