package dev.darkroom.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws a histogram as SVG: the tones from black to white along the bottom, how many pixels have each of them upwards.
 * It takes the reader's light or dark colours.
 */
public final class HistogramDrawing {

    /** The one style of all drawings; who forbids inline styles can name it by its digest. */
    public static final String STYLE = """
            .histogram{color:#33302b;font:11px system-ui,sans-serif}\
            .histogram .tones{fill:currentColor;fill-opacity:.82}\
            .histogram .grid{stroke:currentColor;stroke-opacity:.16;fill:none}\
            .histogram text{fill:currentColor;fill-opacity:.72}\
            @media (prefers-color-scheme:dark){.histogram{color:#e9e4da}}""";

    private static final int LEFT = 52;
    private static final int TOP = 26;
    private static final int WIDTH = 512;
    private static final int HEIGHT = 190;
    private static final int[] TICKS = {0, 64, 128, 192, 255};

    private HistogramDrawing() {
    }

    /**
     * Draws the counts of an {@code .npy} file.
     *
     * @param npy int64 or float64 of one dimension
     * @throws IllegalArgumentException when it is something else
     */
    public static String draw(byte[] npy) {
        return draw(values(npy));
    }

    private static double[] values(byte[] npy) {
        try {
            return Arrays.stream(Npy.readLongs(npy)).asDoubleStream().toArray();
        } catch (IllegalArgumentException notWhole) {
            return Npy.readDoubles(npy);
        }
    }

    /** Draws counts, one for each tone. */
    public static String draw(double[] counts) {
        var top = CountScale.roundUp(CountScale.highest(counts));
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="histogram" viewBox="0 0 %d %d" role="img">\
            <title>%s</title><style>%s</style>%s<path class="tones" d="%s"/>%s%s</svg>"""
                .formatted(LEFT + WIDTH + 16, TOP + HEIGHT + 40, title(counts), STYLE, pixels(top),
                        outline(counts, top), tones(counts.length), cut(counts, top));
    }

    private static String cut(double[] counts, double top) {
        return IntStream.of(0, counts.length - 1).filter(tone -> counts.length > 0 && counts[tone] > top)
                .mapToObj(tone -> "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s %s</text>".formatted(
                        x(tone == 0 ? 0 : tone + 1, counts.length), TOP - 3, tone == 0 ? "start" : "end",
                        tone == 0 ? "↑ black" : "↑ white", CountScale.brief(counts[tone])))
                .collect(Collectors.joining());
    }

    /** What somebody hears who does not see the drawing. */
    private static String title(double[] counts) {
        var total = Arrays.stream(counts).sum();
        if (total == 0) {
            return "Histogram without pixels";
        }
        var mean = IntStream.range(0, counts.length).mapToDouble(tone -> tone * counts[tone]).sum() / total;
        var mode = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
        return String.format(Locale.ROOT,
                "Histogram of %.0f pixels from black (0) to white (%d): most have tone %d, the mean is %.0f", total,
                counts.length - 1, mode, mean);
    }

    /** Steps from tone to tone, closed along the bottom. */
    private static String outline(double[] counts, double top) {
        var bottom = TOP + HEIGHT;
        return IntStream.range(0, counts.length)
                .mapToObj(tone -> String.format(Locale.ROOT, "V%.1fH%.1f",
                        bottom - HEIGHT * Math.min(1, counts[tone] / top),
                        x(tone + 1, counts.length)))
                .collect(Collectors.joining("", "M" + LEFT + " " + bottom, "V" + bottom + "Z"));
    }

    private static String pixels(double top) {
        return IntStream.rangeClosed(0, 2).mapToObj(half -> {
            var y = TOP + HEIGHT - HEIGHT * half / 2;
            return "<path class=\"grid\" d=\"M%d %dH%d\"/><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT, y, LEFT + WIDTH, LEFT - 6, y + 4, CountScale.brief(top * half / 2));
        }).collect(Collectors.joining());
    }

    private static String tones(int levels) {
        var labels = Arrays.stream(TICKS).filter(tick -> tick < levels)
                .mapToObj(tick -> String.format(Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(tick + 0.5, levels),
                        TOP + HEIGHT + 16, tick))
                .collect(Collectors.joining());
        return labels + """
            <text x="%d" y="%d">black</text><text x="%d" y="%d" text-anchor="middle">tone</text>\
            <text x="%d" y="%d" text-anchor="end">white</text><text x="0" y="9">pixels</text>"""
                .formatted(LEFT, TOP + HEIGHT + 32, LEFT + WIDTH / 2, TOP + HEIGHT + 32, LEFT + WIDTH,
                        TOP + HEIGHT + 32);
    }

    private static double x(double tone, int levels) {
        return LEFT + WIDTH * tone / levels;
    }
}
