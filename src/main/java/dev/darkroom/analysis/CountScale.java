package dev.darkroom.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** How high a drawing of counts has to be, and how its numbers are written. */
final class CountScale {

    /** How many times higher than all between them black and white have to be to be cut off. */
    private static final int CUT = 3;
    private static final double HEADROOM = 1.1;
    private static final MathContext DIGITS = new MathContext(4);
    private static final int THOUSAND = 3;
    private static final String[] UNITS = {"", " k", " M", " G"};

    private CountScale() {
    }

    /**
     * What the scale has to hold: the highest count, unless black or white stand out so far that nothing else would be
     * seen. They are then to be cut off.
     */
    static double highest(double[] counts) {
        var highest = Arrays.stream(counts).max().orElse(0);
        var between = counts.length < 3 ? 0 : Arrays.stream(counts, 1, counts.length - 1).max().orElse(0);
        return between > 0 && highest > CUT * between ? between * HEADROOM : highest;
    }

    /** The next number that starts with 1, 2 or 5 and goes on with zeros, or the next even one of those in between. */
    static double roundUp(double value) {
        if (value <= 0) {
            return 1;
        }
        var magnitude = Math.pow(10, Math.floor(Math.log10(value)));
        return Arrays.stream(new double[]{1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10}).map(step -> step * magnitude)
                .filter(step -> step >= value).findFirst().orElse(10 * magnitude);
    }

    /** A number with at most four digits that count, and the unit of its thousands. */
    static String brief(double value) {
        var shown = new BigDecimal(value).round(DIGITS);
        var unit = Math.clamp((shown.precision() - shown.scale() - 1) / THOUSAND, 0, UNITS.length - 1);
        return shown.movePointLeft(unit * THOUSAND).stripTrailingZeros().toPlainString() + UNITS[unit];
    }
}
