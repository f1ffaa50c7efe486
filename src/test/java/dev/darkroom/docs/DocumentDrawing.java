package dev.darkroom.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Draws what a document is about, as far as its fields tell: colours ({@code hex}, {@code share}), photographs
 * ({@code image_id}), places in a photograph ({@code x} and {@code y}, also with {@code width} and {@code height};
 * {@code x1}, {@code y1}, {@code x2}, {@code y2}; arrays of points).
 */
final class DocumentDrawing {

    private static final Color MARK = new Color(0xff2bd6);
    private static final int TILE = 71;
    private static final int SPACE = 4;
    private static final double DOT = 3;
    /** Photographs that a row of an album holds: as many as a panel has room for. */
    private static final int COLUMNS = 4;

    private final JsonNode document;

    DocumentDrawing(JsonNode document) {
        this.document = document;
    }

    /** Nothing when there is nothing to be drawn. */
    Optional<BufferedImage> over(BufferedImage photograph) {
        var swatches = objects(document).stream().filter(each -> each.has("hex") && each.has("share")).toList();
        if (!swatches.isEmpty()) {
            return Optional.of(swatches(swatches, Canvas.fitted(photograph, Canvas.PANEL, Canvas.HEIGHT)));
        }
        var scale = Canvas.fit(photograph, Canvas.PANEL, Canvas.HEIGHT);
        List<Shape> shapes = new ArrayList<>();
        collect(document, scale, shapes);
        if (shapes.isEmpty()) {
            return Optional.empty();
        }
        var small = Canvas.scaled(photograph, scale);
        return Optional.of(Canvas.drawn(small.getWidth(), small.getHeight(), graphics -> {
            graphics.drawImage(small, 0, 0, null);
            shapes.forEach(shape -> mark(graphics, shape));
        }));
    }

    private static void mark(Graphics2D graphics, Shape shape) {
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
        graphics.setColor(MARK);
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** Beside one another, as wide as their shares are large. */
    private static BufferedImage swatches(List<JsonNode> swatches, BufferedImage size) {
        return Canvas.drawn(size.getWidth(), size.getHeight(), graphics -> {
            double top = 0;
            for (var swatch : swatches) {
                double height = swatch.get("share").asDouble() * size.getHeight();
                graphics.setColor(Color.decode(swatch.get("hex").asText()));
                graphics.fillRect(0, (int) Math.round(top), size.getWidth(), (int) Math.ceil(height + 1));
                top += height;
            }
        });
    }

    private static void collect(JsonNode node, double scale, List<Shape> shapes) {
        if (node.isObject()) {
            shape(node, scale).ifPresent(shapes::add);
        } else if (isOutline(node)) {
            shapes.add(outline(node, scale));
            return;
        }
        node.forEach(child -> collect(child, scale, shapes));
    }

    private static Optional<Shape> shape(JsonNode node, double scale) {
        if (node.has("x1") && node.has("y1") && node.has("x2") && node.has("y2")) {
            return Optional.of(new Line2D.Double(at(node, "x1", scale), at(node, "y1", scale), at(node, "x2", scale),
                    at(node, "y2", scale)));
        }
        if (!isPoint(node)) {
            return Optional.empty();
        }
        double x = at(node, "x", scale);
        double y = at(node, "y", scale);
        return Optional.of(node.has("width") && node.has("height")
                ? new Rectangle2D.Double(x, y, node.get("width").asDouble() * scale,
                        node.get("height").asDouble() * scale)
                : new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
    }

    private static double at(JsonNode node, String coordinate, double scale) {
        return (node.get(coordinate).asDouble() + 0.5) * scale;
    }

    private static boolean isPoint(JsonNode node) {
        return node.has("x") && node.has("y");
    }

    /** Points about which nothing else is said belong together. */
    private static boolean isOutline(JsonNode node) {
        return node.isArray() && node.size() > 1
                && StreamSupport.stream(node.spliterator(), false).allMatch(each -> isPoint(each) && each.size() == 2);
    }

    private static Shape outline(JsonNode points, double scale) {
        var outline = new Path2D.Double();
        outline.moveTo(at(points.get(0), "x", scale), at(points.get(0), "y", scale));
        IntStream.range(1, points.size())
                .forEach(i -> outline.lineTo(at(points.get(i), "x", scale), at(points.get(i), "y", scale)));
        if (points.size() > 2) {
            outline.closePath();
        }
        return outline;
    }

    private static List<JsonNode> objects(JsonNode node) {
        var objects = new ArrayList<JsonNode>();
        if (node.isObject()) {
            objects.add(node);
        }
        node.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }

    /** The photographs that the document names, each of its arrays a row; nothing when it names none. */
    Optional<BufferedImage> of(Album album) {
        List<List<Album.Print>> rows = new ArrayList<>();
        rows(document, album, rows);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Canvas.fitted(sheet(rows, null), Canvas.PANEL, Canvas.WIDTH));
    }

    private static void rows(JsonNode node, Album album, List<List<Album.Print>> rows) {
        var row = StreamSupport.stream(node.spliterator(), false).filter(each -> each.has("image_id"))
                .flatMap(each -> album.print(each.get("image_id").asLong()).stream()).toList();
        if (!row.isEmpty()) {
            rows.add(row);
        }
        node.forEach(child -> rows(child, album, rows));
    }

    /** All photographs of an album, the one with that id framed. */
    static BufferedImage sheet(Album album, String framed) {
        List<List<Album.Print>> rows = new ArrayList<>();
        for (int i = 0; i < album.prints().size(); i += COLUMNS) {
            rows.add(album.prints().subList(i, Math.min(i + COLUMNS, album.prints().size())));
        }
        return sheet(rows, framed);
    }

    private static BufferedImage sheet(List<List<Album.Print>> rows, String framed) {
        int columns = rows.stream().mapToInt(List::size).max().orElseThrow();
        return Canvas.drawn(columns * (TILE + SPACE) + SPACE, rows.size() * (TILE + SPACE) + SPACE, graphics -> {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    var print = rows.get(row).get(column);
                    tile(graphics, print, SPACE + column * (TILE + SPACE), SPACE + row * (TILE + SPACE),
                            Long.toString(print.imageId()).equals(framed));
                }
            }
        });
    }

    private static void tile(Graphics2D graphics, Album.Print print, int left, int top, boolean framed) {
        var small = Canvas.fitted(Canvas.of(print.photograph()), TILE, TILE);
        int x = left + (TILE - small.getWidth()) / 2;
        int y = top + (TILE - small.getHeight()) / 2;
        graphics.drawImage(small, x, y, null);
        if (framed) {
            mark(graphics, new Rectangle2D.Double(x, y, small.getWidth(), small.getHeight()));
        }
    }
}
