package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.LiveRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Darkroom's own routes, saved while it runs. */
class LiveRoutesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Path SOURCES = Path.of("src/main/resources/routes");
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LiveRoutes.class);

    @TempDir
    Path home;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path routes;
    private Node node;
    private Client ansel;
    private JsonNode image;

    @BeforeEach
    void start() throws Exception {
        log.start();
        LOG.addAppender(log);
        routes = home.resolve("routes");
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.toList()) {
                Files.copy(file, routes.resolve(SOURCES.relativize(file).toString()));
            }
        }
        node = SYSTEM.start("both", "darkroom.routes.steps=file:" + routes + "/steps/*.yaml",
                "camel.component.direct.block=" + LiveRoutes.SETTINGS.get("camel.component.direct.block"));
        node.context().addService(new LiveRoutes(routes));
        ansel = Client.register(node);
        image = ansel.stored(Photographs.jpeg());
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(log);
    }

    @Test
    void everyFileIsTakenAndJobsAreDoneAsBefore() throws Exception {
        for (var file : files()) {
            change(file, "", "");
            awaitLog(routes.getParent().relativize(file) + " is taken");
        }

        assertEquals("completed", ansel.finished(ansel.createJob(image, "grayscale", "histogram")).get("status")
                .asText());
    }

    @Test
    void aJobThatRunsMeanwhileIsCompletedAndSoIsTheNext() throws Exception {
        var atWork = new Gate();
        node.before("step-grayscale", atWork);
        atWork.shut();
        var running = ansel.createJob(image, "grayscale");
        atWork.awaitArrivals(1);

        change(routes.resolve("steps/grayscale.yaml"), "description: ", "description: Newly, ");
        var next = ansel.createJob(ansel.stored(Photographs.jpeg()), "grayscale");
        CompletableFuture.runAsync(() -> await().until(() -> atWork.arrived() > 0)).thenRun(atWork::open);

        assertEquals("completed", ansel.finished(running).get("status").asText());
        assertEquals("completed", ansel.finished(next).get("status").asText());
        await().atMost(TestSystem.PATIENCE).until(() -> jobType("grayscale"),
                type -> type != null && type.get("description").asText().startsWith("Newly, "));
    }

    @Test
    void aNewStepIsInTheCatalogueAndCanBeUsedAtOnce() throws Exception {
        Files.writeString(routes.resolve("steps/night-vision.yaml"),
                Files.readString(routes.resolve("steps/grayscale.yaml")).replace("step-grayscale", "step-night-vision")
                        .replace("id: grayscale", "id: night-vision"));
        awaitLog("night-vision.yaml is taken");

        assertEquals("photograph", jobType("night_vision").get("output").asText());
        assertEquals("completed", ansel.finished(ansel.createJob(image, "night_vision")).get("status").asText());

        Files.delete(routes.resolve("steps/night-vision.yaml"));
        awaitLog("night-vision.yaml is gone");
        assertEquals(null, jobType("night_vision"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(routes)) {
            // what counts for all routes needs a new start
            return all.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("errors.yaml")).sorted()
                    .toList();
        }
    }

    private static void change(Path file, String old, String fresh) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst(old, fresh) + "# saved again\n");
    }

    private JsonNode jobType(String name) {
        return StreamSupport.stream(ansel.get("/api/job_types?n=all").expect(200).spliterator(), false)
                .filter(type -> type.get("job_name").asText().equals(name)).findFirst().orElse(null);
    }

    private void awaitLog(String text) {
        await().atMost(TestSystem.PATIENCE).until(() -> List.copyOf(log.list).stream()
                .anyMatch(event -> event.getFormattedMessage().contains(text)));
    }
}
