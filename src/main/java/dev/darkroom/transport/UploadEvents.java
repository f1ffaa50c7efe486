package dev.darkroom.transport;

import java.util.List;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;

/** S3's notifications of created objects, in the JSON that AWS sends to SQS. */
public final class UploadEvents {

    /** An object that was created: its key, decoded, and its length in bytes. */
    public record Upload(String key, Long size) {
    }

    private final String inputBucket;

    /** @param inputBucket the bucket of originals; what is created elsewhere is of no interest */
    public UploadEvents(String inputBucket) {
        this.inputBucket = inputBucket;
    }

    /**
     * Reads a message of the queue.
     *
     * @return the originals that were created; none for the test event that S3 sends when the queue is configured
     * @throws UnreadableMessageException when the message is no event of S3
     */
    public List<Upload> read(String message) {
        try {
            var records = S3EventNotification.fromJson(message).getRecords();
            if (records == null) {
                return List.of();
            }
            return records.stream().filter(event -> event.getEventName().contains("ObjectCreated:"))
                    .filter(event -> event.getS3().getBucket().getName().equals(inputBucket))
                    .map(event -> event.getS3().getObject())
                    .map(object -> new Upload(object.getUrlDecodedKey(), object.getSizeAsLong())).toList();
        } catch (RuntimeException e) {
            // whatever is missing or of another form; the queue would deliver it for ever
            throw new UnreadableMessageException("This is no event of S3", e);
        }
    }
}
