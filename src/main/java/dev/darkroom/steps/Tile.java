package dev.darkroom.steps;

import boofcv.struct.image.GrayU8;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rectangle of a picture. Steps that need floating-point pictures on their way work tile by tile: what they need is
 * then bounded, however large the photograph is.
 *
 * @param x0 first column
 * @param y0 first row
 * @param x1 column after the last
 * @param y1 row after the last
 */
record Tile(int x0, int y0, int x1, int y1) {

    private static final int WIDTH = 1024;
    private static final int HEIGHT = 256;

    /** What the sample at a place of a tile shall be. */
    @FunctionalInterface
    interface Values {

        /**
         * @param x column, counted from the tile's first
         * @param y row, counted from the tile's first
         */
        double at(int x, int y);
    }

    /** Tiles of at most 1024 × 256 pixels that cover a picture, each pixel once. */
    static Stream<Tile> cover(GrayU8 picture) {
        var columns = Math.ceilDiv(picture.width, WIDTH);
        var rows = Math.ceilDiv(picture.height, HEIGHT);
        return IntStream.range(0, columns * rows).mapToObj(i -> {
            var x = i % columns * WIDTH;
            var y = i / columns * HEIGHT;
            return new Tile(x, y, Math.min(picture.width, x + WIDTH), Math.min(picture.height, y + HEIGHT));
        });
    }

    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    /** With a margin on all sides, as far as the picture has pixels there. */
    Tile grown(int margin, GrayU8 picture) {
        return new Tile(Math.max(0, x0 - margin), Math.max(0, y0 - margin), Math.min(picture.width, x1 + margin),
                Math.min(picture.height, y1 + margin));
    }

    /** The pixels of the tile and of a margin on all sides of it, as a picture. */
    GrayU8 cut(GrayU8 picture, int margin, Border border) {
        var out = new GrayU8(width() + 2 * margin, height() + 2 * margin);
        var columns = IntStream.range(x0 - margin, x1 + margin).map(x -> border.within(x, picture.width)).toArray();
        for (int y = 0, to = 0; y < out.height; y++) {
            var row = border.within(y0 - margin + y, picture.height) * picture.width;
            for (int column : columns) {
                out.data[to++] = picture.data[row + column];
            }
        }
        return out;
    }

    /** Sets the samples of the tile, rounded half to even and cut off to 0…255. */
    void fill(GrayU8 picture, Values values) {
        for (int y = 0; y < height(); y++) {
            var row = (y0 + y) * picture.width + x0;
            for (int x = 0; x < width(); x++) {
                picture.data[row + x] = (byte) Math.rint(Math.clamp(values.at(x, y), 0.0, 255.0));
            }
        }
    }
}
