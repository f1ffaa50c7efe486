package dev.darkroom.analysis;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Text as outlines, of the LiberationSans that PDFBox brings. {@code java.awt.Font} needs fontconfig and fonts, which a
 * server may not have, and draws with whatever fonts it finds; these outlines are the same everywhere.
 */
final class Lettering {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String CHARACTERS = IntStream.rangeClosed(' ', '~').mapToObj(Character::toString)
            .collect(Collectors.joining()) + "·–↑";
    private static final Map<Character, Glyph> GLYPHS = read();

    /** For letters of size 1; y goes downwards from the line they stand on. */
    private record Glyph(Shape outline, double advance) {
    }

    private Lettering() {
    }

    /**
     * The outlines of a text.
     *
     * @param text  of printable ASCII characters, "·", "–" and "↑"
     * @param x     where it starts
     * @param y     the line it stands on
     * @param size  of the letters, in pixels
     */
    static Shape outline(String text, double x, double y, double size) {
        var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale(size, size);
        for (char character : text.toCharArray()) {
            var glyph = GLYPHS.get(character);
            outline.append(place.createTransformedShape(glyph.outline), false);
            place.translate(glyph.advance, 0);
        }
        return outline;
    }

    /** How wide a text is. */
    static double width(String text, double size) {
        return size * text.chars().mapToDouble(character -> GLYPHS.get((char) character).advance).sum();
    }

    private static Map<Character, Glyph> read() {
        try (var resource = PDDocument.class.getResourceAsStream(FONT);
                var font = new TTFParser().parse(new RandomAccessReadBuffer(resource))) {
            return CHARACTERS.chars().mapToObj(character -> (char) character)
                    .collect(Collectors.toMap(Function.identity(), character -> glyph(font, character)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Glyph glyph(TrueTypeFont font, char character) {
        try {
            int id = font.getUnicodeCmapLookup().getGlyphId(character);
            double unit = 1.0 / font.getUnitsPerEm();
            var glyph = font.getGlyph().getGlyph(id);
            var outline = glyph == null ? new Path2D.Double() : glyph.getPath();
            return new Glyph(AffineTransform.getScaleInstance(unit, -unit).createTransformedShape(outline),
                    font.getAdvanceWidth(id) * unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
