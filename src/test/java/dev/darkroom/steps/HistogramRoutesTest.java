package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.AverageHistogram;
import dev.darkroom.analysis.ColourHistogram;
import dev.darkroom.analysis.Document;
import dev.darkroom.analysis.Histogram;
import dev.darkroom.analysis.Neighbour;
import dev.darkroom.imaging.Photograph;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the steps that work on histograms, with parameters as a job has them. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=steps/*", mockEndpointsAndSkip = "direct:fetch-target")
class HistogramRoutesTest extends RouteTest {

    private static final Histogram HISTOGRAM = Sets.histogram(3, 5, 200, 8);

    enum Kind {
        HISTOGRAM(() -> HistogramRoutesTest.HISTOGRAM),
        AVERAGE_HISTOGRAM(() -> new AverageHistogram(new double[Histogram.BINS])),
        COLOUR_HISTOGRAM(() -> new ColourHistogram(HistogramRoutesTest.HISTOGRAM, HistogramRoutesTest.HISTOGRAM,
                HistogramRoutesTest.HISTOGRAM)),
        SET_OF_HISTOGRAMS(() -> Sets.of(HistogramRoutesTest.HISTOGRAM, HistogramRoutesTest.HISTOGRAM));

        private final Supplier<Object> body;

        Kind(Supplier<Object> body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsAPlotAsItIsToldOf(Kind kind) {
        var parameters = Map.of("WIDTH", 500, "HEIGHT", 400, "SCALE", "log", "THEME", "dark");

        var made = to("direct:step-plot").withVariable("parameters", parameters).withBody(kind.body.get())
                .request(Photograph.class);

        assertEquals(500, made.width());
        assertEquals(400, made.height());
    }

    @ParameterizedTest
    @ValueSource(strings = {"median", "mean"})
    void averagesASet(String step) {
        try (var set = Sets.of(HISTOGRAM, HISTOGRAM)) {
            var made = to("direct:step-" + step).withBody(set).request(AverageHistogram.class);

            assertEquals(8, made.counts()[200]);
        }
    }

    @Test
    void findsTheNearestToTheTargetThatWasFetched() {
        expect("direct:fetch-target");
        try (var set = Sets.of(HISTOGRAM, HISTOGRAM, HISTOGRAM)) {
            var made = to("direct:step-nearest-neighbor").withVariable("parameters", Map.of("K", 2))
                    .withVariable("target", Sets.member(1, HISTOGRAM)).withBody(set).request(Document.class);

            assertEquals(List.of(2L, 3L),
                    ((List<?>) made.content()).stream().map(found -> ((Neighbour) found).imageId()).toList());
        }
    }

    @Test
    void groupsASet() {
        try (var set = Sets.of(HISTOGRAM, HISTOGRAM)) {
            var made = to("direct:step-cluster").withVariable("parameters", Map.of("CLUSTERS", 5)).withBody(set)
                    .request(Document.class);

            assertEquals(1, ((ClusterStep.Clusters) made.content()).clusters().size());
        }
    }
}
