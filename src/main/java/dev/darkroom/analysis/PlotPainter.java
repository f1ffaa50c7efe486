package dev.darkroom.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Paints one {@link Plot}. All sizes are multiples of a unit that grows with the picture. */
final class PlotPainter {

    /** The size for which the unit is one pixel. */
    private static final double USUAL_WIDTH = 960;
    private static final double USUAL_HEIGHT = 600;
    private static final double LEAST_UNIT = 0.7;

    private static final double TITLE = 23;
    private static final double TEXT = 14.5;
    private static final double MARGIN = 28;
    private static final double GAP = 9;
    private static final double LINE = 1.9;
    private static final double STRIP = 9;
    private static final double SWATCH = 20;
    private static final double HEAD = 104;
    private static final double FOOT = 74;
    private static final double BOLD = 0.035;

    private static final int[] TONES = {0, 32, 64, 96, 128, 160, 192, 224, 255};
    private static final int WHITE = Histogram.BINS - 1;
    private static final int CHANNELS = 3;

    private enum Align {
        LEFT(0),
        CENTRE(0.5),
        RIGHT(1);

        private final double before;

        Align(double before) {
            this.before = before;
        }
    }

    private final Plot plot;
    private final Graphics2D graphics;
    private final PlotTheme theme;
    private final double[] highest;
    private final CountAxis axis;
    private final double unit;
    private final double width;
    private final double height;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    PlotPainter(Plot plot, Graphics2D graphics, int width, int height, Plot.Scale scale, PlotTheme theme) {
        this.plot = plot;
        this.graphics = graphics;
        this.theme = theme;
        this.width = width;
        this.height = height;
        highest = plot.curves().stream().map(Plot.Curve::heights).reduce(new double[Histogram.BINS],
                (a, b) -> each(a, b, Math::max));
        axis = new CountAxis(scale, highest,
                plot.curves().stream().flatMapToDouble(curve -> Arrays.stream(curve.heights()))
                        .filter(count -> count > 0).min().orElse(1));
        unit = Math.max(LEAST_UNIT, Math.min(width / USUAL_WIDTH, height / USUAL_HEIGHT));
        left = Math.rint(
                MARGIN * unit + GAP * unit + axis.ticks().stream().mapToDouble(tick -> widthOf(CountScale.brief(tick)))
                        .max().orElse(0));
        right = Math.rint(width - MARGIN * unit - legendWidth());
        top = Math.rint(HEAD * unit);
        bottom = Math.rint(height - FOOT * unit);
    }

    void paint() {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        fill(theme.paper(), new Rectangle2D.Double(0, 0, width, height));
        paintHead();
        paintAreas();
        paintGrid();
        paintLines();
        paintCuts();
        paintTones();
        paintLegend();
    }

    private void paintHead() {
        double size = TITLE * unit;
        var title = Lettering.outline(plot.title(), MARGIN * unit, (MARGIN + TITLE * 0.75) * unit, size);
        fill(theme.ink(), title);
        graphics.setStroke(new BasicStroke((float) (BOLD * size)));
        graphics.draw(title);
        text(plot.subtitle(), MARGIN * unit, (MARGIN + TITLE * 0.75 + TEXT * 1.6) * unit, Align.LEFT,
                theme.faintInk());
    }

    private void paintGrid() {
        for (double tick : axis.ticks()) {
            double y = Math.rint(y(tick)) + 0.5;
            line(theme.grid(), new Line2D.Double(left, y, right, y), 1);
            text(CountScale.brief(tick), left - GAP * unit, y + TEXT * 0.36 * unit, Align.RIGHT, theme.faintInk());
        }
        text(plot.unit(), MARGIN * unit, top - GAP * 1.2 * unit, Align.LEFT, theme.faintInk());
    }

    private void paintAreas() {
        if (plot.style() == Plot.Style.AREA) {
            fill(theme.area(), area(plot.curves().getFirst().heights()));
        } else if (plot.style() == Plot.Style.CHANNELS) {
            paintChannels();
        }
    }

    private void paintLines() {
        if (plot.style() == Plot.Style.LINES) {
            for (int i = 0; i < plot.curves().size(); i++) {
                line(theme.lines().get(i), curve(plot.curves().get(i).heights()), LINE * unit);
            }
        }
    }

    /** Single ones first, then what two of them share, then what all of them share. */
    private void paintChannels() {
        IntStream.range(1, 1 << CHANNELS).boxed().sorted(Comparator.comparing(Integer::bitCount))
                .forEach(channels -> fill(theme.overlap(channels), area(IntStream.range(0, CHANNELS)
                        .filter(channel -> (channels >> channel & 1) == 1)
                        .mapToObj(channel -> plot.curves().get(channel).heights())
                        .reduce((a, b) -> each(a, b, Math::min)).orElseThrow())));
    }

