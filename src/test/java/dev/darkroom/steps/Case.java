package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.PngMaker;
import dev.darkroom.imaging.Resources;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The photographs that every step has to cope with. */
enum Case {

    /** A cat, 451 × 300, JPEG, colour. */
    ORDINARY(() -> Resources.bytes("/photos/chelsea.jpg")),
    ONE_PIXEL(() -> gradient(1, 1)),
    ONE_ROW(() -> gradient(64, 1)),
    ONE_COLUMN(() -> gradient(1, 64)),
    /** 512 × 512, PNG. */
    GREY(() -> Resources.bytes("/imaging/golden/in/o3_gray8.png")),
    /** All of one grey. */
    EVEN(() -> PngMaker.grey(32, 24)),
    /** PNG with an alpha channel. */
    TRANSPARENT(() -> Resources.bytes("/imaging/golden/in/o4_rgba.png")),
    /** PNG of 48 × 32 with 16 bits a sample. */
    SIXTEEN_BIT(() -> new PngMaker(48, 32, 16, 2)
            .samples(IntStream.range(0, 48 * 32 * 3).map(i -> i * 7919 % 65536).toArray()).end()),
    ORIENTED_1(() -> oriented(1)),
    ORIENTED_2(() -> oriented(2)),
    ORIENTED_3(() -> oriented(3)),
    ORIENTED_4(() -> oriented(4)),
    ORIENTED_5(() -> oriented(5)),
    ORIENTED_6(() -> oriented(6)),
    ORIENTED_7(() -> oriented(7)),
    ORIENTED_8(() -> oriented(8)),
    VERY_WIDE(() -> gradient(6000, 3));

    private static final int COLOUR = 2;
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    private final Supplier<byte[]> file;

    Case(Supplier<byte[]> file) {
        this.file = file;
    }

    /** As a worker reads it: decoded and upright. */
    Photograph photograph() {
        return Photographs.read(file.get());
    }

    private static byte[] gradient(int width, int height) {
        return new PngMaker(width, height, 8, COLOUR).samples(IntStream.range(0, width * height)
                .flatMap(i -> colour(i % width, i / width)).toArray()).end();
    }

    /** A picture of no symmetry. */
    private static IntStream colour(int x, int y) {
        return IntStream.of((x * 5 + y) % 256, (y * 7 + x * x / 9) % 256, x * y % 256);
    }

    /** The same picture, stored so that this EXIF orientation makes it upright. */
    private static byte[] oriented(int orientation) {
        var turned = orientation > 4;
        var columns = turned ? HEIGHT : WIDTH;
        var rows = turned ? WIDTH : HEIGHT;
        var samples = IntStream.range(0, columns * rows).flatMap(i -> {
            var x = turned ? i / columns : i % columns;
            var y = turned ? i % columns : i / columns;
            return switch (orientation) {
                case 1, 5 -> colour(x, y);
                case 2, 6 -> colour(WIDTH - 1 - x, y);
                case 3, 7 -> colour(WIDTH - 1 - x, HEIGHT - 1 - y);
                default -> colour(x, HEIGHT - 1 - y);
            };
        }).toArray();
        return new PngMaker(columns, rows, 8, COLOUR).chunk("eXIf", exif(orientation)).samples(samples).end();
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26).put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8)
                .putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1)
                .putShort((short) orientation).array();
    }
}
