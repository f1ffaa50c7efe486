package dev.darkroom.local;

import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells of every object created in one bucket, as the event notifications of S3 do; S3Proxy has none itself. */
final class NotifyingBlobStore extends ForwardingBlobStore {

    // S3Proxy keeps its own bookkeeping, such as unfinished multipart uploads, as objects of this name.
    private static final String BOOKKEEPING = ".s3proxy-";

    private final String bucket;
    private final Consumer<ObjectCreated> listener;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 16);

    NotifyingBlobStore(BlobStore store, String bucket, Consumer<ObjectCreated> listener) {
        super(store);
        this.bucket = bucket;
        this.listener = listener;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = super.putBlob(request, payload);
        created("ObjectCreated:Put", request.bucket(), request.key());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        created("ObjectCreated:Copy", request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        created("ObjectCreated:CompleteMultipartUpload", upload.containerName(), upload.blobName());
        return response;
    }

    // Size and eTag come from the stored object: a request knows neither of a chunked nor of a multipart upload.
    private void created(String event, String changedBucket, String key) {
        if (!bucket.equals(changedBucket) || key.startsWith(BOOKKEEPING)) {
            return;
        }
        HeadObjectResponse stored = blobMetadata(HeadObjectRequest.builder().bucket(changedBucket).key(key).build());
        listener.accept(new ObjectCreated(event, changedBucket, key, stored.contentLength(),
                stored.eTag().replace("\"", ""), sequence.incrementAndGet(), Instant.now()));
    }
}
