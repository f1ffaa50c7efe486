package dev.darkroom.recognition;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Gets a file by https. A redirection to http is not followed. */
final class HttpsFetch implements Fetch {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout from the beginning to the last byte */
    HttpsFetch(HttpClient.Builder client, Duration timeout) {
        this.client = client.followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(CONNECT).build();
        this.timeout = timeout;
    }

    @Override
    public void fetch(String address, Path to, long most) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(address)).build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofFile(to), most));
        try {
            var status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != 200) {
                throw new IOException(address + " answers " + status);
            }
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(address + " did not come within " + timeout.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(address, e.getCause(), most), e);
        }
    }

    private static URI uri(String address) throws IOException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException(address + " is no address", e);
        }
    }

    private static String reason(String address, Throwable cause, long most) {
        return switch (cause) {
            case ConnectException _ -> address + " cannot be reached";
            case SSLException e -> address + " does not prove who it is: " + e.getMessage();
            case null -> address + " cannot be read";
            default -> address + " cannot be read, or has more than " + most + " bytes: " + cause.getMessage();
        };
    }
}
