package dev.darkroom.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A form with files, as browsers send it (RFC 7578). */
final class Form {

    private static final String BOUNDARY = "----darkroom-boundary-of-a-test";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    Form field(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String name, byte[] content) {
        return part("name=\"images\"; filename=\"" + name + "\"", "Content-Type: image/jpeg\r\n", content);
    }

    private Form part(String disposition, String type, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n");
        parts.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(parts.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    /** Without its end. */
    byte[] brokenOff(int missing) {
        var sent = parts.toByteArray();
        return Arrays.copyOf(sent, sent.length - missing);
    }

    /** Sends it as a new batch. */
    Answer sendTo(Client client) {
        return client.sendBytes("POST", "/api/batches", bytes(), "Content-Type", TYPE);
    }

    /** Sends the beginning of a form, of which the rest is still to come. */
    static Socket begin(Client client, String frontEnd, byte[] beginning) throws IOException {
        var address = URI.create(frontEnd);
        var connection = new Socket(address.getHost(), address.getPort());
        connection.getOutputStream().write("""
                POST /api/batches HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: 10000000\r
                \r
                """.formatted(client.token(), TYPE).getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(beginning);
        connection.getOutputStream().flush();
        return connection;
    }
}