    private void paintCuts() {
        double base = top + TEXT * 0.75 * unit;
        String percent = plot.style() == Plot.Style.LINES ? " %" : "";
        if (axis.cuts(highest[0])) {
            text("↑ black " + CountScale.brief(highest[0]) + percent, x(1) + GAP * unit, base, Align.LEFT, theme.ink());
        }
        if (axis.cuts(highest[WHITE])) {
            text("↑ white " + CountScale.brief(highest[WHITE]) + percent, x(WHITE) - GAP * unit, base, Align.RIGHT,
                    theme.ink());
        }
    }

    private void paintTones() {
        for (int tone = 0; tone < Histogram.BINS; tone++) {
            fill(new Color(tone, tone, tone), new Rectangle2D.Double(Math.rint(x(tone)), bottom + 1,
                    Math.rint(x(tone + 1)) - Math.rint(x(tone)), Math.rint(STRIP * unit)));
        }
        line(theme.grid(), new Rectangle2D.Double(left + 0.5, bottom + 0.5, right - left - 1, Math.rint(STRIP * unit)),
                1);
        line(theme.faintInk(), new Line2D.Double(left, bottom + 0.5, right, bottom + 0.5), 1);
        double base = bottom + (STRIP + GAP + TEXT * 0.75) * unit;
        for (int tone : TONES) {
            text(Integer.toString(tone), x(tone + 0.5), base, Align.CENTRE, theme.faintInk());
        }
        double below = base + TEXT * 1.45 * unit;
        text("black", left, below, Align.LEFT, theme.faintInk());
        text("tone", (left + right) / 2, below, Align.CENTRE, theme.faintInk());
        text("white", right, below, Align.RIGHT, theme.faintInk());
    }

    private void paintLegend() {
        if (plot.style() == Plot.Style.LINES) {
            double x = right + MARGIN * unit;
            for (int i = 0; i < plot.curves().size(); i++) {
                legend(theme.lines().get(i), plot.curves().get(i).name(), x, top + (i + 1) * TEXT * 1.6 * unit);
            }
        } else if (plot.style() == Plot.Style.CHANNELS) {
            double x = right;
            for (int channel = CHANNELS - 1; channel >= 0; channel--) {
                var name = plot.curves().get(channel).name();
                x -= (SWATCH + GAP) * unit + widthOf(name);
                legend(theme.overlap(1 << channel), name, x, top - GAP * 1.2 * unit);
                x -= 2 * GAP * unit;
            }
        }
    }

    private void legend(Color colour, String name, double x, double base) {
        fill(colour, new Rectangle2D.Double(x, base - TEXT * 0.52 * unit, SWATCH * unit, TEXT * 0.32 * unit));
        text(name, x + (SWATCH + GAP) * unit, base, Align.LEFT, theme.ink());
    }

    private double legendWidth() {
        return plot.style() != Plot.Style.LINES
                ? 0
                : (MARGIN + SWATCH + GAP) * unit
                        + plot.curves().stream().mapToDouble(curve -> widthOf(curve.name())).max().orElse(0);
    }

    /** Steps from tone to tone, closed along the bottom. */
    private Shape area(double[] heights) {
        var steps = new Path2D.Double();
        steps.moveTo(left, bottom);
        for (int tone = 0; tone < heights.length; tone++) {
            steps.lineTo(x(tone), y(heights[tone]));
            steps.lineTo(x(tone + 1), y(heights[tone]));
        }
        steps.lineTo(right, bottom);
        steps.closePath();
        return steps;
    }

    /** From the middle of each tone to that of the next. */
    private Shape curve(double[] heights) {
        var curve = new Path2D.Double();
        curve.moveTo(x(0.5), y(heights[0]));
        for (int tone = 1; tone < heights.length; tone++) {
            curve.lineTo(x(tone + 0.5), y(heights[tone]));
        }
        return curve;
    }

    private double x(double tone) {
        return left + (right - left) * tone / Histogram.BINS;
    }

    private double y(double count) {
        return bottom - (bottom - top) * axis.place(count);
    }

    private static double[] each(double[] a, double[] b, DoubleBinaryOperator operator) {
        return IntStream.range(0, a.length).mapToDouble(i -> operator.applyAsDouble(a[i], b[i])).toArray();
    }

    private double widthOf(String text) {
        return Lettering.width(text, TEXT * unit);
    }

    private void text(String text, double x, double y, Align align, Color colour) {
        fill(colour, Lettering.outline(text, x - align.before * widthOf(text), y, TEXT * unit));
    }

    private void fill(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    private void line(Color colour, Shape shape, double thickness) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }
}
