package dev.darkroom.analysis;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Histograms as a picture for people: tones from black to white along the bottom, how many pixels have each of them
 * upwards. No font of the machine is used, so that the same plot is the same picture everywhere.
 *
 * @param title    what is shown
 * @param subtitle more about it
 * @param unit     of the heights: "pixels", "% of pixels"
 * @param style    how the curves are drawn
 * @param curves   256 heights each; one, or red, green and blue, or as many as {@link #MAX_CURVES}
 */
public record Plot(String title, String subtitle, String unit, Style style, List<Curve> curves) {

    /** More of them nobody can tell apart. */
    public static final int MAX_CURVES = 12;

    private static final float JPEG_QUALITY = 0.9f;

    /** How curves are drawn. */
    public enum Style {
        /** One, filled. */
        AREA,
        /** Red, green and blue, filled, in the colours that they mix to where they overlap. */
        CHANNELS,
        /** Many, as lines of different colours. */
        LINES
    }

    /** How heights grow with counts. */
    public enum Scale {
        LINEAR,
        /** By their logarithm; nothing is cut off, and counts of 0 have no height. */
        LOG
    }

    /**
     * One of the curves.
     *
     * @param name    as the legend tells it
     * @param heights of the tones 0…255
     */
    public record Curve(String name, double[] heights) {
    }

    /** The tones of one photograph. */
    public static Plot of(Histogram histogram) {
        var heights = heights(histogram);
        return new Plot("Histogram", pixels(sum(heights)) + tones(heights), "pixels", Style.AREA,
                List.of(new Curve("tones", heights)));
    }

    /** What is usual among photographs. */
    public static Plot of(AverageHistogram average) {
        var heights = average.counts();
        return new Plot("Average histogram", pixels(sum(heights)) + tones(heights), "pixels", Style.AREA,
                List.of(new Curve("tones", heights)));
    }

    /** Red, green and blue of one photograph. */
    public static Plot of(ColourHistogram histogram) {
        var curves = List.of(new Curve("red", heights(histogram.red())),
                new Curve("green", heights(histogram.green())), new Curve("blue", heights(histogram.blue())));
        return new Plot("Colour histogram",
                pixels(sum(curves.getFirst().heights())) + String.format(Locale.ROOT,
                        "  ·  mean red %.0f, green %.0f, blue %.0f",
                        curves.stream().map(curve -> mean(curve.heights())).toArray()),
                "pixels", Style.CHANNELS, curves);
    }

    /**
     * Several photographs, of any sizes: what is compared is the share of the pixels that have each tone.
     *
     * @param names      one for each histogram
     * @param histograms at most {@link #MAX_CURVES}
     */
    public static Plot comparing(List<String> names, List<Histogram> histograms) {
        if (histograms.size() > MAX_CURVES) {
            throw new IllegalArgumentException("A plot compares at most " + MAX_CURVES + " histograms");
        }
        var curves = IntStream.range(0, names.size())
                .mapToObj(i -> new Curve(names.get(i), percentages(histograms.get(i)))).toList();
        return new Plot(curves.size() == 1 ? "Histogram" : curves.size() + " histograms compared",
                "share of each photograph's pixels that have a tone", "% of pixels", Style.LINES, curves);
    }

    /**
     * The picture. Memory: 7 bytes for each of its pixels.
     *
     * @param width  in pixels, at least 400
     * @param height in pixels, at least 300
     * @return a colour picture that is stored as PNG
     */
    public Photograph draw(int width, int height, Scale scale, PlotTheme theme) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            new PlotPainter(this, graphics, width, height, scale, theme).paint();
        } finally {
            graphics.dispose();
        }
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        var colour = new Planar<>(GrayU8.class, width, height, 3);
        for (int i = 0; i < pixels.length; i++) {
            colour.bands[0].data[i] = (byte) (pixels[i] >> 16);
            colour.bands[1].data[i] = (byte) (pixels[i] >> 8);
            colour.bands[2].data[i] = (byte) pixels[i];
        }
        return Photograph.colour(colour, Format.PNG, JPEG_QUALITY, null);
    }

    private static double[] heights(Histogram histogram) {
        return Arrays.stream(histogram.counts()).asDoubleStream().toArray();
    }

    private static double[] percentages(Histogram histogram) {
        return Arrays.stream(histogram.shares()).map(share -> 100 * share).toArray();
    }

    private static String pixels(double total) {
        return String.format(Locale.ROOT, "%,.0f pixels", total);
    }

    private static String tones(double[] counts) {
        if (sum(counts) == 0) {
            return "";
        }
        int mode = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
        return String.format(Locale.ROOT, "  ·  mean tone %.0f  ·  most frequent tone %d", mean(counts), mode);
    }

    private static double mean(double[] counts) {
        double total = sum(counts);
        return total == 0
                ? 0
                : IntStream.range(0, counts.length).mapToDouble(tone -> tone * counts[tone]).sum() / total;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
