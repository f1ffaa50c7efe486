package dev.darkroom.worker;

import dev.darkroom.imaging.Storable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ExchangeException;

/** What one step of a job made, on its way into the output bucket. */
public final class Result {

    /** Nobody waits longer for a result to be stored, whatever became of it; the job is then tried again. */
    private static final int MOST_MINUTES = 10;

    private final String step;
    private final String s3Key;
    private final String contentType;
    /** Not needed any more once it is stored; photographs are large. */
    private Storable what;
    private final CompletableFuture<Void> whenStored = new CompletableFuture<Void>().orTimeout(
            MOST_MINUTES, TimeUnit.MINUTES);
    private long byteSize;

    Result(String step, String s3Key, Storable what) {
        this.step = step;
        this.s3Key = s3Key;
        this.what = what;
        contentType = what.contentType();
    }

    /** Its bytes, in the form in which it is stored. */
    public byte[] encode() {
        var bytes = what.encode();
        byteSize = bytes.length;
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

    /** Known once it is encoded. */
    public long getByteSize() {
        return byteSize;
    }
}
