package dev.darkroom.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Storable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ExchangeException;

/** What one step of a job made, on its way into the output bucket. */
public final class Result {

    /** Nobody waits longer for a result to be stored, whatever became of it; the job is then tried again. */
    private static final int MOST_MINUTES = 10;
    /** NUL, which JSON may have and the front end's database does not take. */
    private static final String NUL = "\\u0000";

    private final String step;
    private final String s3Key;
    private final String contentType;
    /** Not needed any more once it is stored; photographs are large. */
    private Storable what;
    private final CompletableFuture<Void> whenStored = new CompletableFuture<Void>().orTimeout(
            MOST_MINUTES, TimeUnit.MINUTES);
    private final long mostDocumentBytes;
    private long byteSize;
    private JsonNode document;

    /** @param mostDocumentBytes up to which a document is small */
    Result(String step, String s3Key, Storable what, long mostDocumentBytes) {
        this.step = step;
        this.s3Key = s3Key;
        this.what = what;
        this.mostDocumentBytes = mostDocumentBytes;
        contentType = what.contentType();
    }

    /** Its bytes, in the form in which it is stored. */
    public byte[] encode() {
        var bytes = what.encode();
        byteSize = bytes.length;
        if (what instanceof Document found && byteSize <= mostDocumentBytes
                && !new String(bytes, StandardCharsets.UTF_8).contains(NUL)) {
            document = found.json();
        }
        return bytes;
    }

    /** It is in the bucket. */
    public void stored() {
        what = null;
        whenStored.complete(null);
    }

    /** It could not be stored. */
    public void failed(@ExchangeException Throwable reason) {
        what = null;
        whenStored.completeExceptionally(reason);
    }

    CompletableFuture<Void> whenStored() {
        return whenStored;
    }

    public String getStep() {
        return step;
    }

    public String getS3Key() {
        return s3Key;
    }

    public String getContentType() {
        return contentType;
    }

    /** What it says, if it is a small document; known once it is encoded. */
    JsonNode document() {
        return document;
    }

    /** Known once it is encoded. */
    public long getByteSize() {
        return byteSize;
    }
}
