package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a server of this machine, whose certificate only this test trusts. */
class HttpsFetchTest {

    private static final String PASSWORD = "for this test";
    private static final CountDownLatch END = new CountDownLatch(1);

    @TempDir
    static Path keys;

    private static HttpsServer server;
    private static HttpServer plain;
    private static SSLContext tls;

    @TempDir
    Path folder;
    private Path to;

    @BeforeAll
    static void start() throws Exception {
        tls = tls();
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(here, 0);
        plain.createContext("/", call -> answer(call, 200, "model"));
        plain.start();
        server = HttpsServer.create(here, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/model", call -> answer(call, 200, "model"));
        server.createContext("/none", call -> answer(call, 404, "none"));
        server.createContext("/moved", call -> {
            call.getResponseHeaders().set("Location", "/model");
            answer(call, 302, "moved");
        });
        server.createContext("/unsafe", call -> {
            call.getResponseHeaders().set("Location", "http://localhost:" + plain.getAddress().getPort() + "/model");
            answer(call, 302, "moved");
        });
        server.createContext("/never", _ -> {
            try {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void answer(com.sun.net.httpserver.HttpExchange call, int status, String body) throws IOException {
        call.sendResponseHeaders(status, body.length());
        call.getResponseBody().write(body.getBytes());
        call.close();
    }

    private static SSLContext tls() throws Exception {
        var file = keys.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname",
                "CN=localhost", "-ext", "SAN=DNS:localhost", "-validity", "30000", "-keystore", file.toString(),
                "-storetype", "PKCS12", "-storepass", PASSWORD).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes());
        assertEquals(0, made.waitFor(), said);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(store, PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        END.countDown();
        server.stop(0);
        plain.stop(0);
    }

    @BeforeEach
    void makeRoom() throws IOException {
        to = Files.createFile(folder.resolve("fetched"));
    }

    @Test
    void fetchesAFile() throws Exception {
        fetch(trusting(), "/model", 5);

        assertEquals("model", Files.readString(to));
    }

    @Test
    void followsARedirection() throws Exception {
        fetch(trusting(), "/moved", 5);

        assertEquals("model", Files.readString(to));
    }

    @Test
    void doesNotFollowOneToHttp() {
        assertEquals(url("/unsafe") + " answers 302", refusal(trusting(), "/unsafe", 5));
    }

    @Test
    void tellsWhatIsNotThere() {
        assertEquals(url("/none") + " answers 404", refusal(trusting(), "/none", 5));
    }

    @Test
    void takesNoMoreThanItMay() {
        assertTrue(refusal(trusting(), "/model", 4).startsWith(url("/model")
                + " cannot be read, or has more than 4 bytes"));
    }

    @Test
    void tellsOfAServerThatIsNotTrusted() {
        assertTrue(refusal(HttpClient.newBuilder(), "/model", 5).startsWith(url("/model")
                + " does not prove who it is"));
    }

    @Test
    void doesNotWaitForever() {
        var fetch = new HttpsFetch(trusting(), Duration.ofMillis(50));

        assertEquals(url("/never") + " did not come within 0 seconds",
                assertThrows(IOException.class, () -> fetch.fetch(url("/never"), to, 5)).getMessage());
    }

    @Test
    void tellsWhatIsNoAddress() {
        assertEquals("https://a b is no address", assertThrows(IOException.class,
                () -> new HttpsFetch(trusting(), Duration.ofSeconds(9)).fetch("https://a b", to, 5)).getMessage());
    }

    private static HttpClient.Builder trusting() {
        return HttpClient.newBuilder().sslContext(tls);
    }

    private void fetch(HttpClient.Builder client, String path, long most) throws IOException, InterruptedException {
        new HttpsFetch(client, Duration.ofSeconds(20)).fetch(url(path), to, most);
    }

    private String refusal(HttpClient.Builder client, String path, long most) {
        return assertThrows(IOException.class, () -> fetch(client, path, most)).getMessage();
    }

    private static String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }
}
