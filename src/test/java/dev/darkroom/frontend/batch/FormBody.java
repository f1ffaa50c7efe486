package dev.darkroom.frontend.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A form with files, as a browser sends it, or nearly so. */
final class FormBody {

    static final String TYPE = "multipart/form-data; boundary=seam";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    FormBody field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(UTF_8));
    }

    FormBody file(String name, byte[] photograph) {
        return part("Content-Disposition: form-data; name=\"images\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream", photograph);
    }

    FormBody file(String name, String photograph) {
        return file(name, photograph.getBytes(UTF_8));
    }

    /** A part with these very lines as its header. */
    FormBody part(String header, byte[] content) {
        write("--seam\r\n" + header + "\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(UTF_8));
    }

    ByteArrayInputStream end() {
        write("--seam--\r\n");
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** What comes when the client goes some bytes before the end. */
    ByteArrayInputStream brokenOff(int missing) {
        write("--seam--\r\n");
        return new ByteArrayInputStream(Arrays.copyOf(bytes.toByteArray(), bytes.size() - missing));
    }
}
