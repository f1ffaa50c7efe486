package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** From something of this machine that answers as S3 does, or breaks off, or never ends. */
@Timeout(60)
class S3FetchTest {

    private static final CountDownLatch END = new CountDownLatch(1);

    private static HttpServer server;
    private static S3Client client;

    @TempDir
    Path folder;
    private Path to;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models/model", call -> answer(call, 200, "model".length()));
        server.createContext("/models/none", call -> answer(call, 404, "model".length()));
        server.createContext("/models/never", _ -> awaitEnd());
        server.createContext("/models/slow", call -> {
            answer(call, 200, 1_000_000);
            awaitEnd();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = S3Client.builder().endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(ApacheHttpClient.builder()).build();
    }

    private static void answer(HttpExchange call, int status, long length) throws IOException {
        call.sendResponseHeaders(status, length);
        call.getResponseBody().write("model".getBytes());
        call.getResponseBody().flush();
    }

    private static void awaitEnd() {
        try {
            END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterAll
    static void stop() {
        END.countDown();
        client.close();
        server.stop(0);
    }

    @BeforeEach
    void makeRoom() throws IOException {
        to = Files.createFile(folder.resolve("fetched"));
    }

    @Test
    void fetchesAnObject() throws Exception {
        fetch("s3:models/model", 5, Duration.ofSeconds(50));

        assertEquals("model", Files.readString(to));
    }

    @Test
    void tellsWhatIsNotThere() {
        assertTrue(refusal("s3:models/none", 5, Duration.ofSeconds(50))
                .startsWith("s3:models/none cannot be read: "));
    }

    @Test
    void takesNoMoreThanItMay() {
        assertEquals("s3:models/model has more than 4 bytes",
                refusal("s3:models/model", 4, Duration.ofSeconds(50)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:models/never", "s3:models/slow"})
    void doesNotWaitForever(String address) {
        assertEquals(address + " did not come within 0 seconds",
                refusal(address, 1_000_000, Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:models", "s3:models/", "s3:/model"})
    void tellsWhatIsNoAddress(String address) {
        assertEquals(address + " does not name a bucket and a key: s3:bucket/key",
                refusal(address, 5, Duration.ofSeconds(50)));
    }

    private void fetch(String address, long most, Duration timeout) throws IOException {
        new S3Fetch(() -> client, timeout).fetch(address, to, most);
    }

    private String refusal(String address, long most, Duration timeout) {
        return assertThrows(IOException.class, () -> fetch(address, most, timeout)).getMessage();
    }
}
