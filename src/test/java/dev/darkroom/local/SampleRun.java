package dev.darkroom.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The sample photographs, sent through Darkroom as a mobile client would: by HTTP and nothing else. They are sent once;
 * later runs find them again.
 */
final class SampleRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_HERE = 401;
    private static final Set<String> FINISHED = Set.of("completed", "failed");

    /** Who sent the samples, and which job each became. */
    private record Memory(String token, Map<String, Long> jobs) {
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final Path file;
    private Memory memory;

    SampleRun(int port, Path file) {
        this.address = "http://localhost:" + port;
        this.file = file;
    }

    /** Sends those that were not sent yet, and waits until all are developed. */
    void develop() throws IOException, InterruptedException {
        memory = recall();
        for (var sample : Samples.all()) {
            if (!memory.jobs().containsKey(sample.name())) {
                memory.jobs().put(sample.name(), send(sample));
                Files.writeString(file, JSON.writeValueAsString(memory));
            }
        }
        for (var name : names()) {
            job(name);
        }
    }

    /** The names, in the order in which they were sent. */
    List<String> names() {
        return List.copyOf(memory.jobs().keySet());
    }

    /** The job of a sample, once it is finished, with fresh links. */
    JsonNode job(String name) throws IOException, InterruptedException {
        JsonNode job;
        do {
            job = get("/api/jobs/" + memory.jobs().get(name) + "?wait=60");
        } while (!FINISHED.contains(job.path("status").asText()));
        return job;
    }

    /** A fresh link to the original of a sample. */
    String original(String name) throws IOException, InterruptedException {
        return get("/api/images/" + job(name).path("image_id").asLong()).path("url").asText();
    }

    /** A fresh link to what a step made of a sample. */
    String result(String name, String step) throws IOException, InterruptedException {
        for (var result : job(name).path("results")) {
            if (result.path("step").asText().equals(step)) {
                return result.path("url").asText();
            }
        }
        throw new IOException("There is no " + step + " of " + name);
    }

    /** What a link leads to. */
    byte[] bytes(String link) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray()).body();
    }

    /** The samples, with what became of them, for a terminal. */
    String table() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add("%n%-22s %-10s %12s  %s".formatted("photograph", "status", "developed in", "results"));
        for (var name : names()) {
            var job = job(name);
            lines.add("%-22s %-10s %9d ms  %s/samples/%s/grayscale  %4$s/samples/%5$s/histogram".formatted(
                    name, job.path("status").asText(), job.path("timings_ms").path("total").asLong(), address, name));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private Memory recall() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            var known = JSON.readValue(file.toFile(), new TypeReference<Memory>() {
            });
            if (send("GET", "/api/jobs", known.token(), null).statusCode() != NOT_HERE) {
                for (var name : List.copyOf(known.jobs().keySet())) {
                    if (!isThere(known, name)) {
                        known.jobs().remove(name);
                    }
                }
                return known;
            }
        }
        var name = "samples-" + UUID.randomUUID();
        var user = post("/api/users", null, Map.of("username", name, "email", name + "@example.org", "password",
                UUID.randomUUID().toString()));
        return new Memory(user.path("authentication_token").asText(), new LinkedHashMap<>());
    }

    /** Whether nobody destroyed the job, or what it made. */
    private boolean isThere(Memory known, String name) throws IOException, InterruptedException {
        var answer = send("GET", "/api/jobs/" + known.jobs().get(name), known.token(), null);
        if (answer.statusCode() != 200) {
            return false;
        }
        var job = JSON.readTree(answer.body());
        return !job.path("status").asText().equals("completed") || !job.path("results").isEmpty();
    }

    private long send(Sample sample) throws IOException, InterruptedException {
        var image = post("/api/images", memory.token(), Map.of("name", sample.name(), "content_type",
                sample.contentType(), "byte_size", sample.content().length));
        var upload = image.path("upload");
        var put = HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
                .PUT(BodyPublishers.ofByteArray(sample.content()));
        upload.path("headers").properties().stream()
                // which the client counts by itself
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
        var answer = http.send(put.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The upload of " + sample.name() + " was answered with " + answer.statusCode());
        }
        var id = image.path("id").asLong();
        send("PUT", "/api/images/" + id, memory.token(), Map.of("s3_key", image.path("s3_key").asText()));
        return post("/api/jobs", memory.token(),
                Map.of("image_id", id, "job_type", List.of("grayscale", "histogram"))).path("id").asLong();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return success(send("GET", path, memory.token(), null));
    }

    private JsonNode post(String path, String token, Object body) throws IOException, InterruptedException {
        return success(send("POST", path, token, body));
    }

    private static JsonNode success(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.request().method() + " " + answer.uri() + " was answered with "
                    + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String token, Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).method(method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
