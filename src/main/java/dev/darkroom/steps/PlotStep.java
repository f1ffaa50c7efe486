package dev.darkroom.steps;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.ColourHistogram;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Plot;
import dev.darkroom.analysis.PlotTheme;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Photograph;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * Histograms as pictures: axes, ticks, a title, and a legend where there are several curves. Of a linear scale that
 * black or white would fill, those two are cut off, and it is told how high they are. The same histogram gives the same
 * bytes. Takes 7 bytes for each pixel of the picture.
 */
public final class PlotStep {

    /**
     * @param width  of the picture, at least 400
     * @param height of the picture, at least 300
     * @return a PNG in colour
     */
    public Photograph apply(Histogram histogram, int width, int height, Plot.Scale scale, PlotTheme theme) {
        return Plot.of(histogram).draw(width, height, scale, theme);
    }

    /** As of a histogram. */
    public Photograph apply(AverageHistogram average, int width, int height, Plot.Scale scale,
            PlotTheme theme) {
        return Plot.of(average).draw(width, height, scale, theme);
    }

    /** Red, green and blue as areas that mix where they overlap. */
    public Photograph apply(ColourHistogram histogram, int width, int height, Plot.Scale scale,
            PlotTheme theme) {
        return Plot.of(histogram).draw(width, height, scale, theme);
    }

    /**
     * The histograms of a set as lines, named by the ids of their photographs, in shares of the pixels of each.
     *
     * @throws IllegalArgumentException when there are none or more than {@link Plot#MAX_CURVES}, or a member is no
     *                                  histogram
     */
    public Photograph apply(QuerySet set, int width, int height, Plot.Scale scale, PlotTheme theme) {
        Histograms.refuseEmpty(set);
        if (set.size() > Plot.MAX_CURVES) {
            throw new IllegalArgumentException(
                    "A plot compares at most " + Plot.MAX_CURVES + " histograms, and the query"
                            + " found " + set.size() + ": let it find fewer, for example with n=" + Plot.MAX_CURVES);
        }
        var names = new ArrayList<String>();
        var histograms = new ArrayList<Histogram>();
        var named = new HashMap<Long, Integer>();
        for (var member : set) {
            histograms.add(Histograms.read(member));
            int times = named.merge(member.imageId(), 1, Integer::sum);
            names.add("image " + member.imageId() + (times == 1 ? "" : " (" + times + ")"));
        }
        return Plot.comparing(names, histograms).draw(width, height, scale, theme);
    }
}
