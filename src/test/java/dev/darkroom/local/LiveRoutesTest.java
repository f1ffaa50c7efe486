package dev.darkroom.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.darkroom.sequence.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Saves files of routes while Camel runs: a job that visits one step, and that step. */
@Timeout(60)
class LiveRoutesTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LiveRoutes.class);

    @TempDir
    Path home;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Main main = new Main();
    private Catalogue catalogue;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        log.start();
        LOG.addAppender(log);
        save("worker/develop.yaml", """
                - route:
                    id: develop
                    from:
                      uri: direct:develop
                      steps:
                        - toD:
                            uri: direct:step-${header.step}
                """);
        save("steps/sepia.yaml", step("sepia", "Makes brown", "brown"));
        var files = "file:" + home + "/routes/steps/*.yaml";
        var settings = new Properties();
        settings.putAll(LiveRoutes.SETTINGS);
        settings.put("camel.main.routes-include-pattern", "file:" + home + "/routes/worker/*.yaml," + files);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(settings);
        main.start();
        var context = main.getCamelContext();
        catalogue = new Catalogue(context, files);
        context.getRegistry().bind("catalogue", catalogue);
        context.getRegistry().bind("work", this);
        template = context.createProducerTemplate();
        context.addService(new LiveRoutes(home.resolve("routes")));
    }

    @AfterEach
    void stop() {
        open.countDown();
        main.stop();
        LOG.detachAppender(log);
    }

    @Test
    void aStepThatIsSavedDoesWhatItsFileSays() throws Exception {
        assertEquals("brown", develop("sepia"));

        save("steps/sepia.yaml", step("sepia", "Makes very brown", "very brown"));

        await().until(() -> develop("sepia").equals("very brown"));
        await().until(() -> catalogue.find("sepia").orElseThrow().description().equals("Makes very brown"));
    }

    @Test
    void aJobThatRunsMeanwhileEndsAsItBegan() throws Exception {
        save("steps/sepia.yaml", working("old"));
        awaitLog("sepia.yaml is taken");
        var running = CompletableFuture.supplyAsync(() -> develop("sepia"));
        atWork.await();

        save("steps/sepia.yaml", step("sepia", "Makes brown", "new"));
        await().until(() -> catalogue.find("sepia").orElseThrow().description().equals("Makes brown"));
        var next = CompletableFuture.supplyAsync(() -> develop("sepia"));
        open.countDown();

        assertEquals("old", running.join());
        assertEquals("new", next.join());
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("- route:\n    id: [step-sepia\n", "line 3, column 1"),
                Arguments.of(step("sepia", "Makes brown", "new").replace("setBody", "setBodi"), "setBodi"),
                Arguments.of(step("sepia", "Makes brown", "new").replace("direct:", "drect:"), "drect"),
                Arguments.of(step("sepia", "Makes brown", "new").replace("output: photograph", "output photograph"),
                        "output photograph"),
                Arguments.of(step("sepia", "Makes brown", "new").replace("step-sepia", "develop"),
                        "there is a route develop in routes/worker/develop.yaml already"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenFileIsToldInOneLineAndTheOldRouteStays(String text, String told) throws Exception {
        save("steps/sepia.yaml", text);
        awaitLog("sepia.yaml is not taken");

        var line = log.list.getLast().getFormattedMessage();
        assertTrue(line.contains(told) && !line.contains("\n"), line);
        assertEquals("brown", develop("sepia"));
        assertEquals("Makes brown", catalogue.find("sepia").orElseThrow().description());

        save("steps/sepia.yaml", step("sepia", "Makes very brown", "very brown"));
        await().until(() -> develop("sepia").equals("very brown"));
    }

    @Test
    void aNewFileIsANewStepAndADeletedOneIsNoMore() throws Exception {
        save("steps/night-vision.yaml", step("night-vision", "Makes green", "green"));
        awaitLog("night-vision.yaml is taken");

        assertEquals("Makes green", catalogue.find("night_vision").orElseThrow().description());
        assertEquals("green", develop("night-vision"));

        Files.delete(home.resolve("routes/steps/night-vision.yaml"));
        awaitLog("night-vision.yaml is gone");

        assertFalse(catalogue.find("night_vision").isPresent());
        assertEquals(null, main.getCamelContext().getRoute("step-night-vision"));
        assertEquals("brown", develop("sepia"));
    }

    @Test
    void aRouteMayBeginElsewhere() throws Exception {
        save("worker/develop.yaml", Files.readString(home.resolve("routes/worker/develop.yaml"))
                .replace("direct:develop", "direct:develop-anew"));
        awaitLog("develop.yaml is taken");

        assertEquals("brown",
                template.requestBodyAndHeader("direct:develop-anew", null, "step", "sepia", String.class));
    }

    @Test
    void routesOfATemplateChangeWithIt() throws Exception {
        var templates = """
                - routeTemplate:
                    id: colour
                    parameters:
                      - name: name
                    route:
                      from:
                        uri: direct:{{name}}
                        steps:
                          - setBody:
                              constant: "light {{name}}"
                - templatedRoute:
                    routeId: red
                    routeTemplateRef: colour
                    parameters:
                      - name: name
                        value: red
                """;
        save("worker/colours.yaml", templates);
        awaitLog("colours.yaml is taken");
        assertEquals("light red", template.requestBody("direct:red", null, String.class));

        save("worker/colours.yaml", templates.replace("light", "dark"));

        await().until(() -> "dark red".equals(template.requestBody("direct:red", null, String.class)));
    }

    @Test
    void routesThatLeanOnAConfigurationChangeWithIt() throws Exception {
        var consolation = """
                - routeConfiguration:
                    id: consolation
                    onException:
                      - onException:
                          exception:
                            - java.lang.IllegalStateException
                          handled:
                            constant: "true"
                          steps:
                            - setBody:
                                constant: never mind
                """;
        save("worker/consolation.yaml", consolation);
        awaitLog("consolation.yaml is taken");
        save("worker/fail.yaml", """
                - route:
                    id: fail
                    routeConfigurationId: consolation
                    from:
                      uri: direct:fail
                      steps:
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: alas
                """);
        awaitLog("fail.yaml is taken");
        assertEquals("never mind", template.requestBody("direct:fail", null, String.class));

        save("worker/consolation.yaml", consolation.replace("never mind", "all is well"));

        await().until(() -> "all is well".equals(template.requestBody("direct:fail", null, String.class)));
    }

    /** What the step of a running job does: waits until it may go on. */
    public void hold() throws InterruptedException {
        atWork.countDown();
        open.await();
    }

    private String develop(String step) {
        return template.requestBodyAndHeader("direct:develop", null, "step", step, String.class);
    }

    private void awaitLog(String text) {
        await().until(() -> List.copyOf(log.list).stream()
                .anyMatch(event -> event.getFormattedMessage().contains(text)));
    }

    private void save(String file, String text) throws IOException {
        var place = home.resolve("routes").resolve(file);
        Files.createDirectories(place.getParent());
        Files.createDirectories(home.resolve("routes/steps"));
        // all at once: what an editor writes bit by bit may be seen half written, and be refused in passing
        Files.move(Files.writeString(home.resolve("saved"), text), place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String working(String result) {
        return step("sepia", "Takes its time", result).replace("steps:\n",
                "steps:\n        - bean:\n            ref: work\n            method: hold\n");
    }

    private static String step(String name, String description, String result) {
        return """
                - route:
                    id: step-%1$s
                    description: %2$s
                    note: |
                      input: photograph
                      output: photograph
                    from:
                      uri: direct:step-%1$s
                      steps:
                        - setBody:
                            constant: %3$s
                """.formatted(name, description, result);
    }
}
