package dev.darkroom.analysis;

import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.HistogramStep;
import dev.darkroom.imaging.Resources;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays are exchanged with NumPy: the files under {@code npy} were written by {@code numpy.save}. */
class NpyTest {

    private static final long[][] INT64_2D = {{-3, -2, -1, 0}, {1, 2, 3, 4}, {5, 6, 7, 8}};
    private static final double[] FLOAT64_1D = {0.5, -1.25, Math.PI, 1e300, 0};
    private static final double[][] FLOAT64_2D = {{0, 1 / 7.0, 2 / 7.0}, {3 / 7.0, 4 / 7.0, 5 / 7.0}};

    @Test
    void writesWhatNumpySaves() {
        byte[] histogram = Resources.bytes("golden/histogram/o2_rgb.npy");

        assertArrayEquals(histogram, Npy.write(Npy.readLongs(histogram)));
        assertArrayEquals(Resources.bytes("npy/int64_2d.npy"), Npy.write(INT64_2D));
        assertArrayEquals(Resources.bytes("npy/float64_1d.npy"), Npy.write(FLOAT64_1D));
        assertArrayEquals(Resources.bytes("npy/float64_2d.npy"), Npy.write(FLOAT64_2D));
    }

    @Test
    void readsWhatNumpySaved() {
        assertArrayEquals(INT64_2D, Npy.readLongRows(Resources.bytes("npy/int64_2d.npy")));
        assertArrayEquals(FLOAT64_1D, Npy.readDoubles(Resources.bytes("npy/float64_1d.npy")));
        assertArrayEquals(FLOAT64_2D, Npy.readDoubleRows(Resources.bytes("npy/float64_2d.npy")));
        assertEquals(256, Npy.readDoubles(Resources.bytes("npy/median_counts.npy")).length);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '→',
            value = {
                    "npy/uint8.npy → The NumPy array holds |u1, not <i8",
                    "npy/float64_2d.npy → The NumPy array holds <f8, not <i8",
                    "npy/int64_2d.npy → The NumPy array has shape [3, 4], not one dimension",
                    "npy/three_dimensions.npy → The NumPy array has shape [2, 2, 2], not one dimension",
                    "npy/version2.npy → NumPy format 2.0 is not read, only 1.0",
                    "png/plain.png → This is not a NumPy array: it does not start with \\x93NUMPY",
            },
            maxCharsPerColumn = 200)
    void saysWhyAnArrayIsNotRead(String name, String reason) {
        assertEquals(reason, refusal(Resources.bytes(name)).getMessage());
    }

    @Test
    void fortranOrderIsNotMistakenForRows() {
        assertEquals("The NumPy array is in Fortran order; only C order is read",
                assertThrows(IllegalArgumentException.class,
                        () -> Npy.readLongRows(Resources.bytes("npy/fortran.npy"))).getMessage());
    }

    @Test
    void truncatedArraysAreRefusedAtAnyLength() {
        byte[] whole = Resources.bytes("golden/histogram/o2_rgb.npy");
        for (int length = 0; length < whole.length; length++) {
            assertTrue(refusal(Arrays.copyOf(whole, length)).getMessage().contains("NumPy"));
        }
        assertEquals("A NumPy array of shape [256] has 2048 bytes of data, this one has 2049",
                refusal(Arrays.copyOf(whole, whole.length + 1)).getMessage());
    }

    @Test
    void rowsOfDifferentLengthsAreNoArray() {
        assertThrows(IllegalArgumentException.class, () -> Npy.write(new long[][]{{1}, {1, 2}}));
    }

    @Test
    void aHistogramSurvivesBeingStored() {
        Histogram histogram = new HistogramStep().apply(Photographs.resource("png/plain.png"));

        assertEquals(histogram, Histogram.decode(histogram.encode()));
        assertEquals(67 * 49, Arrays.stream(histogram.counts()).sum());
    }

    @Test
    void aHistogramHas256CountsOfPixels() {
        assertThrows(IllegalArgumentException.class, () -> new Histogram(new long[255]));
        long[] negative = new long[256];
        negative[3] = -1;
        assertThrows(IllegalArgumentException.class, () -> new Histogram(negative));
    }

    private static IllegalArgumentException refusal(byte[] npy) {
        return assertThrows(IllegalArgumentException.class, () -> Npy.readLongs(npy));
    }
}
