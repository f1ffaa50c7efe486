package dev.darkroom.imaging;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the stored rows and columns lie in the upright picture: EXIF 3.0, tag 0x0112. The constants are in the order of
 * the tag's values 1…8 and are named by what makes the stored picture upright.
 */
enum Orientation {
    UPRIGHT,
    FLIP_HORIZONTAL,
    ROTATE_180,
    FLIP_VERTICAL,
    TRANSPOSE,
    ROTATE_CLOCKWISE,
    TRANSVERSE,
    ROTATE_COUNTERCLOCKWISE;

    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int TYPE_SHORT = 3;
    private static final int TYPE_LONG = 4;

    /**
     * Reads the one tag out of EXIF data, without following any of the offsets in it: hostile files make general EXIF
     * readers recurse and allocate.
     *
     * @param exif a TIFF structure, or null
     * @return {@link #UPRIGHT} if there is none that can be read
     */
    static Orientation of(byte[] exif) {
        if (exif == null) {
            return UPRIGHT;
        }
        try {
            ByteBuffer tiff = ByteBuffer.wrap(exif);
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tiff.position(tiff.getInt(4));
            int entries = Short.toUnsignedInt(tiff.getShort());
            for (int i = 0; i < entries; i++, tiff.position(tiff.position() + ENTRY_BYTES)) {
                if (tiff.getShort(tiff.position()) == TAG) {
                    return of(value(tiff));
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int value(ByteBuffer entry) {
        return switch (entry.getShort(entry.position() + 2)) {
            case TYPE_SHORT -> entry.getShort(entry.position() + 8);
            case TYPE_LONG -> entry.getInt(entry.position() + 8);
            default -> 0;
        };
    }

    private static Orientation of(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** The upright picture; {@code stored} itself may be changed and returned. */
    GrayU8 upright(GrayU8 stored) {
        return switch (this) {
            case UPRIGHT -> stored;
            case FLIP_HORIZONTAL -> {
                ImageMiscOps.flipHorizontal(stored);
                yield stored;
            }
            case FLIP_VERTICAL -> {
                ImageMiscOps.flipVertical(stored);
                yield stored;
            }
            case ROTATE_180 -> {
                ImageMiscOps.flipHorizontal(stored);
                ImageMiscOps.flipVertical(stored);
                yield stored;
            }
            case TRANSPOSE -> ImageMiscOps.transpose(stored, null);
            case ROTATE_CLOCKWISE -> ImageMiscOps.rotateCW(stored, null);
            case ROTATE_COUNTERCLOCKWISE -> ImageMiscOps.rotateCCW(stored, null);
            case TRANSVERSE -> {
                GrayU8 transposed = ImageMiscOps.transpose(stored, null);
                yield ROTATE_180.upright(transposed);
            }
        };
    }
}
