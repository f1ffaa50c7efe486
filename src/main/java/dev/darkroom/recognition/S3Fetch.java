package dev.darkroom.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Gets an object of S3; its address is {@code s3:bucket/key}. */
final class S3Fetch implements Fetch {

    private final Supplier<S3Client> client;
    private final Duration timeout;

    /** @param timeout from the beginning to the last byte, further tries included */
    S3Fetch(Supplier<S3Client> client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public void fetch(String address, Path to, long most) throws IOException {
        var place = address.replaceFirst("^s3:/*", "");
        var slash = place.indexOf('/');
        if (slash < 1 || slash == place.length() - 1) {
            throw new IOException(address + " does not name a bucket and a key: s3:bucket/key");
        }
        var request = GetObjectRequest.builder().bucket(place.substring(0, slash)).key(place.substring(slash + 1))
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)).build();
        try {
            if (!client.get().getObject(request, saving(to, most))) {
                throw new IOException(address + " has more than " + most + " bytes");
            }
        } catch (ApiCallTimeoutException e) {
            throw new IOException(address + " did not come within " + timeout.toSeconds() + " seconds", e);
        } catch (SdkException e) {
            throw new IOException(address + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The timeout holds until this has ended, which answers whether the object has no more bytes than it may. */
    private static ResponseTransformer<GetObjectResponse, Boolean> saving(Path to, long most) {
        return (object, in) -> {
            if (object.contentLength() != null && object.contentLength() > most) {
                in.abort();
                return false;
            }
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            return true;
        };
    }
}
