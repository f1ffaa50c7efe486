package dev.darkroom.clean;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in a bucket, in the form in which it is deleted; and what camel-aws2-s3 has no operation for. */
public final class BucketContents {

    private final S3Client s3;

    public BucketContents(S3Client s3) {
        this.s3 = s3;
    }

    /** The keys of a listing. */
    public List<String> keys(@Body List<S3Object> listed) {
        return listed.stream().map(S3Object::key).toList();
    }

    /** Whether the bucket keeps versions, or has kept them. */
    public boolean versioned(@Body GetBucketVersioningResponse versioning) {
        return versioning.status() != null;
    }

    /** The first thousand versions and delete markers of a bucket, as they are deleted; null when it has none. */
    public DeleteObjectsRequest versions(String bucket) {
        var page = s3.listObjectVersions(request -> request.bucket(bucket));
        var versions = Stream.concat(page.versions().stream().map(BucketContents::identifier),
                page.deleteMarkers().stream().map(BucketContents::identifier)).toList();
        return versions.isEmpty()
                ? null
                : DeleteObjectsRequest.builder().bucket(bucket).delete(delete -> delete.objects(versions)).build();
    }

    private static ObjectIdentifier identifier(ObjectVersion version) {
        return ObjectIdentifier.builder().key(version.key()).versionId(version.versionId()).build();
    }

    private static ObjectIdentifier identifier(DeleteMarkerEntry marker) {
        return ObjectIdentifier.builder().key(marker.key()).versionId(marker.versionId()).build();
    }

    /**
     * How many objects, or versions, were deleted.
     *
     * @throws IllegalStateException when S3 refused one of them: it would be listed again and again
     */
    public long deleted(@Body DeleteObjectsResponse answer) {
        if (answer.hasErrors()) {
            throw new IllegalStateException("S3 does not delete " + answer.errors().size() + " objects: "
                    + answer.errors().stream().map(S3Error::code).distinct().collect(Collectors.joining(", ")));
        }
        return answer.deleted().size();
    }

    /**
     * Gives up the uploads in parts that nobody has completed, which no listing shows.
     *
     * @return how many these were
     */
    public long abortUploads(String bucket) {
        var uploads = s3.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream().toList();
        uploads.forEach(upload -> s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        return uploads.size();
    }
}
