package dev.darkroom.frontend.batch;

import com.google.common.io.ByteStreams;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.fileupload.FileItemHeaders;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.RequestContext;

/**
 * The photographs of a form (multipart/form-data, RFC 7578), one after the other as they come in: the next one is read
 * when the one before has been dealt with, and at most one is on the disk. What the form says beside its files has to
 * stand before them.
 */
public final class Uploads implements Iterator<Part> {

    private static final UploadFiles FILES = new UploadFiles();
    private static final int FIELD_BYTES = 100_000;
    /** A name of 255 characters has room, whatever it is written in. */
    private static final int PART_HEADER_BYTES = 8_192;
    private static final int BUFFER_BYTES = 65_536;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final Map<String, String> fields = new HashMap<>();
    private final FileItemIterator items;
    private final int limit;
    private final long maxBytes;
    /** The file whose turn it is; null when nobody has looked for it yet, or there is none. */
    private FileItemStream next;
    private boolean ended;
    private int taken;
    private int fieldBytes;

    /**
     * Reads up to the first photograph.
     *
     * @param contentType with its boundary
     * @param limit       how many photographs a batch has at most: {@code darkroom.batch.images}
     * @param maxBytes    how many bytes a photograph has at most: {@code darkroom.limits.bytes}
     * @throws BadRequest when it is no such form, or a part has no name
     */
    Uploads(InputStream body, String contentType, int limit, long maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
        var form = new NamedParts();
        form.setHeaderEncoding(StandardCharsets.UTF_8.name());
        form.setPartHeaderSizeMax(PART_HEADER_BYTES);
        try {
            items = form.getItemIterator(new Form(body, contentType));
            look();
        } catch (FileUploadException | IOException e) {
            throw e.getCause() instanceof IOException lost && !(lost instanceof MalformedStreamException)
                    ? brokenOff(lost)
                    : new BadRequest("This is not multipart/form-data: " + e.getMessage());
        }
        if (ended && fields.isEmpty()) {
            throw new BadRequest(
                    "This is not multipart/form-data: there is nothing between the boundaries that its type names");
        }
    }

    /** What the form says beside its files, by name; of two of a name the last. */
    public Map<String, String> fields() {
        return fields;
    }

    /** How many photographs have come, those that were not taken included. */
    public int taken() {
        return taken;
    }

    /** @throws BadRequest when the request breaks off, or the next part has no name */
    @Override
    public boolean hasNext() {
        try {
            look();
        } catch (FileUploadException | IOException e) {
            throw brokenOff(e);
        }
        return next != null;
    }

    /**
     * The next photograph.
     *
     * @throws BadRequest when the request breaks off
     * @throws TooLarge   when these are more than a batch has
     */
    @Override
    public Part next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (taken == limit) {
            throw new TooLarge("A batch has at most " + limit + " images");
        }
        try {
            var part = save(next);
            taken++;
            next = null;
            return part;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private static BadRequest brokenOff(Exception reason) {
        return new BadRequest("The request broke off: " + reason.getMessage());
    }

    private Part save(FileItemStream item) throws IOException {
        var file = FILES.create();
        var complete = false;
        try (var in = item.openStream()) {
            var bytes = copy(ByteStreams.limit(in, maxBytes + 1), file);
            var refusal = bytes > maxBytes ? "It has more than " + maxBytes + " bytes" : null;
            var contentType = startsLikePng(file) ? "image/png" : "image/jpeg";
            var name = name(item);
            var part = new Part(taken + 1, Names.shown(name), Names.ofFile(name, contentType), contentType, bytes, file,
                    refusal);
            complete = true;
            return part;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * @return how many bytes there were
     * @throws IOException          when they cannot be read
     * @throws UncheckedIOException when they cannot be written, which is nothing that the client did
     */
    private static long copy(InputStream in, Path file) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (var out = Files.newOutputStream(file)) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                write(buffer, count, out);
                bytes += count;
            }
        }
        return bytes;
    }

    private static void write(byte[] buffer, int count, OutputStream out) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the client sent it, with whatever is in it. */
    private static String name(FileItemStream item) {
        try {
            return item.getName();
        } catch (InvalidFileNameException e) {
            return e.getName();
        }
    }

    private static boolean startsLikePng(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(PNG, in.readNBytes(PNG.length));
        }
    }

    /** Goes on to the next file that somebody chose; a form sends one without a name where nobody did. */
    private void look() throws FileUploadException, IOException {
        while (next == null && !ended) {
            if (!items.hasNext()) {
                ended = true;
                return;
            }
            var item = items.next();
            if (item.isFormField()) {
                readField(item);
            } else if (!name(item).isEmpty()) {
                next = item;
            }
        }
    }

    private void readField(FileItemStream item) throws IOException {
        var name = item.getFieldName();
        if (taken > 0) {
            throw new BadRequest("Send " + name + " before the photographs");
        }
        try (var in = item.openStream()) {
            var value = in.readNBytes(FIELD_BYTES + 1);
            fieldBytes += name.length() + value.length;
            if (fieldBytes > FIELD_BYTES) {
                throw new TooLarge("The fields of a form have at most " + FIELD_BYTES + " bytes together");
            }
            fields.put(name, new String(value, StandardCharsets.UTF_8));
        }
    }

    /**
     * The library passes by what has no name, without a word. RFC 7578 wants one for each part (4.2); for a file among
     * several in one part, which it knows no more (4.3), that is the name of the file.
     */
    private static final class NamedParts extends FileUpload {

        private int part;

        @Override
        protected String getFieldName(FileItemHeaders headers) {
            part++;
            var name = super.getFieldName(headers);
            if (name == null) {
                throw new BadRequest("Part " + part + " of the form has no name: its header begins with"
                        + " Content-Disposition: form-data; name=\"...\"");
            }
            return name;
        }

        @Override
        protected String getFileName(FileItemHeaders headers) {
            var name = super.getFileName(headers);
            if (name == null && super.getFieldName(headers) == null) {
                throw new BadRequest("A file in part " + part + " of the form has no filename");
            }
            return name;
        }
    }

    private record Form(InputStream body, String contentType) implements RequestContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
