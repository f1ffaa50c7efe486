package dev.darkroom.frontend.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a server and a client whose every byte the test sends itself. */
@Timeout(30)
class RequestStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** More than all the buffers between two sockets hold. */
    private static final int MUCH = 64_000_000;

    private static final BlockingQueue<HttpServerRequest> REQUESTS = new LinkedBlockingQueue<>();
    private static Vertx vertx;
    private static int port;

    private Socket client;

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        var server = vertx.createHttpServer().requestHandler(request -> {
            // as Camel's consumer leaves it
            request.pause();
            REQUESTS.add(request);
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        port = server.actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new Socket("127.0.0.1", port);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void readsTheBodyToItsEnd() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhalf dome at");
        var stream = new RequestStream(request(), PATIENCE);

        assertEquals('h', stream.read());
        assertEquals("alf dome at", new String(stream.readAllBytes(), UTF_8));
        assertEquals(-1, stream.read());
        assertEquals(-1, stream.read(new byte[9], 0, 9));
        assertFalse(stream.discardRest(MUCH));
    }

    @Test
    void readsABodyInChunks() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        var stream = new RequestStream(request(), PATIENCE);
        send("9\r\nhalf dome\r\n");
        assertEquals("half dome", new String(stream.readNBytes(9), UTF_8));

        send("8\r\n at noon\r\n0\r\n\r\n");
        assertEquals(" at noon", new String(stream.readAllBytes(), UTF_8));
    }

    @Test
    void readsNothingOfNoBody() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertEquals(-1, new RequestStream(request(), PATIENCE).read());
    }

    @Test
    void readsBytesAsTheyAre() throws Exception {
        var bytes = new byte[100_000];
        new Random(1826).nextBytes(bytes);
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes.length + "\r\n\r\n");
        client.getOutputStream().write(bytes);
        var stream = new RequestStream(request(), PATIENCE);

        var first = stream.read();
        assertEquals(bytes[0] & 0xFF, first);
        assertTrue(Arrays.equals(bytes, 1, bytes.length, stream.readAllBytes(), 0, bytes.length - 1));
    }

    @Test
    void leavesWithTheClientWhatIsNotReadYet() throws Exception {
        var sent = new AtomicLong();
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MUCH + "\r\n\r\n");
        Thread.ofVirtual().start(() -> sendMuch(sent));
        var stream = new RequestStream(request(), PATIENCE);
        assertEquals(0, stream.read());

        // until it cannot send any more
        var before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(sent.get()) == sent.get());
        assertTrue(sent.get() < MUCH / 2, sent + " bytes were sent, and one was read");

        assertEquals(MUCH - 1, stream.transferTo(OutputStream.nullOutputStream()));
    }

    @Test
    void tellsThatTheClientHasGone() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhalf");
        var stream = new RequestStream(request(), PATIENCE);
        assertEquals("half", new String(stream.readNBytes(4), UTF_8));

        client.close();

        assertEquals("The connection was closed", assertThrows(IOException.class, stream::read).getMessage());
    }

    @Test
    void givesUpAClientThatSendsNothing() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhalf");
        var stream = new RequestStream(request(), Duration.ofMillis(1));

        assertEquals("Nothing came for 0 seconds",
                assertThrows(IOException.class, stream::readAllBytes).getMessage());
    }

    @Test
    void tellsAClientToSendWhenItIsAboutToRead() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
        var stream = new RequestStream(request(), PATIENCE);
        Thread.ofVirtual().start(() -> answer("HTTP/1.1 100 Continue", "half dome"));

        assertEquals("half dome", new String(stream.readAllBytes(), UTF_8));
    }

    @Test
    void tellsAClientNothingOfABodyThatNobodyReads() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
        var request = request();
        var stream = new RequestStream(request, PATIENCE);

        assertTrue(stream.discardRest(MUCH));
        request.response().setStatusCode(401).end();

        assertEquals("HTTP/1.1 401 Unauthorized", line());
    }

    @Test
    void letsTheRestPassSoThatTheClientHearsTheAnswer() throws Exception {
        var sent = new AtomicLong();
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MUCH + "\r\n\r\n");
        var request = request();
        var stream = new RequestStream(request, PATIENCE);

        assertTrue(stream.discardRest(MUCH));
        request.response().setStatusCode(401).end();
        sendMuch(sent);

        assertEquals(MUCH, sent.get());
        assertEquals("HTTP/1.1 401 Unauthorized", line());
    }

    @Test
    void hasNothingToLetPassOfARequestThatEndsMeanwhile() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nhalf");
        var request = request();
        var stream = new RequestStream(endsAsOneLooks(request), PATIENCE);
        assertEquals("half", new String(stream.readNBytes(4), UTF_8));

        stream.discardRest(MUCH);
        request.response().setStatusCode(413).end();

        assertEquals("HTTP/1.1 413 Request Entity Too Large", line());
    }

    /** The request, but when one asks whether it has ended it says no and then ends. */
    private static HttpServerRequest endsAsOneLooks(HttpServerRequest request) {
        return (HttpServerRequest) Proxy.newProxyInstance(HttpServerRequest.class.getClassLoader(),
                new Class<?>[]{HttpServerRequest.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("isEnded")) {
                        return method.invoke(request, arguments);
                    }
                    await().until(request::isEnded);
                    return false;
                });
    }

    @Test
    void breaksOffWhenDarkroomStops() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhalf");
        var stream = new RequestStream(request(), PATIENCE);
        assertEquals("half", new String(stream.readNBytes(4), UTF_8));

        stream.giveUp();

        assertEquals("Darkroom stops", assertThrows(IOException.class, stream::read).getMessage());
    }

    @Test
    void closesTheConnectionOfAClientThatGoesOnAndOn() throws Exception {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MUCH + "\r\n\r\n");
        var request = request();
        var stream = new RequestStream(request, PATIENCE);

        stream.discardRest(1000);
        request.response().setStatusCode(401).end();

        assertThrows(IllegalStateException.class, () -> sendMuch(new AtomicLong()));
    }

    @Test
    void hasNothingToLetPassOfAFormThatIsReadToItsLastBoundary() throws Exception {
        var body = "--seam\r\nContent-Disposition: form-data; name=\"environment\"\r\n\r\nGAMMA=2\r\n--seam--\r\n";
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        var stream = new RequestStream(request(), PATIENCE);

        assertFalse(new Uploads(stream, FormBody.TYPE, 1000, 1000).hasNext());
        await().until(() -> !stream.discardRest(MUCH));
    }

    private static HttpServerRequest request() throws InterruptedException {
        return REQUESTS.poll(20, TimeUnit.SECONDS);
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private void sendMuch(AtomicLong sent) {
        var bytes = new byte[64_000];
        try {
            while (sent.get() < MUCH) {
                client.getOutputStream().write(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(String expected, String body) {
        try {
            assertEquals(expected, line());
            send(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first line of an answer. */
    private String line() throws IOException {
        var line = new StringBuilder();
        InputStream in = client.getInputStream();
        for (var character = in.read(); character != '\r'; character = in.read()) {
            line.append((char) character);
        }
        return line.toString();
    }
}
