package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** What clients of Darkroom do with S3: they upload and fetch by presigned links. */
class LocalS3IT {

    private static final byte[] PHOTO = "a photograph".getBytes(StandardCharsets.UTF_8);

    private static LocalCloud cloud;
    private static CloudClients clients;
    private static HttpClient http;

    private final String key = "images/" + UUID.randomUUID() + ".jpg";

    @BeforeAll
    static void start() {
        cloud = LocalCloud.startTemporary();
        clients = new CloudClients(cloud);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        clients.close();
        cloud.close();
    }

    @Test
    void takesAPresignedUpload() throws Exception {
        HttpResponse<String> answer = upload(presigned(put -> {
        }), PHOTO, Map.of("Content-Type", "image/jpeg"));

        assertEquals(200, answer.statusCode(), answer.body());
        var stored = clients.s3.headObject(head -> head.bucket("darkroom-input").key(key));
        assertEquals(PHOTO.length, stored.contentLength());
        assertEquals("image/jpeg", stored.contentType());
    }

    @Test
    void refusesAnUploadOfAnotherContentTypeThanSigned() throws Exception {
        assertEquals(403, upload(presigned(put -> {
        }), PHOTO, Map.of("Content-Type", "text/html")).statusCode());
    }

    @Test
    void refusesAnUploadOfAnotherLengthThanSigned() throws Exception {
        PresignedPutObjectRequest link = presigned(put -> put.contentLength((long) PHOTO.length));
        byte[] longer = Arrays.copyOf(PHOTO, PHOTO.length + 1);

        assertEquals(403, upload(link, longer, Map.of("Content-Type", "image/jpeg")).statusCode());
        assertEquals(200, upload(link, PHOTO, Map.of("Content-Type", "image/jpeg")).statusCode());
    }

    @Test
    void refusesASecondPutToAnExistingKey() throws Exception {
        PresignedPutObjectRequest link = presigned(put -> put.ifNoneMatch("*"));
        Map<String, String> headers = Map.of("Content-Type", "image/jpeg", "If-None-Match", "*");

        assertEquals(200, upload(link, PHOTO, headers).statusCode());
        assertEquals(412, upload(link, "another".getBytes(StandardCharsets.UTF_8), headers).statusCode());
        assertEquals("a photograph",
                clients.s3.getObjectAsBytes(get -> get.bucket("darkroom-input").key(key)).asUtf8String());
    }

    @Test
    void refusesALinkThatWasChanged() throws Exception {
        URI changed = URI.create(presigned(put -> {
        }).url().toString().replace(".jpg", "-other.jpg"));
        HttpRequest request = HttpRequest.newBuilder(changed)
                .header("Content-Type", "image/jpeg").PUT(BodyPublishers.ofByteArray(PHOTO)).build();

        assertEquals(403, http.send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void takesAnUploadWhoseSignedChecksumIsRight() throws Exception {
        String sha256 = sha256(PHOTO);
        PresignedPutObjectRequest link = presigned(put -> put.checksumSHA256(sha256));

        assertEquals(200, upload(link, PHOTO,
                Map.of("Content-Type", "image/jpeg", "x-amz-checksum-sha256", sha256)).statusCode());
    }

    @Test
    void refusesAnUploadWhoseSignedChecksumIsWrong() throws Exception {
        String sha256 = sha256("something else".getBytes(StandardCharsets.UTF_8));
        PresignedPutObjectRequest link = presigned(put -> put.checksumSHA256(sha256));

        assertEquals(400, upload(link, PHOTO,
                Map.of("Content-Type", "image/jpeg", "x-amz-checksum-sha256", sha256)).statusCode());
    }

    @Test
    void givesAnObjectOutUnderTheNameAndTypeOfTheLink() throws Exception {
        upload(presigned(put -> {
        }), PHOTO, Map.of("Content-Type", "image/jpeg"));
        URI link = URI.create(clients.presigner.presignGetObject(presign -> presign
                .signatureDuration(Duration.ofMinutes(5))
                .getObjectRequest(get -> get.bucket("darkroom-input").key(key)
                        .responseContentDisposition("attachment; filename=\"beach.jpg\"")
                        .responseContentType("application/octet-stream")))
                .url().toString());

        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());

        assertEquals("a photograph", answer.body());
        assertEquals("attachment; filename=\"beach.jpg\"",
                answer.headers().firstValue("content-disposition").orElse(""));
        assertEquals("application/octet-stream", answer.headers().firstValue("content-type").orElse(""));
    }

    @Test
    void letsABrowserOnThisMachineUpload() throws Exception {
        HttpResponse<String> answer = preflight("http://localhost:8080");

        assertEquals(200, answer.statusCode());
        assertEquals("http://localhost:8080",
                answer.headers().firstValue("access-control-allow-origin").orElse(""));
        assertTrue(answer.headers().firstValue("access-control-allow-methods").orElse("").contains("PUT"));
    }

    @Test
    void keepsForeignPagesOut() throws Exception {
        assertEquals(403, preflight("https://elsewhere.example").statusCode());
    }

    @Test
    void showsABrowserTheETagOfItsUpload() throws Exception {
        HttpResponse<String> answer = upload(presigned(put -> {
        }), PHOTO,
                Map.of("Content-Type", "image/jpeg", "Origin", "http://127.0.0.1:8080"));

        assertTrue(answer.headers().firstValue("access-control-expose-headers").orElse("").contains("ETag"));
    }

    private PresignedPutObjectRequest presigned(Consumer<PutObjectRequest.Builder> more) {
        return clients.presigner.presignPutObject(presign -> presign
                .signatureDuration(Duration.ofMinutes(5))
                .putObjectRequest(put -> more.accept(
                        put.bucket("darkroom-input").key(key).contentType("image/jpeg"))));
    }

    private static HttpResponse<String> upload(
            PresignedPutObjectRequest link, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link.url().toString()))
                .PUT(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(presigned(put -> {
        }).url().toString()))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type, if-none-match, x-amz-checksum-sha256")
                .build(), BodyHandlers.ofString());
    }

    private static String sha256(byte[] content) throws Exception {
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
