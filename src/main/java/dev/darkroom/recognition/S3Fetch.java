package dev.darkroom.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Gets an object of S3; its address is {@code s3:bucket/key}. */
final class S3Fetch implements Fetch {

    private final Supplier<S3Client> client;

    S3Fetch(Supplier<S3Client> client) {
        this.client = client;
    }

    @Override
    public void fetch(String address, Path to, long most) throws IOException {
        var place = address.replaceFirst("^s3:/*", "");
        var slash = place.indexOf('/');
        if (slash < 1 || slash == place.length() - 1) {
            throw new IOException(address + " does not name a bucket and a key: s3:bucket/key");
        }
        try (var object = client.get().getObject(get -> get.bucket(place.substring(0, slash))
                .key(place.substring(slash + 1))); var out = Files.newOutputStream(to)) {
            if (object.response().contentLength() != null && object.response().contentLength() > most) {
                object.abort();
                throw new IOException(address + " has more than " + most + " bytes");
            }
            object.transferTo(out);
        } catch (SdkException e) {
            throw new IOException(address + " cannot be read: " + e.getMessage(), e);
        }
    }
}
