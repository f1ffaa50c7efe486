package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.ColourHistogram;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Plot;
import dev.darkroom.analysis.PlotTheme;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotStepTest extends StepTest {

    /** Of {@link PlotTheme#LIGHT}. */
    private static final int AREA = 0x7a756c;
    private static final int RED = 0xec7063;
    private static final int GREEN = 0x58be78;
    private static final int RED_AND_GREEN = 0xe2bf4e;
    private static final int ALL_THREE = 0xaeafb4;

    private static final PlotStep STEP = new PlotStep();

    @Override
    Photograph apply(Photograph in) {
        return linear(new HistogramStep().apply(in));
    }

    private static Photograph linear(Histogram histogram) {
        return STEP.apply(histogram, 960, 600, Plot.Scale.LINEAR, PlotTheme.LIGHT);
    }

    private static Photograph linear(QuerySet set) {
        return STEP.apply(set, 960, 600, Plot.Scale.LINEAR, PlotTheme.LIGHT);
    }

    @ParameterizedTest
    @CsvSource({"400, 300", "960, 600", "4000, 300", "400, 4000"})
    void isAPngInColourOfTheSizeAskedFor(int width, int height) {
        var made = STEP.apply(Sets.histogram(7, 12), width, height, Plot.Scale.LOG, PlotTheme.DARK);

        assertEquals(width, made.width());
        assertEquals(height, made.height());
        assertEquals(Format.PNG, made.format());
        assertEquals(0, Photographs.worstDifference(made, Photographs.read(made.encode())));
    }

    @Test
    void drawsEachToneAtItsPlaceAndCountsByTheirHeights() {
        var even = columns(linear(new Histogram(filled(100))));
        var made = columns(linear(Sets.histogram(0, 25, 64, 100, 192, 50, 255, 75)));

        int left = first(even);
        double toneWidth = (last(even) + 1 - left) / 256.0;
        int full = even[left];
        assertEquals(full, made[(int) (left + 64.5 * toneWidth)]);
        assertEquals(full / 2.0, made[(int) (left + 192.5 * toneWidth)], 1);
        assertEquals(full / 4.0, made[left], 1);
        assertEquals(full * 0.75, made[last(even)], 1);
        assertEquals(0, made[(int) (left + 128.5 * toneWidth)]);
    }

    @Test
    void drawsTenTimesAsManyOneDecadeHigherOnALogarithmicScale() {
        var made = columns(STEP.apply(Sets.histogram(0, 1, 100, 10, 200, 100, 255, 1000), 960, 600, Plot.Scale.LOG,
                PlotTheme.LIGHT));
        var heights = Arrays.stream(made).filter(height -> height > 0).distinct().sorted().toArray();

        assertEquals(4, heights.length);
        assertEquals(heights[2] - heights[1], heights[1] - heights[0], 1);
        assertEquals(heights[3] - heights[2], heights[1] - heights[0], 1);
    }

    @Test
    void cutsOffBlackThatWouldHideAllOthers() {
        var counts = filled(100);
        counts[0] = 1_000_000;

        var made = columns(linear(new Histogram(counts)));

        assertTrue(made[last(made)] > 300, () -> "tone 255 is " + made[last(made)] + " pixels high");
    }

    @Test
    void drawsAverages() {
        var histogram = Sets.histogram(0, 3, 100, 8, 255, 5);
        var average = new AverageHistogram(Arrays.stream(histogram.counts()).asDoubleStream().toArray());

        assertArrayEquals(columns(linear(histogram)),
                columns(STEP.apply(average, 960, 600, Plot.Scale.LINEAR, PlotTheme.LIGHT)));
    }

    @Test
    void mixesTheColoursWhereTheyOverlap() {
        var made = colours(STEP.apply(
                new ColourHistogram(Sets.histogram(10, 5, 20, 5, 30, 5), Sets.histogram(20, 5, 30, 5, 40, 5),
                        Sets.histogram(30, 5)),
                960, 600, Plot.Scale.LINEAR, PlotTheme.LIGHT));

        assertTrue(made.containsAll(Set.of(RED, GREEN, RED_AND_GREEN, ALL_THREE)));
    }

    @Test
    void drawsOnDarkPaperWhenToldTo() {
        var dark = STEP.apply(Sets.histogram(7, 12), 960, 600, Plot.Scale.LINEAR, PlotTheme.DARK);

        assertTrue(dark.luminance().get(0, 0) < 40);
        assertTrue(linear(Sets.histogram(7, 12)).luminance().get(0, 0) > 230);
    }

    @Nested
    class OfASet extends SetStepTest {

        @Override
        Photograph apply(QuerySet set) {
            return linear(set);
        }

        @Test
        void drawsTwelveCurvesInColoursOfTheirOwn() {
            try (var one = rising(1); var twelve = rising(12)) {
                var lone = colours(linear(one));
                var others = colours(linear(twelve));
                others.removeAll(lone);

                assertTrue(others.size() > 11);
            }
        }

        @Test
        void comparesTwelveAtMost() {
            try (var set = rising(13)) {
                assertEquals(
                        "A plot compares at most 12 histograms, and the query found 13: let it find fewer, for example"
                                + " with n=12",
                        assertThrows(IllegalArgumentException.class, () -> linear(set)).getMessage());
            }
        }

        @Test
        void comparesPhotographsOfAnySizeByTheirShares() {
            try (var small = Sets.of(Sets.histogram(3, 1, 9, 3));
                    var large = Sets.of(Sets.histogram(3, 1000, 9, 3000))) {
                assertArrayEquals(linear(small).encode(), linear(large).encode());
            }
        }

        @Test
        void tellsWhichPhotographEachCurveIsOf() {
            var histogram = Sets.histogram(3, 5);
            try (var one = Sets.of(Sets.member(1, histogram)); var other = Sets.of(Sets.member(4, histogram))) {
                assertFalse(Arrays.equals(linear(one).encode(), linear(other).encode()));
            }
        }

        private static QuerySet rising(int size) {
            return Sets.of(IntStream.rangeClosed(1, size)
                    .mapToObj(i -> new Histogram(LongStream.range(0, 256).map(tone -> 100 + i * tone).toArray()))
                    .toArray(Histogram[]::new));
        }
    }

    private static long[] filled(long count) {
        var counts = new long[Histogram.BINS];
        Arrays.fill(counts, count);
        return counts;
    }

    /** How many pixels of each column the area covers, also where the grid crosses it. */
    private static int[] columns(Photograph plot) {
        var heights = new int[plot.width()];
        for (int x = 0; x < plot.width(); x++) {
            int column = x;
            var rows = IntStream.range(0, plot.height()).filter(y -> rgb(plot, column, y) == AREA).toArray();
            heights[x] = rows.length == 0 ? 0 : rows[rows.length - 1] + 1 - rows[0];
        }
        return heights;
    }

    private static int first(int[] heights) {
        return IntStream.range(0, heights.length).filter(x -> heights[x] > 0).findFirst().orElseThrow();
    }

    private static int last(int[] heights) {
        return IntStream.range(0, heights.length).filter(x -> heights[x] > 0).max().orElseThrow();
    }

    private static Set<Integer> colours(Photograph plot) {
        return IntStream.range(0, plot.width() * plot.height())
                .mapToObj(i -> rgb(plot, i % plot.width(), i / plot.width())).collect(Collectors.toSet());
    }

    private static int rgb(Photograph plot, int x, int y) {
        var bands = plot.colour().bands;
        return bands[0].get(x, y) << 16 | bands[1].get(x, y) << 8 | bands[2].get(x, y);
    }
}
