package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=clean/4-empty-buckets",
        mockEndpointsAndSkip = "aws2-s3:.*")
class EmptyBucketsRoutesTest extends RouteTest {

    private static final String INPUT_BUCKET = "aws2-s3:darkroom-input";
    private static final String OUTPUT_BUCKET = "aws2-s3:darkroom-output";
    private static final String BEACH = "images/12345/beach.jpg";
    private static final String DOG = "images/12346/dog.jpg";
    private static final GetBucketVersioningResponse UNVERSIONED = GetBucketVersioningResponse.builder().build();
    private static final GetBucketVersioningResponse VERSIONED = GetBucketVersioningResponse.builder()
            .status(BucketVersioningStatus.SUSPENDED).build();

    private Cleaning cleaning;
    private final Deque<ListObjectVersionsResponse> versions = new ArrayDeque<>();
    private final Deque<String> uploads = new ArrayDeque<>();

    @Override
    protected void replaceBeans() {
        replace("bucketContents", new BucketContents(new S3Client() {
            @Override
            public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
                return versions.pop();
            }

            @Override
            public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
                return ListMultipartUploadsResponse.builder().isTruncated(false).uploads(uploads.stream()
                        .map(id -> MultipartUpload.builder().key(BEACH).uploadId(id).build()).toList()).build();
            }

            @Override
            public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
                uploads.remove(request.uploadId());
                return AbortMultipartUploadResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // nothing is open
            }
        }));
    }

    @BeforeEach
    void nothingIsThere() {
        cleaning = new Cleaning();
        versions.clear();
        uploads.clear();
    }

    @Test
    void deletesPageByPageUntilBothAreEmpty() {
        var input = expect(INPUT_BUCKET, listed(BEACH), deleted(BEACH), listed(DOG), deleted(DOG), listed(),
                UNVERSIONED);
        expect(OUTPUT_BUCKET, listed(), UNVERSIONED);

        assertNull(empty());
        input.message(1).header("CamelAwsS3KeysToDelete").isEqualTo(List.of(BEACH));
        assertEquals(Map.of("input", 2L, "output", 0L), cleaning.outcome().get("objects"));
    }

    @Test
    void failsWhenS3RefusesToDelete() {
        expect(INPUT_BUCKET, listed(BEACH), DeleteObjectsResponse.builder()
                .errors(S3Error.builder().key(BEACH).code("AccessDenied").build()).build());

        assertEquals("S3 does not delete 1 objects: AccessDenied", empty().getMessage());
    }

    @Test
    void deletesTheVersionsOfABucketThatKeepsThem() {
        versions.add(ListObjectVersionsResponse.builder().versions(ObjectVersion.builder().key(BEACH).versionId("v1")
                .build()).build());
        versions.add(ListObjectVersionsResponse.builder().build());
        var input = expect(INPUT_BUCKET, listed(), VERSIONED, deleted(BEACH));
        expect(OUTPUT_BUCKET, listed(), UNVERSIONED);

        assertNull(empty());
        var request = input.getExchanges().get(2).getIn().getBody(DeleteObjectsRequest.class);
        assertEquals(List.of(ObjectIdentifier.builder().key(BEACH).versionId("v1").build()),
                request.delete().objects());
        assertEquals(Map.of("input", 1L, "output", 0L), cleaning.outcome().get("objects"));
    }

    @Test
    void givesUpUploadsThatNobodyCompleted() {
        uploads.add("upload-1");
        expect(INPUT_BUCKET, listed(), UNVERSIONED);
        expect(OUTPUT_BUCKET, listed(), UNVERSIONED);

        assertNull(empty());
        assertEquals(List.of(), List.copyOf(uploads));
        assertEquals(Map.of("input", 1L, "output", 0L), cleaning.outcome().get("objects"));
    }

    private Exception empty() {
        return to("direct:empty-buckets").withVariable("cleaning", cleaning).send().getException();
    }

    private static List<S3Object> listed(String... keys) {
        return Stream.of(keys).map(key -> S3Object.builder().key(key).build()).toList();
    }

    private static DeleteObjectsResponse deleted(String... keys) {
        return DeleteObjectsResponse.builder()
                .deleted(Stream.of(keys).map(key -> DeletedObject.builder().key(key).build()).toList()).build();
    }
}
