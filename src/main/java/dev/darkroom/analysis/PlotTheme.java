package dev.darkroom.analysis;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/** The colours of a {@link Plot}. */
public enum PlotTheme {
    LIGHT(0xfbfaf7, 0x24221f, 0x6d6962, 0x1c24221f, 0x7a756c,
            new int[]{0xec7063, 0x58be78, 0xe2bf4e, 0x5d8ce6, 0xc478d6, 0x52bfca, 0xaeafb4},
            new int[]{0x1f77b4, 0xe0730d, 0x2a8f3c, 0xcf3034, 0x8459b8, 0x8a5a4c, 0xd55fae, 0x6b6b6b, 0x9c9a12,
                    0x109fb2,
                    0x1b2f6b, 0xb08a4e}),
    DARK(0x1b1a18, 0xf0ece4, 0xa29c92, 0x22f0ece4, 0x8b857a,
            new int[]{0xd64a45, 0x3faa5e, 0xd2ad42, 0x4a76e0, 0xb455be, 0x3fadb8, 0x989a9f},
            new int[]{0x5aa9e6, 0xff9f4a, 0x5fd077, 0xff6b6b, 0xb794f0, 0xc79a86, 0xf590cf, 0xb8b8b8, 0xd6d24a,
                    0x48d2e0,
                    0x8aa0ff, 0xe3c48f});

    private final Color paper;
    private final Color ink;
    private final Color faintInk;
    private final Color grid;
    private final Color area;
    private final List<Color> overlaps;
    private final List<Color> lines;

    /** @param overlaps of red, green, red and green, blue, red and blue, green and blue, all three */
    PlotTheme(int paper, int ink, int faintInk, int grid, int area, int[] overlaps, int[] lines) {
        this.paper = new Color(paper);
        this.ink = new Color(ink);
        this.faintInk = new Color(faintInk);
        this.grid = new Color(grid, true);
        this.area = new Color(area);
        this.overlaps = colours(overlaps);
        this.lines = colours(lines);
    }

    private static List<Color> colours(int... rgb) {
        return IntStream.of(rgb).mapToObj(Color::new).toList();
    }

    Color paper() {
        return paper;
    }

    Color ink() {
        return ink;
    }

    /** For what is looked at second. */
    Color faintInk() {
        return faintInk;
    }

    /** Transparent: the areas lie below it. */
    Color grid() {
        return grid;
    }

    /** Of a single curve. */
    Color area() {
        return area;
    }

    /** @param channels 1 for red, 2 for green, 4 for blue, and their sums for where they overlap */
    Color overlap(int channels) {
        return overlaps.get(channels - 1);
    }

    /** One for each curve that can be told from the others. */
    List<Color> lines() {
        return lines;
    }
}
