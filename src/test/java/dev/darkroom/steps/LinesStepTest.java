package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.steps.LinesStep.Line;
import dev.darkroom.steps.LinesStep.Lines;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesStepTest extends StepTest {

    @Override
    Document apply(Photograph in) {
        return new LinesStep().apply(in, 200, 30, 30);
    }

    private static List<Line> lines(GrayU8 picture, int maximum, int length, int contrast) {
        return ((Lines) new LinesStep().apply(Photograph.grey(picture, Format.PNG, 0.9f), maximum, length, contrast)
                .content()).lines();
    }

    private static List<Line> lines(GrayU8 picture) {
        return lines(picture, 200, 30, 30);
    }

    /** Dark on light, with soft edges; 0 is the middle of the first pixel. */
    private static GrayU8 drawn(int width, int height, int grey, Shape... shapes) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Arrays.fill(pixels, (byte) 200);
        var graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setStroke(new BasicStroke(2));
        graphics.translate(0.5, 0.5);
        graphics.setColor(new Color(grey, grey, grey));
        for (var shape : shapes) {
            if (shape instanceof Line2D) {
                graphics.draw(shape);
            } else {
                graphics.fill(shape);
            }
        }
        var out = new GrayU8(width, height);
        System.arraycopy(pixels, 0, out.data, 0, pixels.length);
        return out;
    }

    private static Path2D polygon(double... coordinates) {
        var path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** From either end: what is upright by a hair leans to one side or the other. */
    private static boolean isFound(double[] truth, List<Line> found, double tolerance) {
        return found.stream().anyMatch(line -> Math.min(
                Math.max(Math.hypot(line.x1() - truth[0], line.y1() - truth[1]),
                        Math.hypot(line.x2() - truth[2], line.y2() - truth[3])),
                Math.max(Math.hypot(line.x1() - truth[2], line.y1() - truth[3]),
                        Math.hypot(line.x2() - truth[0], line.y2() - truth[1]))) <= tolerance);
    }

    @ParameterizedTest
    @CsvSource({"50, 60, 250, 60, 250, 200, 50, 200", "40, 150, 140, 20, 280, 90, 190, 260",
            "20, 20, 300, 40, 290, 270, 60, 240"})
    void findsTheSidesOfAPolygon(double x0, double y0, double x1, double y1, double x2, double y2, double x3,
            double y3) {
        double[] corners = {x0, y0, x1, y1, x2, y2, x3, y3};

        var found = lines(drawn(320, 290, 20, polygon(corners)));

        assertEquals(4, found.size(), found::toString);
        for (int i = 0; i < 8; i += 2) {
            double[] side = {corners[i], corners[i + 1], corners[(i + 2) % 8], corners[(i + 3) % 8]};
            assertTrue(isFound(side, found, 2.5), () -> Arrays.toString(side) + " is not in " + found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 22, 45, 67, 90, 113, 135, 158, 176})
    void findsABarAtAnyAngle(int degrees) {
        var dx = 100 * Math.cos(Math.toRadians(degrees));
        var dy = 100 * Math.sin(Math.toRadians(degrees));
        var bar = new Line2D.Double(150 - dx, 150 - dy, 150 + dx, 150 + dy);

        for (var line : lines(drawn(300, 300, 20, bar))) {
            assertTrue(bar.ptLineDist(line.x1(), line.y1()) <= 2.2, line::toString);
            assertTrue(bar.ptLineDist(line.x2(), line.y2()) <= 2.2, line::toString);
        }
        var longest = lines(drawn(300, 300, 20, bar)).getFirst();
        assertEquals(200, Math.hypot(longest.x2() - longest.x1(), longest.y2() - longest.y1()), 6);
    }

    @Test
    void joinsWhatACrossingBarHasCut() {
        var found = lines(drawn(400, 300, 20, polygon(0, 150, 400, 150, 400, 300, 0, 300),
                new Line2D.Double(200, 20, 200, 150)));

        assertTrue(isFound(new double[]{0, 150, 399, 150}, found, 5), found::toString);
    }

    @Test
    void findsNoStraightLinesInACircleOrInNoise() {
        var noise = new GrayU8(300, 300);
        ImageMiscOps.fillUniform(noise, new Random(1), 90, 110);

        assertEquals(List.of(), lines(drawn(300, 300, 20, new Ellipse2D.Double(80, 80, 140, 140)), 200,
                60, 30));
        assertEquals(List.of(), lines(noise));
    }

    @Test
    void leavesOutWhatIsShortOrFaint() {
        var square = drawn(200, 200, 170, polygon(50, 50, 120, 50, 120, 120, 50, 120));

        assertEquals(4, lines(square, 200, 60, 10).size());
        assertEquals(0, lines(square, 200, 60, 60).size());
        assertEquals(0, lines(square, 200, 80, 10).size());
    }

    @Test
    void putsTheLongestFirstAndNoMoreThanTheMaximum() {
        var bars = drawn(300, 300, 20, IntStream.range(0, 8).mapToObj(
                i -> polygon(20, 20 + 35 * i, 80 + 25 * i, 20 + 35 * i, 80 + 25 * i, 40 + 35 * i, 20, 40 + 35 * i))
                .toArray(Shape[]::new));

        var found = lines(bars, 5, 30, 30);

        assertEquals(5, found.size());
        assertEquals(found.stream().sorted(Comparator.comparingDouble(
                line -> -Math.hypot(line.x2() - line.x1(), line.y2() - line.y1()))).toList(), found);
        assertEquals(lines(bars, 200, 30, 30).subList(0, 5), found);
    }

    /** 9 million pixels: twice as many and more than are searched at once. */
    @Test
    void saysWhereLinesAreInALargePhotograph() {
        var found = lines(drawn(3600, 2500, 20, polygon(400, 300, 3200, 500, 3000, 2200, 300, 2000)), 200, 1000, 30);

        assertEquals(4, found.size(), found::toString);
        assertTrue(isFound(new double[]{400, 300, 3200, 500}, found, 7), found::toString);
        assertTrue(isFound(new double[]{300, 2000, 3000, 2200}, found, 7), found::toString);
        assertTrue(isFound(new double[]{300, 2000, 400, 300}, found, 7), found::toString);
        assertTrue(isFound(new double[]{3000, 2200, 3200, 500}, found, 7), found::toString);
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLargeThePhotographIs(Case example) {
        var in = example.photograph();
        var found = (Lines) apply(in).content();

        assertEquals(in.width(), found.width());
        assertEquals(in.height(), found.height());
    }
}
