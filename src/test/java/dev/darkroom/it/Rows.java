package dev.darkroom.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.contract.FlatContract;
import dev.darkroom.contract.Operation;
import dev.darkroom.contract.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What has to be there for a request to succeed, which a contract cannot say: rows that ids name, values that fit them,
 * and callers who may. An operation that is new needs a word here only when its schema does not say all.
 */
final class Rows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PASSWORD = "half dome at noon";

    private final String url;
    private final Random random;
    private final Account user;
    private final Account other;
    private final Account administrator;
    private JsonNode photograph;

    /** Somebody, and who it is. */
    private record Account(Client client, JsonNode row) {
    }

    /**
     * Where and by whom an operation can be called with success.
     *
     * @param given values of properties and parameters that have to fit
     */
    record Row(String path, Client caller, Map<String, JsonNode> given) {
        Row at(String otherPath) {
            return new Row(otherPath, caller, given);
        }
    }

    Rows(Node frontEnd, Random random) {
        this.url = frontEnd.url();
        this.random = random;
        user = register();
        other = register();
        administrator = register();
        TestSystem.update("UPDATE users SET role = 'administrator' WHERE id = ?", id(administrator.row()));
        photograph = stored();
    }

    private JsonNode stored() {
        var bytes = Photographs.jpeg();
        var image = user.client().post("/api/images", Map.of("name", "beach.jpg")).expect(201);
        user.client().upload(image, bytes);
        return user.client().put("/api/images/" + id(image), Map.of("s3_key", image.get("s3_key").asText()))
                .expect(200);
    }

    private Account register() {
        var name = "user-" + UUID.randomUUID();
        var row = nobody().post("/api/users",
                Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)).expect(201);
        return new Account(Client.withToken(url, row.get("authentication_token").asText()), row);
    }

    private Client nobody() {
        return Client.withToken(url, null);
    }

    private static long id(JsonNode row) {
        return row.get("id").asLong();
    }

    /** A new token of somebody, for an operation that ends the one it is called with. */
    private Client signedIn(Account account) {
        return Client.withToken(url, nobody().post("/api/tokens", Map.of("login",
                account.row().get("username").asText(), "password", PASSWORD)).expect(201).get("authentication_token")
                .asText());
    }

    /** Each kind of caller, and whether the contract lets it call the operation. */
    Map<String, Client> callers() {
        var callers = new LinkedHashMap<String, Client>();
        callers.put("nobody", nobody());
        callers.put("garbage", Client.withToken(url, "' OR '1'='1"));
        callers.put("revoked", revoked());
        callers.put("user", signedIn(user));
        callers.put("other", signedIn(other));
        callers.put("administrator", signedIn(administrator));
        callers.put("worker", Client.withToken(url, TestSystem.WORKER_TOKEN));
        return callers;
    }

    private Client revoked() {
        var client = signedIn(user);
        client.sendBytes("DELETE", "/api/tokens/current", null).expect(200);
        return client;
    }

    /** Somebody whose rows these are not. */
    Client other() {
        return other.client();
    }

    /** Somebody who may do much, but is no worker. */
    Client user() {
        return user.client();
    }

    /** A row that no other request has had, and somebody who may do with it what the operation does. */
    Row fresh(Operation operation) {
        if (user.client().get("/api/images/" + id(photograph)).status() == 404) {
            // by the operation that deletes everything
            photograph = stored();
        }
        var given = new HashMap<String, JsonNode>();
        given.put("user_id", user.row().get("id"));
        given.put("image_id", photograph.get("id"));
        given.put("original_id", photograph.get("id"));
        given.put("job_type", JSON.textNode("grayscale"));
        given.put("job_sequence", JSON.arrayNode().add("process").add("grayscale").add("histogram"));
        given.put("image_type", JSON.textNode("histogram"));
        given.put("content_type", JSON.textNode("image/png"));
        given.put("environment", JSON.textNode(""));
        given.put("callback_url", JSON.textNode("https://darkroom.example.org/called"));
        given.put("byte_size", JSON.numberNode(2_841_331));
        given.put("wait", JSON.numberNode(0));
        given.put("current_password", JSON.textNode(PASSWORD));
        given.put("login", user.row().get("username"));
        given.put("results", JSON.arrayNode().add(JSON.objectNode().put("step", "grayscale")
                .put("s3_key", photograph.get("s3_key").asText().replace("/beach", "/grayscale-beach"))
                .put("content_type", "image/jpeg").put("byte_size", 12_345)));
        var path = "/api" + operation.path();
        var caller = caller(operation);
        switch (operation.id()) {
            case "create-token" -> given.put("password", JSON.textNode(PASSWORD));
            case "destroy-current-token" -> caller = signedIn(user);
            // which is what a worker says; that of its owner is that a failed job is to be done again
            case "update-job" -> {
                given.put("status", JSON.textNode("completed"));
                caller = Client.withToken(url, TestSystem.WORKER_TOKEN);
            }
            case "create-job-type", "update-job-type" ->
                given.put("job_sequence", JSON.arrayNode().add("gamma").add("grayscale"));
            case "clean-darkroom" -> given.put("delete_everything_in", JSON.textNode(TestSystem.INPUT));
            case "index-images-of-type" -> path = "/api/" + create("image_types").get("plural").asText();
            default -> {
            }
        }
        if (path.contains("{id}")) {
            JsonNode row;
            if (operation.path().startsWith("/users/")) {
                var itself = register();
                caller = itself.client();
                row = itself.row();
            } else {
                row = create(operation.path().split("/")[1]);
            }
            given.put("id", row.get("id"));
            if (row.has("s3_key")) {
                given.put("s3_key", row.get("s3_key"));
            }
            path = path.replace("{id}", row.get("id").asText());
        }
        return new Row(path, caller, given);
    }

    private Client caller(Operation operation) {
        if (operation.open()) {
            return nobody();
        }
        return operation.access().contains("user")
                ? user.client()
                : operation.access().contains("administrator")
                        ? administrator.client()
                        : Client.withToken(url, TestSystem.WORKER_TOKEN);
    }

    /** A row of the user, or one that an administrator made. */
    private JsonNode create(String collection) {
        return switch (collection) {
            case "images" -> stored();
            case "jobs" -> user.client().post("/api/jobs",
                    Map.of("image_id", id(photograph), "job_type", "grayscale")).expect(201);
            case "batches" -> user.client().post("/api/batches",
                    Map.of("images", List.of(Map.of("name", "beach.jpg")), "job_sequence", List.of("grayscale")))
                    .expect(202);
            // which comes to be when a job ends that somebody wants to be called for
            case "webhook_deliveries" -> {
                var job = user.client().post("/api/jobs", Map.of("image_id", id(photograph), "job_type", "grayscale",
                        "callback_url", "https://darkroom.example.org/called")).expect(201);
                Client.withToken(url, TestSystem.WORKER_TOKEN).put("/api/jobs/" + id(job), Map.of("status", "failed"))
                        .expect(200);
                yield user.client().get("/api/webhook_deliveries?job_id=" + id(job)).expect(200).get(0);
            }
            default -> {
                var create = FlatContract.operations().stream().filter(
                        operation -> operation.method().equals("POST") && operation.path().equals("/" + collection))
                        .findFirst().orElseThrow();
                var row = fresh(create);
                Answer answer;
                do {
                    answer = row.caller().post(row.path(), body(create, row.given()));
                } while (answer.status() == 409);
                yield answer.expect(201);
            }
        };
    }

    /** A body that the operation takes. */
    JsonNode body(Operation operation, Map<String, JsonNode> given) {
        var body = (ObjectNode) new Values(random, given).of(operation.body().orElseThrow());
        switch (operation.id()) {
            // a job is either said by its type or by its sequence
            case "create-job" -> {
                body.remove("job_sequence");
                body.set("job_type", given.get("job_type"));
                // a process is about an image
                body.set("image_id", given.get("image_id"));
            }
            // only an administrator says which role somebody has, and a new password takes the one before
            case "create-user" -> body.remove("role");
            case "update-user" -> {
                body.remove("role");
                body.set("current_password", given.get("current_password"));
            }
            default -> {
            }
        }
        return body;
    }
}
