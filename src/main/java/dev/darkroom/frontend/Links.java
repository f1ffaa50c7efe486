package dev.darkroom.frontend;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Presigned links, signed when they are handed out and for the address that clients use: to upload one original, and
 * to download originals and results.
 */
public final class Links {

    private final S3Presigner presigner;
    private final FileNames fileNames;
    private final String inputBucket;
    private final String outputBucket;
    private final Duration uploadLife;
    private final Duration downloadLife;

    public Links(S3Presigner presigner, FileNames fileNames, String inputBucket, String outputBucket,
            Duration uploadLife,
            Duration downloadLife) {
        this.presigner = presigner;
        this.fileNames = fileNames;
        this.inputBucket = inputBucket;
        this.outputBucket = outputBucket;
        this.uploadLife = uploadLife;
        this.downloadLife = downloadLife;
    }

    /** Adds to an image its {@code url}, or its {@code upload} while the original is not there. */
    public Map<String, Object> addTo(Map<String, Object> image) {
        return addTo(image, (String) image.get("status"));
    }

    private Map<String, Object> addTo(Map<String, Object> image, String status) {
        switch (status) {
            case "original stored" -> image.put("url", download(inputBucket, image));
            case "result stored" -> image.put("url", download(outputBucket, image));
            default -> image.put("upload", upload(image));
        }
        return image;
    }

    /** Adds to each image what {@link #addTo} adds to one. */
    public List<Map<String, Object>> addToAll(List<Map<String, Object>> images) {
        images.forEach(this::addTo);
        return images;
    }

    /** Adds to each result of a job its {@code url}. */
    public Map<String, Object> addToResults(Map<String, Object> job) {
        @SuppressWarnings("unchecked")
        var results = (List<Map<String, Object>>) job.get("results");
        link(results);
        return job;
    }

    /** Adds to an image the results that were made of it, each with its {@code url}. */
    public Map<String, Object> addResultsTo(@Body Map<String, Object> image,
            @Variable("results") List<Map<String, Object>> results) {
        link(results);
        image.put("results", results);
        return image;
    }

    /** Adds to each image of a batch its {@code url}, or its {@code upload} while the original is not there. */
    public Map<String, Object> addToBatch(Map<String, Object> batch) {
        @SuppressWarnings("unchecked")
        var images = (List<Map<String, Object>>) batch.get("images");
        images.stream().filter(image -> image.containsKey("image_status"))
                .forEach(image -> addTo(image, (String) image.get("image_status")));
        return batch;
    }

    private void link(List<Map<String, Object>> results) {
        results.forEach(result -> result.put("url", download(outputBucket, result)));
    }

    private Map<String, Object> upload(Map<String, Object> image) {
        var signed = presigner
                .presignPutObject(request -> request.signatureDuration(uploadLife).putObjectRequest(put -> {
                    put.bucket(inputBucket).key((String) image.get("s3_key"))
                            .contentType((String) image.get("content_type"))
                            // an original is never overwritten, not even by its owner
                            .ifNoneMatch("*");
                    if (image.get("byte_size") instanceof Number bytes) {
                        put.contentLength(bytes.longValue());
                    }
                    if (image.get("sha256") instanceof String sha256) {
                        put.checksumSHA256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
                    }
                }));
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        signed.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        // which the client's HTTP library sends by itself, and lets nobody set
        headers.remove("Host");
        return Map.of("method", "PUT", "url", signed.url().toString(), "headers", headers, "expires_at",
                signed.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private String download(String bucket, Map<String, Object> object) {
        var key = (String) object.get("s3_key");
        var contentType = (String) object.get("content_type");
        return presigner.presignGetObject(request -> request.signatureDuration(downloadLife)
                .getObjectRequest(get -> get.bucket(bucket).key(key).responseContentType(contentType)
                        .responseContentDisposition(FileNames.disposition(fileNames.of(key, contentType)))))
                .url().toString();
    }
}
