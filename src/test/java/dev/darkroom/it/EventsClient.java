package dev.darkroom.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that watches jobs: an open stream of server-sent events. */
final class EventsClient implements AutoCloseable {

    private static final String END = "the stream has ended";

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    EventsClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | RuntimeException e) {
                // whoever closes a stream or stops its front end breaks it off
            }
            lines.add(END);
        });
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next event's data. */
    JsonNode next() throws InterruptedException {
        for (var line = line(); !line.equals(END); line = line()) {
            if (line.startsWith("data: ")) {
                return Answer.json(line.substring(6));
            }
        }
        throw new AssertionError(END);
    }

    /** The next event as {@code id status}. */
    String nextState() throws InterruptedException {
        var event = next();
        return event.get("id") + " " + event.get("status").asText();
    }

    /** The next line of the stream, whatever it says. */
    String line() throws InterruptedException {
        var line = lines.poll(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("Nothing comes");
        }
        return line;
    }

    void awaitEnd() throws InterruptedException {
        while (!line().equals(END)) {
            // what was sent before
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
