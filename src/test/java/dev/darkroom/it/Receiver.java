package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A back end that is called by webhooks: an HTTP server on this machine. */
final class Receiver implements AutoCloseable {

    /** What it answers to one call. */
    record Reply(int status, Map<String, String> headers, String body) {

        /** 200 with a body that never ends. */
        static final Reply ENDLESS = new Reply(200, Map.of(), null);

        static Reply status(int status) {
            return new Reply(status, Map.of(), "");
        }
    }

    /** One call as it arrived. */
    record Call(String path, Headers headers, byte[] body) {

        String header(String name) {
            return headers.getFirst(name);
        }

        JsonNode json() {
            return Answer.json(new String(body, StandardCharsets.UTF_8));
        }

        /** Which of its signatures that secret made: verified by hand, as the specification of the signature says. */
        List<Boolean> madeBy(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "raw"));
                mac.update((header("webhook-id") + "." + header("webhook-timestamp") + ".").getBytes(
                        StandardCharsets.UTF_8));
                var signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
                return Stream.of(header("webhook-signature").split(" ")).map(signature::equals).toList();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Gate gate = new Gate();

    /** Answers as many calls with these as there are, all others with 204. */
    Receiver(Reply... replies) {
        this.replies.addAll(List.of(replies));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.add(new Call(exchange.getRequestURI().toString(), exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            var reply = reply();
            try {
                gate.process(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            try (exchange) {
                answer(exchange, reply);
            }
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply == Reply.ENDLESS) {
            exchange.sendResponseHeaders(reply.status(), 0);
            while (true) {
                exchange.getResponseBody().write(new byte[1000]);
            }
        }
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized Reply reply() {
        return replies.isEmpty() ? Reply.status(204) : replies.removeFirst();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Where calls are held while it is shut. */
    Gate gate() {
        return gate;
    }

    List<Call> calls() {
        return calls;
    }

    /** The calls, when there have been as many. */
    List<Call> awaitCalls(int number) {
        await().atMost(TestSystem.PATIENCE).until(() -> calls.size() >= number);
        return calls;
    }

    @Override
    public void close() {
        gate.open();
        server.stop(0);
    }
}
