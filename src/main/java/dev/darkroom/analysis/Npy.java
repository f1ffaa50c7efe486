package dev.darkroom.analysis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's file format, version 1.0, for arrays of int64 ({@code <i8}) and float64 ({@code <f8}) with one or two
 * dimensions in C order. Writes what {@code numpy.save} writes, byte for byte.
 *
 * <p>Every reading method throws {@link IllegalArgumentException} with the reason for what it does not read.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
public final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREAMBLE = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final String INT64 = "<i8";
    private static final String FLOAT64 = "<f8";

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    private Npy() {
    }

    /** int64 of shape (n,). */
    public static byte[] write(long[] values) {
        ByteBuffer npy = header(INT64, values.length);
        npy.asLongBuffer().put(values);
        return npy.array();
    }

    /** float64 of shape (n,). */
    public static byte[] write(double[] values) {
        ByteBuffer npy = header(FLOAT64, values.length);
        npy.asDoubleBuffer().put(values);
        return npy.array();
    }

    /** int64 of shape (rows, columns); every row has the same length. */
    public static byte[] write(long[][] rows) {
        ByteBuffer npy = header(INT64, rows.length, columns(Arrays.stream(rows).mapToInt(row -> row.length).toArray()));
        var values = npy.asLongBuffer();
        for (long[] row : rows) {
            values.put(row);
        }
        return npy.array();
    }

    /** float64 of shape (rows, columns); every row has the same length. */
    public static byte[] write(double[][] rows) {
        ByteBuffer npy = header(FLOAT64, rows.length,
                columns(Arrays.stream(rows).mapToInt(row -> row.length).toArray()));
        var values = npy.asDoubleBuffer();
        for (double[] row : rows) {
            values.put(row);
        }
        return npy.array();
    }

    /** An int64 array of one dimension. */
    public static long[] readLongs(byte[] npy) {
        Content content = read(npy, INT64, 1);
        long[] values = new long[content.shape[0]];
        content.data.asLongBuffer().get(values);
        return values;
    }

    /** A float64 array of one dimension. */
    public static double[] readDoubles(byte[] npy) {
        Content content = read(npy, FLOAT64, 1);
        double[] values = new double[content.shape[0]];
        content.data.asDoubleBuffer().get(values);
        return values;
    }

    /** An int64 array of two dimensions, by rows. */
    public static long[][] readLongRows(byte[] npy) {
        Content content = read(npy, INT64, 2);
        long[][] rows = new long[content.shape[0]][content.shape[1]];
        var values = content.data.asLongBuffer();
        for (long[] row : rows) {
            values.get(row);
        }
        return rows;
    }

    /** A float64 array of two dimensions, by rows. */
    public static double[][] readDoubleRows(byte[] npy) {
        Content content = read(npy, FLOAT64, 2);
        double[][] rows = new double[content.shape[0]][content.shape[1]];
        var values = content.data.asDoubleBuffer();
        for (double[] row : rows) {
            values.get(row);
        }
        return rows;
    }

    private static int columns(int[] lengths) {
        if (Arrays.stream(lengths).distinct().count() > 1) {
            throw new IllegalArgumentException("Rows of different lengths do not make an array: "
                    + Arrays.toString(lengths));
        }
        return lengths.length == 0 ? 0 : lengths[0];
    }

    /** A buffer for the whole file, positioned at its data. */
    private static ByteBuffer header(String descr, int... shape) {
        String axes = shape.length == 1 ? shape[0] + "," : shape[0] + ", " + shape[1];
        String dict = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + axes + "), }";
        int dataStart = Math.ceilDiv(PREAMBLE + dict.length() + 1, ALIGNMENT) * ALIGNMENT;
        int count = Math.multiplyExact(shape[0], shape.length == 1 ? 1 : shape[1]);
        ByteBuffer npy = ByteBuffer.allocate(Math.addExact(dataStart, Math.multiplyExact(count, Long.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN);
        npy.put(MAGIC).putShort((short) (dataStart - PREAMBLE)).put(dict.getBytes(StandardCharsets.US_ASCII));
        while (npy.position() < dataStart - 1) {
            npy.put((byte) ' ');
        }
        return npy.put((byte) '\n');
    }

    private record Content(int[] shape, ByteBuffer data) {
    }

    private static Content read(byte[] npy, String descr, int dimensions) {
        ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        if (npy.length < PREAMBLE || !Arrays.equals(npy, 0, 6, MAGIC, 0, 6)) {
            throw new IllegalArgumentException("This is not a NumPy array: it does not start with \\x93NUMPY");
        }
        if (!Arrays.equals(npy, 6, 8, MAGIC, 6, 8)) {
            throw new IllegalArgumentException("NumPy format " + npy[6] + "." + npy[7] + " is not read, only 1.0");
        }
        int headerLength = Short.toUnsignedInt(buffer.position(MAGIC.length).getShort());
        if (headerLength > buffer.remaining()) {
            throw new IllegalArgumentException("The NumPy array ends inside its header");
        }
        String header = new String(npy, PREAMBLE, headerLength, StandardCharsets.ISO_8859_1);
        String type = find(DESCR, "descr", header);
        if (!type.equals(descr)) {
            throw new IllegalArgumentException("The NumPy array holds " + type + ", not " + descr);
        }
        int[] shape = shape(find(SHAPE, "shape", header));
        if (shape.length != dimensions || dimensions > 1 && shape[1] == 0) {
            throw new IllegalArgumentException("The NumPy array has shape " + Arrays.toString(shape) + ", not "
                    + (dimensions == 1 ? "one dimension" : "two dimensions with something in them"));
        }
        if (dimensions > 1 && find(FORTRAN_ORDER, "fortran_order", header).equals("True")) {
            throw new IllegalArgumentException("The NumPy array is in Fortran order; only C order is read");
        }
        buffer.position(PREAMBLE + headerLength);
        BigInteger expected = Arrays.stream(shape).mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.valueOf(Long.BYTES), BigInteger::multiply);
        if (!expected.equals(BigInteger.valueOf(buffer.remaining()))) {
            throw new IllegalArgumentException("A NumPy array of shape " + Arrays.toString(shape) + " has " + expected
                    + " bytes of data, this one has " + buffer.remaining());
        }
        return new Content(shape, buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static String find(Pattern pattern, String what, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("The NumPy header has no readable '" + what + "': " + header.strip());
        }
        return matcher.group(1);
    }

    private static int[] shape(String axes) {
        try {
            return Arrays.stream(axes.split(",")).map(String::strip).filter(axis -> !axis.isEmpty())
                    .mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The NumPy array has the unreadable shape (" + axes + ")", e);
        }
    }
}
