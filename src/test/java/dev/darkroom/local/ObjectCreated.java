package dev.darkroom.local;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One S3 event notification, in the form in which AWS sends it to a queue. */
record ObjectCreated(String eventName, String bucket, String key, long size, String eTag, long sequence, Instant time) {

    // AWS writes the key as a form field: a blank as "+", everything beyond ASCII in percent, slashes as they are.
    private String encodedKey() {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    String toJson() {
        return """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"%s","eventTime":"%s",\
            "eventName":"%s","userIdentity":{"principalId":"AWS:LOCAL"},\
            "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
            "responseElements":{"x-amz-request-id":"%016X","x-amz-id-2":"local"},\
            "s3":{"s3SchemaVersion":"1.0","configurationId":"upload-events",\
            "bucket":{"name":"%s","ownerIdentity":{"principalId":"LOCAL"},"arn":"arn:aws:s3:::%s"},\
            "object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"%016X"}}}]}"""
                .formatted(LocalAws.REGION.id(), time, eventName, sequence, bucket, bucket, encodedKey(), size, eTag,
                        sequence);
    }
}
