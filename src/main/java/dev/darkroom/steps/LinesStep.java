package dev.darkroom.steps;

import boofcv.alg.filter.blur.BlurImageOps;
import boofcv.alg.filter.misc.AverageDownSampleOps;
import boofcv.factory.filter.derivative.FactoryDerivative;
import boofcv.struct.image.GrayS16;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photograph;
import georegression.geometry.UtilLine2D_F64;
import georegression.metric.ClosestPoint2D_F64;
import georegression.metric.Distance2D_F64;
import georegression.struct.line.LineParametric2D_F64;
import georegression.struct.line.LineSegment2D_F64;
import georegression.struct.point.Point2D_F64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Straight edges, from regions of pixels whose gradients point the same way ({@link LineSupport}); pieces that continue
 * each other are joined. A bar has two edges, one on each side. BoofCV's own line segments, of RANSAC in a grid, are some
 * pixels off and break where the grid does; its traces of Canny's edges break at the steps of slanting lines.
 *
 * <p>Photographs of more than {@value #PIXELS} pixels are searched in a reduction of that many, so that neither time nor
 * memory (about 100 MB) grow with them; ends are then right to a pixel of the reduction.
 */
public final class LinesStep {

    /**
     * @param width  of the photograph, in pixels
     * @param height of the photograph, in pixels
     * @param lines  the longest first
     */
    public record Lines(int width, int height, List<Line> lines) {
    }

    /**
     * From the end that is farther left (of a vertical line: higher up) to the other. 0 is the middle of the first
     * column, or row, of pixels.
     *
     * @param x1 of the one end, in pixels
     * @param y1 of the one end, in pixels
     * @param x2 of the other end, in pixels
     * @param y2 of the other end, in pixels
     */
    public record Line(double x1, double y1, double x2, double y2) {

        private double length() {
            return Math.hypot(x2 - x1, y2 - y1);
        }
    }

    private static final int PIXELS = 4_000_000;
    private static final int SMALLEST = 5;
    private static final int BLUR = 2;
    /** What Sobel's operator makes of a sharp edge of one grey level that has been blurred, as a rule. */
    private static final double STEEPNESS = 2.5;
    /** By how many pixels a piece may be beside the line that it continues. */
    private static final double BESIDE = 1.5;
    /** How wide a gap is that a line goes on behind: an edge that meets it blurs so much of it away. */
    private static final double GAP = 8;
    /** Joining compares all pairs: of so many times the lines wanted. */
    private static final int CANDIDATES = 8;

    /**
     * @param maximum  at least 1, how many lines there are at most
     * @param length   of the shortest line, in pixels
     * @param contrast above 0, by how many grey levels the sides of a line differ at least, about
     * @return a document that holds {@link Lines}
     */
    public Document apply(Photograph in, int maximum, int length, int contrast) {
        var grey = AverageDownSampleOps.downMaxPixels(in.luminance(), new GrayU8(1, 1), PIXELS);
        var scaleX = (double) in.width() / grey.width;
        var scaleY = (double) in.height() / grey.height;
        var pieces = pieces(grey, contrast).sorted(Comparator.comparingDouble(LineSegment2D_F64::getLength2).reversed())
                .limit((long) CANDIDATES * maximum).toList();
        return new Document(new Lines(in.width(), in.height(),
                joined(pieces).stream().map(segment -> line(segment, scaleX, scaleY))
                        .filter(line -> line.length() >= length)
                        .sorted(Comparator.comparing(Line::length).reversed().thenComparing(Line::y1)
                                .thenComparing(Line::x1))
                        .limit(maximum).toList()));
    }

    private static Stream<LineSegment2D_F64> pieces(GrayU8 grey, int contrast) {
        if (grey.width < SMALLEST || grey.height < SMALLEST) {
            return Stream.of();
        }
        var blurred = BlurImageOps.gaussian(grey, null, -1, BLUR, null);
        var derivativeX = new GrayS16(grey.width, grey.height);
        var derivativeY = new GrayS16(grey.width, grey.height);
        FactoryDerivative.sobel(GrayU8.class, GrayS16.class).process(blurred, derivativeX, derivativeY);
        return new LineSupport(derivativeX, derivativeY, contrast * STEEPNESS / 2).lines(contrast * STEEPNESS).stream();
    }

    /** @param pieces the longest first: the longer a piece is, the better it says where the line goes */
    private static List<LineSegment2D_F64> joined(List<LineSegment2D_F64> pieces) {
        var joined = new ArrayList<LineSegment2D_F64>();
        var left = new LinkedList<>(pieces);
        while (!left.isEmpty()) {
            var line = left.removeFirst();
            while (left.removeIf(piece -> extend(line, piece))) {
                // what was too far away before may continue it now
            }
            joined.add(line);
        }
        return joined;
    }

    /** Whether the piece continues the line, or is part of it; the line then ends where the outermost ends are. */
    private static boolean extend(LineSegment2D_F64 line, LineSegment2D_F64 piece) {
        var whole = UtilLine2D_F64.convert(line, (LineParametric2D_F64) null);
        var length = line.getLength();
        var start = ClosestPoint2D_F64.closestPointT(whole, piece.a) * length;
        var end = ClosestPoint2D_F64.closestPointT(whole, piece.b) * length;
        if (Math.max(start, end) < -GAP || Math.min(start, end) > length + GAP
                || Distance2D_F64.distance(whole, piece.a) > BESIDE
                || Distance2D_F64.distance(whole, piece.b) > BESIDE) {
            return false;
        }
        var ends = Stream.of(line.a, line.b, piece.a, piece.b).map(Point2D_F64::copy)
                .sorted(Comparator.comparingDouble(point -> ClosestPoint2D_F64.closestPointT(whole, point))).toList();
        line.setTo(ends.getFirst(), ends.getLast());
        return true;
    }

    private static Line line(LineSegment2D_F64 segment, double scaleX, double scaleY) {
        var forwards = segment.a.x < segment.b.x || segment.a.x == segment.b.x && segment.a.y <= segment.b.y;
        var first = forwards ? segment.a : segment.b;
        var second = forwards ? segment.b : segment.a;
        return new Line(whole(first.x, scaleX), whole(first.y, scaleY), whole(second.x, scaleX),
                whole(second.y, scaleY));
    }

    /** Where the middle of a pixel of the reduction is in the whole photograph. */
    private static double whole(double coordinate, double scale) {
        return (coordinate + 0.5) * scale - 0.5;
    }
}
