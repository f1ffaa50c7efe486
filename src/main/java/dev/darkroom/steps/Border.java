package dev.darkroom.steps;

/** Which pixel stands for one beyond the border, by the names that {@code scipy.ndimage} has for it. */
enum Border {

    /** a a a | a b c d | d d d */
    NEAREST {
        @Override
        int within(int index, int length) {
            return Math.clamp(index, 0, length - 1);
        }
    },
    /** c b a | a b c d | d c b, as often as it takes */
    REFLECT {
        @Override
        int within(int index, int length) {
            var turned = Math.floorMod(index, 2 * length);
            return turned < length ? turned : 2 * length - 1 - turned;
        }
    },
    /** d c b | a b c d | c b a, as often as it takes; {@code numpy.pad} calls it reflect */
    MIRROR {
        @Override
        int within(int index, int length) {
            var turned = Math.floorMod(index, Math.max(1, 2 * length - 2));
            return turned < length ? turned : 2 * length - 2 - turned;
        }
    };

    /**
     * @param index  any
     * @param length of the row or column, at least 1
     * @return 0 … length − 1; the index itself if it is one of them
     */
    abstract int within(int index, int length);
}
