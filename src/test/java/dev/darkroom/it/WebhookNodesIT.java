package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks where several front ends send them, where one of them dies, and where a receiver or an address is bad. */
class WebhookNodesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String[] SETTINGS = {"darkroom.webhook.schemes=http,https",
            "darkroom.webhook.allowed-hosts=localhost", "darkroom.webhook.retries=100ms,100ms",
            "darkroom.webhook.period=200", "darkroom.webhook.timeout-seconds=30"};

    private final Receiver receiver = SYSTEM.endsWithTest(new Receiver());

    @Test
    void withoutLeaveNothingIsSentToThisMachine() {
        var frontEnd = frontEnd("darkroom.webhook.allowed-hosts=");
        var ansel = Client.register(frontEnd);
        var job = job(ansel, receiver.url("/"));
        complete(frontEnd, job);

        var attempts = delivery(ansel, job, "failed").get("attempts");

        assertEquals(3, attempts.size());
        assertEquals("localhost leads to an address that is not public; webhooks are sent to public addresses only",
                attempts.get(0).get("problem").asText());
        assertEquals(List.of(), receiver.calls());
    }

    @Test
    void httpAloneIsNotTakenByDefault() {
        var frontEnd = frontEnd("darkroom.webhook.schemes=https");
        var ansel = Client.register(frontEnd);
        var image = ansel.stored(Photographs.jpeg());

        ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale", "callback_url",
                receiver.url("/"))).expect(422);
    }

    @Test
    void itIsSentThoughTheFrontEndThatTookTheReportDiedBeforeItCouldSend() {
        var ansel = Client.register(frontEnd());
        var job = job(ansel, receiver.url("/"));

        TestSystem.update("UPDATE jobs SET status = 'completed' WHERE id = ?", Client.id(job));

        delivery(ansel, job, "delivered");
        assertEquals(1, receiver.calls().size());
    }

    @Test
    void whatAKilledFrontEndWasSendingAnotherOneSendsAgain() {
        var settings = new HashMap<>(TestSystem.settings());
        Stream.of(SETTINGS).map(setting -> setting.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        var doomed = SYSTEM.endsWithTest(new DarkroomProcess("frontend", settings));
        var ansel = Client.register(doomed.url());
        var job = job(ansel, receiver.url("/"));
        receiver.gate().shut();
        Client.withToken(doomed.url(), TestSystem.WORKER_TOKEN).put("/api/jobs/" + Client.id(job), completed(job))
                .expect(200);
        receiver.awaitCalls(1);
        doomed.kill();
        receiver.gate().open();
        // the time that it had to send
        TestSystem.update("UPDATE webhook_deliveries SET sending_until = now() WHERE job_id = ?", Client.id(job));

        var heir = frontEnd();

        delivery(ansel.at(heir), job, "delivered");
        assertEquals(2, receiver.calls().size());
        assertEquals(1, receiver.calls().stream().map(call -> call.header("webhook-id")).distinct().count());
    }

    @Test
    void severalFrontEndsSendEachOnce() {
        var frontEnd = frontEnd();
        var other = frontEnd();
        var ansel = Client.register(frontEnd);
        var image = ansel.stored(Photographs.jpeg());
        var jobs = IntStream.range(0, 30).mapToObj(_ -> job(ansel, image, receiver.url("/"))).toList();

        for (int i = 0; i < jobs.size(); i++) {
            complete(i % 2 == 0 ? frontEnd : other, jobs.get(i));
        }

        jobs.forEach(job -> delivery(ansel, job, "delivered"));
        assertEquals(30, receiver.calls().size());
        assertEquals(30, receiver.calls().stream().map(call -> call.header("webhook-id")).distinct().count());
    }

    @Test
    void aSlowReceiverHoldsUpNobodyElse() {
        // whose calls are not over before this test is
        var frontEnd = frontEnd("darkroom.webhook.timeout-seconds=60", "darkroom.webhook.parallel=4",
                "darkroom.webhook.parallel-per-user=2");
        var slow = Client.register(frontEnd);
        var image = slow.stored(Photographs.jpeg());
        receiver.gate().shut();
        for (int i = 0; i < 10; i++) {
            complete(frontEnd, job(slow, image, receiver.url("/")));
        }
        receiver.gate().awaitArrivals(2);

        var fast = Client.register(frontEnd);
        var other = SYSTEM.endsWithTest(new Receiver());
        var job = job(fast, other.url("/"));
        complete(frontEnd, job);

        delivery(fast, job, "delivered");
        assertEquals(2, receiver.gate().arrived());
        receiver.gate().open();
        receiver.awaitCalls(10);
    }

    private static Node frontEnd(String... overrides) {
        return SYSTEM.start("frontend", Stream.of(SETTINGS, overrides).flatMap(Stream::of).toArray(String[]::new));
    }

    private static JsonNode job(Client client, String callbackUrl) {
        return job(client, client.stored(Photographs.jpeg()), callbackUrl);
    }

    private static JsonNode job(Client client, JsonNode image, String callbackUrl) {
        return client.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale", "callback_url",
                callbackUrl)).expect(201);
    }

    private static void complete(Node frontEnd, JsonNode job) {
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), completed(job)).expect(200);
    }

    private static Map<String, ?> completed(JsonNode job) {
        return Map.of("status", "completed", "results", List.of(Map.of("step", "grayscale", "s3_key",
                "images/" + job.get("image_id").asLong() + "/grayscale-beach.jpg", "content_type", "image/jpeg",
                "byte_size", 7)));
    }

    /** The one delivery of a job, when it is in that state. */
    private static JsonNode delivery(Client client, JsonNode job, String status) {
        var path = "/api/webhook_deliveries?job_id=" + Client.id(job);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var deliveries = client.get(path).expect(200);
            assertEquals(status, deliveries.path(0).path("status").asText(), deliveries::toString);
        });
        return client.get(path).expect(200).get(0);
    }
}
