package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads {@code .npy} files by the letter of their format, as {@code numpy.load} does. */
final class Numpy {

    private Numpy() {
    }

    static long[] counts(byte[] file) {
        assertEquals("\u0093NUMPY\u0001\u0000", new String(file, 0, 8, StandardCharsets.ISO_8859_1));
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(8);
        var header = new byte[bytes.getShort()];
        bytes.get(header);
        var description = new String(header, StandardCharsets.ISO_8859_1);
        assertTrue(description.contains("'descr': '<i8'"), description);
        assertTrue(description.contains("'shape': (256,)"), description);
        var counts = new long[256];
        bytes.asLongBuffer().get(counts);
        assertEquals(counts.length * Long.BYTES, bytes.remaining());
        return counts;
    }
}
