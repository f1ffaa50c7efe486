package dev.darkroom.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HistogramDrawingTest {

    private static double[] counts(int... pairs) {
        var counts = new double[256];
        for (int i = 0; i < pairs.length; i += 2) {
            counts[pairs[i]] = pairs[i + 1];
        }
        return counts;
    }

    @Test
    void isXml() throws Exception {
        var svg = HistogramDrawing.draw(counts(0, 5000, 100, 20, 255, 9000));

        assertEquals("svg", DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg))).getDocumentElement().getTagName());
    }

    @Test
    void saysInWordsWhatItShows() {
        assertTrue(HistogramDrawing.draw(counts(100, 30, 200, 10)).contains("<title>Histogram of 40 pixels from black"
                + " (0) to white (255): most have tone 100, the mean is 125</title>"));
        assertTrue(HistogramDrawing.draw(counts()).contains("Histogram without pixels"));
    }

    @Test
    void cutsOffBlackAndWhiteThatWouldHideAllOthers() {
        var svg = HistogramDrawing.draw(counts(0, 397_300, 100, 46_000));

        assertTrue(svg.contains("↑ black 397.3 k"), svg);
        assertTrue(svg.contains(">60 k</text>"), svg);
        assertFalse(HistogramDrawing.draw(counts(0, 80_000, 100, 46_000)).contains("↑"));
    }

    @Test
    void drawsWhatStepsStore() {
        assertEquals(HistogramDrawing.draw(new double[]{1, 2, 3}),
                HistogramDrawing.draw(Npy.write(new long[]{1, 2, 3})));
        assertEquals(HistogramDrawing.draw(new double[]{1.5, 2}),
                HistogramDrawing.draw(Npy.write(new double[]{1.5, 2})));
        assertThrows(IllegalArgumentException.class, () -> HistogramDrawing.draw(new byte[]{1, 2, 3}));
    }
}
