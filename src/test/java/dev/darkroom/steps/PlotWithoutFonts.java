package dev.darkroom.steps;

import dev.darkroom.analysis.Plot;
import dev.darkroom.analysis.PlotTheme;
import java.util.Arrays;

/** Plots in a Java of its own, and prints a digest of the picture. */
final class PlotWithoutFonts {

    private PlotWithoutFonts() {
    }

    public static void main(String... args) {
        System.out.println("digest " + digest());
    }

    static int digest() {
        try (var set = Sets.of(Sets.histogram(3, 5, 200, 8), Sets.histogram(7, 12))) {
            return Arrays.hashCode(
                    new PlotStep().apply(set, 960, 600, Plot.Scale.LOG, PlotTheme.LIGHT).encode());
        }
    }
}
