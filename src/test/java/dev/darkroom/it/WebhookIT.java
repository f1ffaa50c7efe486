package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.it.Receiver.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks as a back end receives them, and as their user sees in the log. */
class WebhookIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Node frontEnd;
    private static Client worker;

    private final Client ansel = Client.register(frontEnd);
    private final JsonNode image = ansel.stored(Photographs.jpeg());

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend", "darkroom.webhook.schemes=http,https",
                "darkroom.webhook.allowed-hosts=localhost", "darkroom.webhook.retries=100ms,200ms",
                "darkroom.webhook.period=200", "darkroom.webhook.timeout-seconds=2");
        worker = Client.worker(frontEnd);
    }

    @Test
    void aJobThatCompletesIsToldOnceAndSigned() {
        var receiver = receiver();
        var secret = ansel.get("/api/users/" + ansel.userId() + "/webhook_secret").expect(200).get("secret").asText();
        var job = job(receiver.url("/hook?key=a%20b&x=%7B%7Bdarkroom.worker.token%7D%7D"));
        complete(job);

        var call = receiver.awaitCalls(1).getFirst();
        assertEquals("/hook?key=a%20b&x=%7B%7Bdarkroom.worker.token%7D%7D", call.path());
        assertEquals(List.of(true), call.madeBy(secret));
        assertEquals("application/json", call.header("Content-Type"));
        assertEquals("Darkroom", call.header("User-Agent"));
        assertEquals("job.completed", call.json().get("type").asText());
        var data = call.json().get("data");
        assertEquals(job.get("id"), data.get("id"));
        assertEquals("completed", data.get("status").asText());
        assertTrue(data.get("results").get(0).get("url").asText().contains("X-Amz-Signature"), data::toString);

        var delivery = delivery(job, "delivered");
        assertEquals(call.header("webhook-id"), delivery.get("message_id").asText());
        assertEquals(204, delivery.get("attempts").get(0).get("status_code").asInt());
        complete(job);
        assertEquals(1, deliveries(job).size());
        assertEquals(1, receiver.calls().size());
    }

    @Test
    void aJobThatFailsIsTold() {
        var receiver = receiver();
        var job = job(receiver.url("/"));

        report(job, Map.of("status", "failed", "problem", Map.of("title", "No film", "detail", "No film")));

        assertEquals("job.failed", receiver.awaitCalls(1).getFirst().json().get("type").asText());
    }

    @Test
    void itIsTriedAgainWithTheSameIdAndGivenUpInTheEnd() {
        var receiver = receiver(Reply.status(500), new Reply(302, Map.of("Location", "/elsewhere"), ""),
                new Reply(503, Map.of("Retry-After", "86400"), "out of\u0000film"));
        var job = job(receiver.url("/"));
        complete(job);

        var delivery = delivery(job, "failed");

        assertEquals(3, receiver.calls().size());
        assertEquals(1, receiver.calls().stream().map(call -> call.header("webhook-id")).distinct().count());
        assertEquals(3, delivery.get("attempts_count").asInt());
        assertEquals("out of film", delivery.get("attempts").get(2).get("answer").asText());
        assertTrue(receiver.calls().stream().allMatch(call -> call.path().equals("/")));

        ansel.post("/api/webhook_deliveries/" + Client.id(delivery) + "/retry").expect(200);
        assertEquals(4, delivery(job, "delivered").get("attempts_count").asInt());
    }

    private static Receiver receiver(Reply... replies) {
        return SYSTEM.endsWithTest(new Receiver(replies));
    }

    private JsonNode job(String callbackUrl) {
        return ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale", "callback_url",
                callbackUrl)).expect(201);
    }

    private void complete(JsonNode job) {
        report(job, Map.of("status", "completed", "results", List.of(Map.of("step", "grayscale", "s3_key",
                "images/" + Client.id(image) + "/grayscale-beach.jpg", "content_type", "image/jpeg", "byte_size", 7))));
    }

    private static void report(JsonNode job, Map<String, ?> report) {
        worker.put("/api/jobs/" + Client.id(job), report).expect(200);
    }

    private JsonNode deliveries(JsonNode job) {
        return ansel.get("/api/webhook_deliveries?job_id=" + Client.id(job)).expect(200);
    }

    /** The one delivery of a job with its attempts, when it is in that state. */
    private JsonNode delivery(JsonNode job, String status) {
        await().atMost(PATIENCE).untilAsserted(
                () -> assertEquals(status, deliveries(job).path(0).path("status").asText(), deliveries(job)::toString));
        return ansel.get("/api/webhook_deliveries/" + Client.id(deliveries(job).get(0))).expect(200);
    }
}
