package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.local.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pages of batches in a browser, as somebody uses them who has many photographs. */
class BatchPagesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String PASSWORD = "half dome at noon";

    private static Node darkroom;
    private static Browser browser;
    private static int users;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        darkroom = SYSTEM.start("both");
        browser = SYSTEM.endsWithTest(Browser.at(darkroom));
    }

    @BeforeEach
    void register() {
        browser.asOnADesktop().forgetCookies().open("/").press("Register");
        var name = "ansel" + ++users;
        browser.type("username", name).type("email", name + "@example.org").type("password", PASSWORD)
                .press("Register");
        assertEquals("What is in your photographs?", browser.heading());
    }

    /** What every page of every test has to keep. */
    @AfterEach
    void nothingIsAskedOfAnybodyElse() {
        assertEquals(List.of(), browser.complaints());
        assertTrue(Set
                .of(authority(darkroom.url()), authority(TestSystem.cloud().properties().get("darkroom.s3.endpoint")))
                .containsAll(browser.hosts()), () -> "asked of " + browser.hosts());
    }

    private static String authority(String url) {
        return URI.create(url).getAuthority();
    }

    @Test
    void recognisesThirtyPhotographsAndExplainsABrokenOne() throws IOException {
        var files = photographs(30);
        files.add(Files.write(folder.resolve("broken.jpg"), "no photograph".getBytes(StandardCharsets.UTF_8)));

        choose(files);
        assertEquals("Recognise 31 photographs", browser.find("#start").getText());
        await().atMost(TestSystem.PATIENCE).until(() -> browser.all(".photo img[src^='blob:']").size() >= 6);
        browser.screenshots("batch-chosen");

        browser.find("#start").click();
        completed();
        browser.screenshots("batch-completed");

        assertEquals(List.of("31", "30", "1", "0"), counts());
        assertEquals(30, browser.all(".photo .predictions:not([hidden])").size());
    }

    private List<Path> photographs(int count) throws IOException {
        var samples = Samples.all();
        var files = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            var sample = samples.get(i % samples.size());
            files.add(Files.write(folder.resolve("%02d-%s".formatted(i + 1, sample.name())), sample.content()));
        }
        return files;
    }

    private static void choose(List<Path> files) {
        browser.find("#images").sendKeys(files.stream().map(Path::toString).collect(Collectors.joining("\n")));
    }

    private static void completed() {
        await().atMost(TestSystem.PATIENCE).until(() -> browser.find("#said").getText().startsWith("Of "));
    }

    private static List<String> counts() {
        return browser.all("#counts b").stream().map(count -> count.getText()).toList();
    }
}
