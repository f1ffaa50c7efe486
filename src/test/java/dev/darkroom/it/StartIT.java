package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.spi.CamelEvent.RouteStartedEvent;
import org.apache.camel.spi.CamelEvent.RouteStoppedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that ask while Darkroom starts or stops: the port is open, and some of the routes are there. */
class StartIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private final Node darkroom = SYSTEM.prepare("both");
    private final Client stranger = Client.withToken(darkroom.url(), null);
    private final List<Answer> beforeRoutes = new ArrayList<>();
    private final List<Answer> amongStarts = new ArrayList<>();
    private final List<Answer> amongStops = new ArrayList<>();

    @Test
    void whoAsksWhileItStartsOrStopsIsToldToComeBack() {
        darkroom.listen(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) {
                main.getCamelContext().getManagementStrategy().addEventNotifier(new Doors());
            }
        });

        darkroom.start();
        assertEquals(401, stranger.get("/api/images").status());
        assertEquals(404, stranger.get("/nothing").status());
        darkroom.stop();

        List.of(beforeRoutes, amongStarts, amongStops).forEach(answers -> {
            assertFalse(answers.isEmpty());
            answers.forEach(StartIT::assertComeBack);
        });
        assertTrue(beforeRoutes.getFirst().text().contains("Darkroom is starting"));
        assertTrue(amongStops.getFirst().text().contains("Darkroom stops here"));
        assertThrows(UncheckedIOException.class, () -> stranger.get("/api/images"));
    }

    @Test
    void aWorkerThatStopsTooReportsTheJobItIsAt() throws Exception {
        var atWork = new Gate();
        darkroom.start();
        darkroom.before("report-completed", atWork);
        var ansel = Client.register(darkroom);
        var image = ansel.stored(Photographs.jpeg());
        atWork.shut();
        var job = ansel.createJob(image, "grayscale");
        atWork.awaitArrivals(1);

        var context = darkroom.context();
        var stop = Thread.ofVirtual().start(darkroom::stop);
        await().atMost(TestSystem.PATIENCE).until(() -> context.isStopping());
        assertComeBack(stranger.get("/api/images"));
        assertComeBack(Client.withToken(darkroom.url(), TestSystem.WORKER_TOKEN).post("/worker", Map.of()));
        atWork.open();
        stop.join();

        assertEquals("completed", TestSystem.value("SELECT status FROM jobs WHERE id = ?", Client.id(job)));
        assertEquals(0, TestSystem.messages(TestSystem.JOBS));
    }

    /** Asks before there is a route, as soon as a front door is there, and as soon as one is gone. */
    private final class Doors extends SimpleEventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            switch (event) {
                case CamelContextRoutesStartingEvent _ -> ask(beforeRoutes);
                case RouteStartedEvent door when isDoor(door) -> ask(amongStarts);
                case RouteStoppedEvent door when isDoor(door) -> ask(amongStops);
                default -> {
                }
            }
        }

        private boolean isDoor(RouteEvent event) {
            return event.getRoute().getEndpoint().getEndpointUri().startsWith("platform-http:");
        }
    }

    private void ask(List<Answer> answers) {
        answers.add(stranger.get("/api/images"));
        answers.add(stranger.get("/"));
        answers.add(stranger.post("/api/batches", Map.of()));
        answers.add(stranger.post("/worker", Map.of()));
    }

    private static void assertComeBack(Answer answer) {
        assertEquals(503, answer.expect(503).get("status").asInt());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("5", answer.header("Retry-After"));
    }
}
