package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.local.LocalServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator's system sees on the management port. */
class HealthIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    @Test
    void aFrontEndStartsWithoutItsPartsAndIsReadyWhenAllAnswer() {
        var parts = List.<LocalServer>of(TestSystem.cloud().postgres(), TestSystem.cloud().s3(),
                TestSystem.cloud().sqs());
        var frontEnd = SYSTEM.prepare("frontend", "darkroom.database.timeout=1000");
        parts.forEach(LocalServer::stop);
        try {
            frontEnd.boot();
            assertEquals("Darkroom is starting. Nothing was lost; try again in 5 seconds",
                    Client.withToken(frontEnd.url(), null).get("/api/images").expect(503)
                            .get("detail").asText());
            for (var part : parts) {
                assertDown(frontEnd);
                part.start();
            }
            awaitUp(frontEnd);
            assertEquals(201, Client.register(frontEnd).post("/api/images", Map.of()).status());
        } finally {
            parts.forEach(LocalServer::start);
        }
    }

    @Test
    void aPartThatGoesMakesAFrontEndUnreadyUntilItIsBack() {
        var frontEnd = SYSTEM.start("frontend", "darkroom.database.timeout=1000");
        awaitUp(frontEnd);

        for (var part : List.<LocalServer>of(TestSystem.cloud().postgres(), TestSystem.cloud().s3(),
                TestSystem.cloud().sqs())) {
            part.stop();
            try {
                assertDown(frontEnd);
                assertEquals(200, observe(frontEnd, "health/live").status());
            } finally {
                part.start();
            }
            awaitUp(frontEnd);
        }
    }

    @Test
    void redisIsNotNeededToBeReady() {
        TestSystem.cloud().redis().stop();
        try {
            awaitUp(SYSTEM.start("both"));
        } finally {
            TestSystem.cloud().redis().start();
        }
    }

    @Test
    void aWorkerIsReadyWithoutPostgresql() {
        TestSystem.cloud().postgres().stop();
        try {
            awaitUp(SYSTEM.start("worker"));
        } finally {
            TestSystem.cloud().postgres().start();
        }
    }

    @Test
    void metricsCountTheExchangesOfTheRoutes() {
        var frontEnd = SYSTEM.start("frontend");
        Client.register(frontEnd);

        var metrics = observe(frontEnd, "metrics").text();

        assertTrue(metrics.contains("camel_exchanges_"), metrics);
        assertTrue(metrics.contains("routeId=\"create-user\""), metrics);
    }

    @Test
    void thePortOfTheApiTellsNothingOfTheInside() {
        var frontEnd = SYSTEM.start("frontend");

        for (var path : List.of("/observe/health", "/observe/health/ready", "/observe/metrics", "/observe/info",
                "/q/health", "/q/metrics", "/observe")) {
            assertEquals(404, Client.withToken(frontEnd.url(), null).get(path).status(), path);
        }
    }

    private static void assertDown(Node node) {
        var answer = observe(node, "health/ready");
        assertEquals(503, answer.status(), answer.text());
        assertEquals("DOWN", answer.json().get("status").asText());
    }

    private static void awaitUp(Node node) {
        await().atMost(PATIENCE).until(() -> observe(node, "health/ready").status() == 200);
        assertEquals("UP", observe(node, "health/ready").json().get("status").asText());
    }

    private static Answer observe(Node node, String path) {
        return Client.withToken(node.managementUrl(), null).get("/observe/" + path);
    }
}
