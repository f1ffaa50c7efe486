package dev.darkroom.frontend.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.Arrays;

/** A form with files of zeros that comes to be while it is read. */
final class Generated extends InputStream {

    private final long fileBytes;
    private byte[] text = new byte[0];
    private int position;
    private int filesLeft;
    private long zerosLeft;
    private boolean over;
    private long sent;

    Generated(int files, long fileBytes) {
        this.fileBytes = fileBytes;
        filesLeft = files;
    }

    /** How many bytes of files have been read. */
    long sent() {
        return sent;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == text.length && zerosLeft == 0 && !advance()) {
            return -1;
        }
        if (position < text.length) {
            var count = Math.min(length, text.length - position);
            System.arraycopy(text, position, target, offset, count);
            position += count;
            return count;
        }
        var count = (int) Math.min(length, zerosLeft);
        Arrays.fill(target, offset, offset + count, (byte) 0);
        zerosLeft -= count;
        sent += count;
        return count;
    }

    private boolean advance() {
        if (over) {
            return false;
        }
        position = 0;
        if (filesLeft > 0) {
            text = ("\r\n--seam\r\nContent-Disposition: form-data; name=\"images\"; filename=\"" + filesLeft
                    + ".jpg\"\r\n\r\n").getBytes(UTF_8);
            filesLeft--;
            zerosLeft = fileBytes;
        } else {
            text = "\r\n--seam--\r\n".getBytes(UTF_8);
            over = true;
        }
        return true;
    }
}
