package dev.darkroom.steps;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;

/**
 * Turns a photograph counter-clockwise. By multiples of 90° pixels only move; by other angles they are interpolated
 * linearly between the four nearest, as {@code skimage.transform.rotate(…, order=1, clip=False, preserve_range=True)}
 * does, rounded to 8 bits; where a mean lies exactly between two samples, it may be the other one of them. (BoofCV's
 * distortion of 8-bit pictures cuts off where this rounds, and turns about a pixel where this turns about the middle
 * of the picture.)
 *
 * <p>The memory is that of the result; a canvas that grows to more than 250 megapixels is refused.
 */
public final class RotateStep {

    /** An original of 100 megapixels, turned by 45°, has 207. */
    private static final int MOST_MEGAPIXELS = 250;

    /** The size of the result. */
    public enum Canvas {
        /** As large as all of the photograph needs. */
        GROW,
        /** That of the photograph, whose corners are cut off. */
        KEEP
    }

    /** What is where the photograph is not. */
    public enum Background {
        WHITE(255),
        BLACK(0),
        /** The pixels at the edge, prolonged. */
        EDGE(-1);

        private final int sample;

        Background(int sample) {
            this.sample = sample;
        }

        private int at(GrayU8 in, int x, int y) {
            if (x >= 0 && y >= 0 && x < in.width && y < in.height) {
                return in.unsafe_get(x, y);
            }
            return this == EDGE
                    ? in.unsafe_get(Math.clamp(x, 0, in.width - 1), Math.clamp(y, 0, in.height - 1))
                    : sample;
        }
    }

    /**
     * Where the pixels of the result come from.
     *
     * @param size   of the result
     * @param left   column of the photograph, before it is turned, at which the result begins
     * @param top    likewise the row
     * @param cosine of the angle
     * @param sine   of the angle
     */
    private record Turn(Size size, double left, double top, double cosine, double sine) {

        static Turn of(Photograph in, double angle, Canvas canvas) {
            // of multiples of 90° exactly 0 and ±1
            var exact = angle % 90 == 0;
            var cosine = exact ? Math.rint(Math.cos(Math.toRadians(angle))) : Math.cos(Math.toRadians(angle));
            var sine = exact ? Math.rint(Math.sin(Math.toRadians(angle))) : Math.sin(Math.toRadians(angle));
            if (canvas == Canvas.KEEP) {
                return new Turn(Size.of(in), 0, 0, cosine, sine);
            }
            var last = new double[]{in.width() - 1, in.height() - 1};
            var columns = Math.abs(cosine) * last[0] + Math.abs(sine) * last[1];
            var rows = Math.abs(sine) * last[0] + Math.abs(cosine) * last[1];
            return new Turn(Size.of(columns + 1, rows + 1).atMost(MOST_MEGAPIXELS), (last[0] - columns) / 2,
                    (last[1] - rows) / 2, cosine,
                    sine);
        }

        GrayU8 of(GrayU8 in, Background background) {
            var out = new GrayU8(size.width(), size.height());
            var centreX = (in.width - 1) / 2.0;
            var centreY = (in.height - 1) / 2.0;
            var x = cosine * (left - centreX) - sine * (top - centreY) + centreX;
            var y = sine * (left - centreX) + cosine * (top - centreY) + centreY;
            for (int j = 0; j < out.height; j++) {
                for (int i = 0; i < out.width; i++) {
                    out.data[j * out.width + i] = sample(in, cosine * i - sine * j + x, sine * i + cosine * j + y,
                            background);
                }
            }
            return out;
        }

        private static byte sample(GrayU8 in, double x, double y, Background background) {
            var left = (int) Math.floor(x);
            var top = (int) Math.floor(y);
            var right = x - left;
            var bottom = y - top;
            var upper = (1 - right) * background.at(in, left, top) + right * background.at(in, left + 1, top);
            var lower = (1 - right) * background.at(in, left, top + 1) + right * background.at(in, left + 1, top + 1);
            return (byte) Math.rint((1 - bottom) * upper + bottom * lower);
        }
    }

    /**
     * @param angle degrees, counter-clockwise; below 0 clockwise
     * @return a photograph of the same format and colours
     * @throws IllegalArgumentException when the canvas would grow too large
     */
    public Photograph apply(Photograph in, double angle, Canvas canvas, Background background) {
        var quarters = Math.floorMod((long) (angle / 90), 4);
        if (angle % 90 == 0 && (quarters % 2 == 0 || canvas == Canvas.GROW || in.width() == in.height())) {
            return quarters == 0 ? in : Bands.map(in, band -> moved(band, quarters));
        }
        var turn = Turn.of(in, angle, canvas);
        return Bands.map(in, band -> turn.of(band, background));
    }

    private static GrayU8 moved(GrayU8 in, int quarters) {
        return switch (quarters) {
            case 1 -> ImageMiscOps.rotateCCW(in, null);
            case 3 -> ImageMiscOps.rotateCW(in, null);
            default -> {
                var out = in.clone();
                ImageMiscOps.flipHorizontal(out);
                ImageMiscOps.flipVertical(out);
                yield out;
            }
        };
    }
}
