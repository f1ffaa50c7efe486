package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The event notifications of the input bucket, read with AWS's own library. */
class UploadEventsIT {

    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    private static LocalCloud cloud;
    private static CloudClients clients;

    @BeforeAll
    static void start() {
        cloud = LocalCloud.startTemporary();
        clients = new CloudClients(cloud);
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
    }

    @Test
    void sendsAnObjectCreatedEventForEveryUpload() {
        String eTag = put("darkroom-input", "images/1/beach.jpg");

        S3EventNotificationRecord event = nextEvent();

        assertEquals("ObjectCreated:Put", event.getEventName());
        assertEquals("aws:s3", event.getEventSource());
        assertEquals("darkroom-input", event.getS3().getBucket().getName());
        assertEquals("images/1/beach.jpg", event.getS3().getObject().getKey());
        assertEquals(5, event.getS3().getObject().getSizeAsLong());
        assertEquals(eTag.replace("\"", ""), event.getS3().getObject().getETag());
    }

    @Test
    void encodesKeysAsAwsDoes() {
        put("darkroom-input", "images/1/a b+ç\"&.jpg");

        S3EventNotificationRecord event = nextEvent();

        assertEquals("images/1/a+b%2B%C3%A7%22%26.jpg", event.getS3().getObject().getKey());
        assertEquals("images/1/a b+ç\"&.jpg", event.getS3().getObject().getUrlDecodedKey());
    }

    @Test
    void tellsOfAnUploadInParts() {
        String key = "images/1/large.jpg";
        String upload = clients.s3.createMultipartUpload(request -> request.bucket("darkroom-input").key(key))
                .uploadId();
        CompletedPart[] parts = {part(key, upload, 1, FIVE_MEGABYTES), part(key, upload, 2, 100)};
        clients.s3.completeMultipartUpload(request -> request.bucket("darkroom-input").key(key).uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));

        S3EventNotificationRecord event = nextEvent();

        assertEquals("ObjectCreated:CompleteMultipartUpload", event.getEventName());
        assertEquals(key, event.getS3().getObject().getKey());
        assertEquals(FIVE_MEGABYTES + 100L, event.getS3().getObject().getSizeAsLong());
    }

    @Test
    void tellsOfACopy() {
        put("darkroom-output", "result.jpg");
        clients.s3.copyObject(copy -> copy.sourceBucket("darkroom-output").sourceKey("result.jpg")
                .destinationBucket("darkroom-input").destinationKey("copy.jpg"));

        S3EventNotificationRecord event = nextEvent();

        assertEquals("ObjectCreated:Copy", event.getEventName());
        assertEquals("copy.jpg", event.getS3().getObject().getKey());
    }

    @Test
    void saysNothingOfTheOutputBucket() {
        put("darkroom-output", "result.jpg");
        put("darkroom-input", "original.jpg");

        assertEquals("original.jpg", nextEvent().getS3().getObject().getKey());
    }

    @Test
    void numbersTheEventsOfAKeyInTheirOrder() {
        put("darkroom-input", "twice.jpg");
        put("darkroom-input", "twice.jpg");

        String first = nextEvent().getS3().getObject().getSequencer();
        String second = nextEvent().getS3().getObject().getSequencer();

        assertTrue(first.compareTo(second) < 0, first + " is not before " + second);
    }

    @Test
    void sendsTheEventsOfAnOutageAfterIt() {
        cloud.sqs().stop();
        put("darkroom-input", "meanwhile.jpg");
        cloud.sqs().start();

        assertEquals("meanwhile.jpg", nextEvent().getS3().getObject().getKey());
    }

    private static String put(String bucket, String key) {
        return clients.s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("photo")).eTag();
    }

    private static CompletedPart part(String key, String upload, int number, int size) {
        var stored = clients.s3.uploadPart(
                part -> part.bucket("darkroom-input").key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(new byte[size]));
        return CompletedPart.builder().partNumber(number).eTag(stored.eTag())
                .checksumCRC32(stored.checksumCRC32()).build();
    }

    private static S3EventNotificationRecord nextEvent() {
        return S3EventNotification.fromJson(clients.nextMessage("darkroom.sqs.upload-events-url").body())
                .getRecords().getFirst();
    }
}
