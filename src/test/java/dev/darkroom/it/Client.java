package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A mobile client: one user at one front end. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TestSystem.PATIENCE).build();
    static final String PASSWORD = "half dome at noon";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINISHED = Set.of("completed", "failed");

    private final String url;
    private final long userId;
    private final String token;

    private Client(String url, long userId, String token) {
        this.url = url;
        this.userId = userId;
        this.token = token;
    }

    /** A new user. */
    static Client register(String url) {
        var name = "user-" + UUID.randomUUID();
        var user = withToken(url, null).post("/api/users",
                Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)).expect(201);
        return new Client(url, user.get("id").asLong(), user.get("authentication_token").asText());
    }

    static Client register(Node node) {
        return register(node.url());
    }

    /** A new administrator. */
    static Client administrator(Node node) {
        var administrator = register(node);
        TestSystem.update("UPDATE users SET role = 'administrator' WHERE id = ?", administrator.userId);
        return administrator;
    }

    /** The answer to a sign-in. */
    static Answer signIn(String url, String login, String password) {
        return withToken(url, null).post("/api/tokens", Map.of("login", login, "password", password));
    }

    /** The same user in another session. */
    Client signedInAgain() {
        return new Client(url, userId, signIn(url, name(), PASSWORD).expect(201).get("authentication_token").asText());
    }

    /** Somebody of whom only the token is known; null, when there is none. */
    static Client withToken(String url, String token) {
        return new Client(url, 0, token);
    }

    static Client worker(Node node) {
        return withToken(node.url(), TestSystem.WORKER_TOKEN);
    }

    /** The same user at another front end. */
    Client at(Node other) {
        return at(other.url());
    }

    Client at(String otherUrl) {
        return new Client(otherUrl, userId, token);
    }

    long userId() {
        return userId;
    }

    String token() {
        return token;
    }

    String name() {
        return user().get("username").asText();
    }

    JsonNode user() {
        return get("/api/users/" + userId).expect(200);
    }

    JsonNode announce(byte[] photograph, String... sequence) {
        return announce(sequence.length == 0
                ? Map.of("user_id", userId, "name", "beach.jpg", "byte_size", photograph.length)
                : Map.of("user_id", userId, "name", "beach.jpg", "byte_size", photograph.length, "job_sequence",
                        List.of(sequence)));
    }

    JsonNode announce(Map<String, ?> image) {
        return post("/api/images", image).expect(201);
    }

    /** A batch whose photographs are to be uploaded by the client, to be classified. */
    JsonNode announceBatch(String... names) {
        return post("/api/batches", Map.of("images", Stream.of(names).map(name -> Map.of("name", name)).toList(),
                "job_sequence", List.of("classify"))).expect(202);
    }

    /** Sends the photograph where and as the image's {@code upload} says, and answers S3's status. */
    int upload(JsonNode image, byte[] photograph) {
        return upload(image, photograph, Map.of());
    }

    /** The same with some headers otherwise than {@code upload} says. */
    int upload(JsonNode image, byte[] photograph, Map<String, String> otherwise) {
        var upload = image.get("upload");
        var request = HttpRequest.newBuilder(URI.create(upload.get("url").asText()))
                .method(upload.get("method").asText(), BodyPublishers.ofByteArray(photograph));
        upload.get("headers").properties().forEach(header -> {
            // which HttpClient sends by itself, and lets nobody set
            if (!header.getKey().equalsIgnoreCase("Content-Length")) {
                request.setHeader(header.getKey(), header.getValue().asText());
            }
        });
        otherwise.forEach(request::setHeader);
        return send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Says that the upload is complete. */
    JsonNode complete(JsonNode image) {
        return put("/api/images/" + id(image), Map.of("s3_key", image.get("s3_key").asText(), "user_id", userId))
                .expect(200);
    }

    /** A photograph that is announced, uploaded and said to be complete. */
    JsonNode stored(byte[] photograph) {
        var image = announce(photograph);
        if (upload(image, photograph) != 200) {
            throw new AssertionError("S3 did not take " + image);
        }
        return complete(image);
    }

    JsonNode createJob(JsonNode image, String... steps) {
        return post("/api/jobs", Map.of("image_id", id(image), "user_id", userId, "job_type", List.of(steps)))
                .expect(201);
    }

    JsonNode image(JsonNode image) {
        return get("/api/images/" + id(image)).expect(200);
    }

    JsonNode job(long id) {
        return get("/api/jobs/" + id).expect(200);
    }

    /** Says as a worker does that a job is completed: each step stored a result. */
    Answer reportCompleted(JsonNode job) {
        var results = new ArrayList<Map<String, ?>>();
        job.get("job_sequence").forEach(step -> {
            if (!step.asText().equals("process")) {
                results.add(Map.of("step", step.asText(), "s3_key",
                        "images/" + job.get("image_id").asLong() + "/" + step.asText() + "-beach.jpg", "content_type",
                        "image/jpeg", "byte_size", 2445));
            }
        });
        return put("/api/jobs/" + id(job), Map.of("status", "completed", "results", results));
    }

    /** Waits for a job to end. */
    JsonNode finished(long id) {
        for (int patience = 4; patience > 0; patience--) {
            var job = get("/api/jobs/" + id + "?wait=15").expect(200);
            if (FINISHED.contains(job.get("status").asText())) {
                return job;
            }
        }
        throw new AssertionError("Not finished: " + job(id));
    }

    JsonNode finished(JsonNode job) {
        return finished(id(job));
    }

    /** Waits until the hook has queued the job that was announced with an image, and for the job to end. */
    JsonNode finishedJobOf(JsonNode image) {
        return finished(Long.parseLong(await().atMost(TestSystem.PATIENCE).until(
                () -> TestSystem.rows("SELECT id FROM jobs WHERE image_id = ?", id(image)),
                rows -> !rows.isEmpty()).getFirst().getFirst()));
    }

    static long id(JsonNode row) {
        return row.get("id").asLong();
    }

    Answer get(String path) {
        return Answer.of(send(request(path).GET().build(), BodyHandlers.ofString()));
    }

    Answer head(String path) {
        return Answer.of(send(request(path).HEAD().build(), BodyHandlers.ofString()));
    }

    Answer delete(String path, String... headers) {
        var request = request(path).DELETE();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Answer.of(send(request.build(), BodyHandlers.ofString()));
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    /** Without a body. */
    Answer post(String path) {
        return Answer.of(send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()));
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    /** Sends JSON, with headers as {@code name, value, …}. */
    Answer send(String method, String path, Object body, String... headers) {
        try {
            var request = request(path).method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .header("Content-Type", "application/json");
            if (headers.length > 0) {
                request.headers(headers);
            }
            return Answer.of(send(request.build(), BodyHandlers.ofString()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends these very bytes, with headers as {@code name, value, …} and no others; null: no body. */
    Answer sendBytes(String method, String path, byte[] body, String... headers) {
        var request = request(path).method(method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Answer.of(send(request.build(), BodyHandlers.ofString()));
    }

    /** Watches jobs, as a page does. */
    EventsClient watch(String query) {
        return new EventsClient(send(request("/api/events" + query).header("Accept", "text/event-stream").GET().build(),
                BodyHandlers.ofInputStream()));
    }

    CompletableFuture<Answer> getLater(String path) {
        return HTTP.sendAsync(request(path).GET().build(), BodyHandlers.ofString()).thenApply(Answer::of);
    }

    /** What a link of an answer leads to; a link needs no token. */
    static HttpResponse<byte[]> follow(String link) {
        return send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TestSystem.PATIENCE.multipliedBy(2));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
