package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against servers that misbehave, on this machine. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedCallsTest {

    private static final int ANSWER_BYTES = 100;
    private static final byte[] DROP = {'.'};

    /** For servers that answer, and for those that do not. */
    private final BoundedCalls patient = new BoundedCalls(Duration.ofSeconds(50), ANSWER_BYTES);
    private final BoundedCalls hasty = new BoundedCalls(Duration.ofSeconds(1), ANSWER_BYTES);
    private final CloseableHttpClient patientClient = client(patient);
    private final CloseableHttpClient hastyClient = client(hasty);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private ServerSocket server;

    /** What the server does when a request has come. */
    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private static CloseableHttpClient client(BoundedCalls bounded) {
        var builder = HttpClientBuilder.create();
        bounded.configureHttpClient(builder);
        return builder.build();
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        patientClient.close();
        hastyClient.close();
        patient.close();
        hasty.close();
    }

    @Test
    void answersWhatWasAnswered() throws Exception {
        serve(out -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nthank"));

        assertEquals("200 thank", call());
        assertTrue(requests.getFirst().startsWith("POST /hook HTTP/1.1\r\n"), requests::toString);
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnEndlessAnswer() throws Exception {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\n\r\n");
            pour(out, "film".repeat(1000).getBytes(StandardCharsets.US_ASCII), 0);
        });

        assertEquals("200 " + "film".repeat(ANSWER_BYTES / 4), call());
        assertTrue(hungUp.await(20, TimeUnit.SECONDS));
    }

    @Test
    void takesTheStatusOfAnAnswerThatDripsForEver() throws Exception {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            pour(out, DROP, 500);
        });
        var slow = new BoundedCalls(Duration.ofSeconds(5), ANSWER_BYTES);

        try (slow; var client = client(slow); var response = open(client, "http")) {
            assertEquals(200, response.getCode());
        }
        assertTrue(hungUp.await(20, TimeUnit.SECONDS));
    }

    @Test
    void endsWhenTheHeadersDripForEver() throws Exception {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nX-Drops: ");
            pour(out, DROP, 50);
        });

        assertThrows(InterruptedIOException.class, () -> open(hastyClient, "http"));
        assertTrue(hungUp.await(20, TimeUnit.SECONDS));
    }

    @Test
    void endsWhenInterimAnswersComeForEver() throws Exception {
        serve(out -> pour(out, "HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 50));

        assertThrows(InterruptedIOException.class, () -> open(hastyClient, "http"));
        assertTrue(hungUp.await(20, TimeUnit.SECONDS));
    }

    @Test
    void endsWhenNothingIsAnswered() throws Exception {
        serve(_ -> hungUp.await());

        assertThrows(InterruptedIOException.class, () -> open(hastyClient, "http"));
        hungUp.countDown();
    }

    @Test
    void endsWhenAHandshakeIsNotAnswered() {
        assertThrows(InterruptedIOException.class, () -> open(hastyClient, "https"));
    }

    @Test
    void takesAnAnswerThatBreaksOffForWhatItIs() throws Exception {
        serve(out -> say(out, "HTTP/1.1 500 Oh\r\nContent-Length: 50\r\n\r\nout of"));

        assertEquals("500 out of", call());
    }

    @Test
    void takesAnAnswerWithoutBody() throws Exception {
        serve(out -> say(out, "HTTP/1.1 204 No Content\r\n\r\n"));

        assertEquals("204 ", call());
    }

    @Test
    void followsNothing() throws Exception {
        serve(out -> say(out, "HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        assertEquals("307 ", call());
        assertEquals(1, requests.size());
    }

    @Test
    void triesNothingAgainByItself() throws Exception {
        serve(out -> say(out, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));

        assertEquals("503 ", call());
        assertEquals(1, requests.size());
    }

    @Test
    void tellsNoHeaderButRetryAfter() throws Exception {
        serve(out -> say(out, """
                HTTP/1.1 503 Busy\r
                Retry-After: 7\r
                CamelHttpUri: http://elsewhere\r
                Content-Type: application/x-java-serialized-object\r
                Content-Encoding: gzip\r
                Content-Length: 4\r
                \r
                film"""));

        try (var response = open(patientClient, "http")) {
            assertEquals(1, response.getHeaders().length);
            assertEquals("7", response.getHeader("Retry-After").getValue());
            assertNull(response.getEntity().getContentType());
            assertArrayEquals("film".getBytes(StandardCharsets.US_ASCII),
                    EntityUtils.toByteArray(response.getEntity()));
        }
    }

    @Test
    void keepsNothingForTheNextCall() throws Exception {
        serve(out -> say(out, "HTTP/1.1 200 OK\r\nSet-Cookie: film=1\r\nContent-Length: 2\r\n\r\nok"));

        call();
        call();

        // which the server reads of one connection each
        assertEquals(2, requests.size());
        assertFalse(requests.get(1).contains("Cookie"), requests::toString);
        assertFalse(requests.get(1).contains("Accept-Encoding"), requests::toString);
    }

    private String call() throws IOException {
        try (var response = open(patientClient, "http")) {
            return response.getCode() + " " + new String(EntityUtils.toByteArray(response.getEntity()),
                    StandardCharsets.US_ASCII);
        }
    }

    private ClassicHttpResponse open(CloseableHttpClient client, String scheme) throws IOException {
        var post = new HttpPost(scheme + "://localhost:" + server.getLocalPort() + "/hook");
        post.setEntity(new StringEntity("{}"));
        return client.executeOpen(null, post, null);
    }

    /** Reads one request of each connection, and behaves. */
    private void serve(Behaviour behaviour) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> behave(socket, behaviour));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void behave(Socket socket, Behaviour behaviour) {
        try (socket) {
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n{}") < 0) {
                request.append((char) socket.getInputStream().read());
            }
            requests.add(request.toString());
            behaviour.answer(socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            hungUp.countDown();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** For ever, until the client hangs up. */
    private static void pour(OutputStream out, byte[] bytes, long pause) throws IOException, InterruptedException {
        while (true) {
            out.write(bytes);
            Thread.sleep(pause);
        }
    }
}
