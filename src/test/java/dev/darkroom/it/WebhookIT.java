package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.it.Receiver.Reply;
import dev.darkroom.local.Ports;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks as a back end receives them, and as their user sees in the log. */
class WebhookIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Map<String, ?> FAILED = Map.of("status", "failed", "problem",
            Map.of("title", "No film", "detail", "There is no film in the camera"));

    private static Node frontEnd;
    private static Client worker;

    private final Client ansel = Client.register(frontEnd);
    private final JsonNode image = ansel.stored(Photographs.jpeg());

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend", "darkroom.webhook.schemes=http,https",
                "darkroom.webhook.allowed-hosts=localhost", "darkroom.webhook.retries=100ms,200ms",
                "darkroom.webhook.period=200", "darkroom.webhook.timeout-seconds=30");
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

        report(job, FAILED);

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

    @Test
    void aReceiverThatIsGoneGetsNothingMoreUntilItsUserSaysSo() {
        var receiver = receiver(Reply.status(410));
        setCallbackUrl(receiver.url("/"));
        var first = job();
        complete(first);
        delivery(first, "switched off");
        assertFalse(me().get("callback_url_switched_off_at").isNull(), () -> me().toString());

        var second = job();
        complete(second);
        assertEquals(0, delivery(second, "switched off").get("attempts_count").asInt());
        assertEquals(1, receiver.calls().size());

        setCallbackUrl(receiver.url("/"));
        assertTrue(me().get("callback_url_switched_off_at").isNull(), () -> me().toString());
        var third = job();
        complete(third);
        delivery(third, "delivered");
        assertEquals(2, receiver.calls().size());
    }

    @Test
    void whatWaitsForAReceiverThatIsGoneIsSwitchedOffWithIt() {
        var receiver = receiver(Reply.status(500), Reply.status(410));
        receiver.gate().shut();
        setCallbackUrl(receiver.url("/"));
        var first = job();
        complete(first);
        receiver.awaitCalls(1);
        var second = job();
        complete(second);
        receiver.gate().open();

        delivery(first, "switched off");
        delivery(second, "switched off");
    }

    @Test
    void aDeliveryThatIsRetriedSwitchesItsReceiverOn() {
        var receiver = receiver(Reply.status(410));
        var first = job(receiver.url("/"));
        complete(first);
        var off = delivery(first, "switched off");

        ansel.post("/api/webhook_deliveries/" + Client.id(off) + "/retry").expect(200);

        delivery(first, "delivered");
        var second = job(receiver.url("/"));
        complete(second);
        delivery(second, "delivered");
    }

    @Test
    void theUsersReceiverIsToldOfJobsThatHaveNoneOfTheirOwn() {
        var own = receiver();
        var general = receiver();
        setCallbackUrl(general.url("/"));
        assertEquals(general.url("/"), me().get("callback_url").asText());

        var job = job(own.url("/"));
        complete(job);
        delivery(job, "delivered");
        assertEquals(List.of(1, 0), List.of(own.calls().size(), general.calls().size()));

        var other = job();
        complete(other);
        delivery(other, "delivered");
        assertEquals(List.of(1, 1), List.of(own.calls().size(), general.calls().size()));

        setCallbackUrl(null);
        var last = job();
        complete(last);
        assertEquals(0, deliveries(last).size());
    }

    @Test
    void aSecretThatWasReplacedSignsBesideTheNewOne() {
        var receiver = receiver();
        var path = "/api/users/" + ansel.userId() + "/webhook_secret";
        var before = ansel.get(path).expect(200).get("secret").asText();
        var after = ansel.post(path).expect(201).get("secret").asText();
        assertEquals(after, ansel.get(path).expect(200).get("secret").asText());

        complete(job(receiver.url("/")));

        var call = receiver.awaitCalls(1).getFirst();
        assertEquals(List.of(true, false), call.madeBy(after));
        assertEquals(List.of(false, true), call.madeBy(before));

        TestSystem.update("UPDATE users SET webhook_secret_rotated_at = now() - interval '25 hours' WHERE id = ?",
                ansel.userId());
        complete(job(receiver.url("/")));

        assertEquals(List.of(true), receiver.awaitCalls(2).get(1).madeBy(after));
    }

    @Test
    void aJobThatFailsAgainIsToldAgain() {
        var receiver = receiver();
        var job = job(receiver.url("/"));
        report(job, FAILED);
        report(job, FAILED);
        ansel.put("/api/jobs/" + Client.id(job), Map.of("status", "job queued")).expect(200);
        report(job, FAILED);

        receiver.awaitCalls(2);
        assertEquals(2, deliveries(job).size());
    }

    @Test
    void aJobThatWasGivenUpAndCompletesIsToldTwice() {
        var receiver = receiver();
        var job = job(receiver.url("/"));
        TestSystem.update("UPDATE jobs SET status = 'failed', given_up = true WHERE id = ?", Client.id(job));
        complete(job);

        assertEquals(Set.of("job.failed", "job.completed"), receiver.awaitCalls(2).stream()
                .map(call -> call.json().get("type").asText()).collect(Collectors.toSet()));
    }

    @Test
    void anEndlessAnswerHoldsNobodyUp() {
        var receiver = receiver(Reply.ENDLESS);
        var job = job(receiver.url("/"));
        complete(job);

        assertEquals(200, delivery(job, "delivered").get("attempts").get(0).get("status_code").asInt());
    }

    @Test
    void aReceiverThatIsNotThereIsInTheLog() {
        var job = job("http://localhost:" + Ports.free() + "/");
        complete(job);

        var attempts = delivery(job, "failed").get("attempts");
        assertEquals(3, attempts.size());
        assertEquals("Nobody listens there, or the connection was refused", attempts.get(0).get("problem").asText());
        assertTrue(attempts.get(0).get("status_code").isNull());
    }

    @Test
    void nobodySeesOrRetriesWhatIsAnothersOrItsSecret() {
        var job = job(receiver().url("/"));
        complete(job);
        var path = "/api/webhook_deliveries/" + Client.id(delivery(job, "delivered"));
        var secret = "/api/users/" + ansel.userId() + "/webhook_secret";
        var edward = Client.register(frontEnd);

        assertEquals(0, edward.get("/api/webhook_deliveries").expect(200).size());
        edward.get(path).expect(404);
        edward.post(path + "/retry").expect(404);
        edward.get(secret).expect(404);
        edward.post(secret).expect(404);
        worker.get(secret).expect(403);
        TestSystem.update("UPDATE users SET role = 'administrator' WHERE id = ?", edward.userId());
        edward.get(path).expect(200);
        edward.get(secret).expect(200);
    }

    @Test
    void whatCanNeverBeCalledIsRefused() {
        for (var url : List.of("http://127.0.0.1/", "http://[::ffff:127.0.0.1]/", "ftp://example.org/", "beach")) {
            ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale", "callback_url", url))
                    .expect(422);
            ansel.put("/api/users/" + ansel.userId(), Map.of("callback_url", url)).expect(422);
        }
    }

    private JsonNode me() {
        return ansel.get("/api/users/" + ansel.userId()).expect(200);
    }

    private void setCallbackUrl(String url) {
        ansel.put("/api/users/" + ansel.userId(), Collections.singletonMap("callback_url", url)).expect(200);
    }

    private JsonNode job() {
        return ansel.createJob(image, "grayscale");
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
