package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A step that a service of another language does; here another server is in the service's place. */
class EmbossIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static HttpServer service;
    private static Client ansel;

    @BeforeAll
    static void start() throws IOException {
        var relief = Photographs.png();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/emboss", call -> {
            call.getRequestBody().readAllBytes();
            ASKED.add(call.getRequestHeaders().getFirst("Content-Type") + " " + call.getRequestURI().getQuery());
            var refused = call.getRequestURI().getQuery().contains("depth=9");
            // busy at first
            var status = ASKED.size() == 1 ? 503 : refused ? 422 : 200;
            var answer = status == 200 ? relief : status == 422 ? "Too deep".getBytes() : new byte[0];
            call.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        service.start();
        var node = SYSTEM.start("both", "darkroom.steps.emboss.url=http://localhost:" + service.getAddress().getPort()
                + "/emboss", "darkroom.service.retry-delay=1");
        ansel = Client.register(node);
    }

    @AfterAll
    static void stop() {
        service.stop(0);
    }

    @Test
    void aServiceThatIsBusyAtFirstDoesTheStep() {
        var job = ansel.finished(ansel.createJob(ansel.stored(Photographs.jpeg()), "emboss", "histogram"));

        assertEquals("completed", job.get("status").asText(), job::toString);
        assertEquals("image/png", job.get("results").get(0).get("content_type").asText());
        assertTrue(ASKED.contains("image/jpeg azimuth=135&depth=1.0"), ASKED::toString);
    }

    @Test
    void whatTheServiceRefusesFailsWithItsWords() {
        var image = ansel.stored(Photographs.jpeg());
        var job = ansel.finished(ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type",
                "emboss", "environment", "EMBOSS_DEPTH=9")).expect(201));

        assertEquals("failed", job.get("status").asText());
        assertEquals("Too deep", job.get("problem").get("detail").asText());
        assertEquals("emboss", job.get("problem").get("step").asText());
    }

    @Test
    void theCatalogueTellsTheLanguage() {
        var type = await().atMost(TestSystem.PATIENCE)
                .until(() -> StreamSupport.stream(ansel.get("/api/job_types?n=all").expect(200).spliterator(), false)
                        .filter(each -> each.get("job_name").asText().equals("emboss")).findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertEquals("Python", type.get("language").asText());
        assertTrue(type.get("parameters").size() == 2, type::toString);
    }
}
