package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.local.Samples;
import dev.darkroom.parts.Digests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

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
        files.add(broken());

        choose(files);
        assertEquals("Recognise 31 photographs", browser.find("#start").getText());
        await().atMost(TestSystem.PATIENCE).until(() -> browser.all(".photo img[src^='blob:']").size() == 30);
        browser.screenshots("batch-chosen");

        browser.find("#start").click();
        completed();

        assertEquals(List.of("31", "30", "1", "0"), counts());
        assertEquals(0L, browser.script("""
                return performance.getEntriesByType('resource')
                    .filter(request => /api[/]batches[/]/.test(request.name)).length"""));
        assertEquals(30, browser.all(".photo .predictions:not([hidden])").size());
        assertEquals(30, browser.all(".photo[data-status=completed]").size());
        assertTrue(photograph("04-coffee.jpg").getText().contains("cup"));
        assertTrue(photograph("03-chelsea.jpg").getText().contains("cat"));
        assertTrue(browser.all(".boxes rect").size() >= 30 / 7 * 4);
        assertTrue(photograph("broken.jpg").getText().contains("This is not a JPEG or PNG image"));
        browser.screenshots("batch-completed");

        // what was said at once is what is there later
        var address = browser.address();
        var said = browser.find("#photos").getText();
        browser.open(address);
        assertEquals(said, browser.find("#photos").getText());
        assertEquals(30, browser.pictures());
        // as a link that has become too old
        browser.script("document.querySelector('.photo img').src = 'data:image/jpeg,old'");
        await().atMost(TestSystem.PATIENCE).until(() -> browser.pictures() == 30);
        assertEquals(List.of("31", "30", "1", "0"), counts());
    }

    /** As telephones store them. */
    @Test
    void showsAPhotographThatIsStoredOnItsSideUpright() throws IOException {
        choose(List.of(onItsSide("coffee.jpg")));
        await().atMost(TestSystem.PATIENCE).until(() -> browser.has(".photo img[src^='blob:']"));
        assertEquals(1, browser.pictures());
        var thumbnail = browser.find(".photo img");
        assertEquals(List.of("480", "320"),
                List.of(thumbnail.getDomProperty("naturalWidth"), thumbnail.getDomProperty("naturalHeight")));

        browser.find("#start").click();
        completed();
        assertEquals("0 0 600 400", browser.find(".boxes").getDomAttribute("viewBox"));
        browser.screenshots("batch-upright");
    }

    @Test
    void drawsNoBoxesThatDoNotFitThePhotograph() throws IOException {
        var cropping = SYSTEM.start("frontend", "darkroom.batch.job-sequence=crop,classify");
        var other = SYSTEM.endsWithTest(Browser.at(cropping)).open("/").press("Sign in");
        other.type("login", "ansel" + users).type("password", PASSWORD).press("Sign in");
        other.find("#images").sendKeys(paths(List.of(onItsSide("coffee.jpg"))));
        other.find("#start").click();
        await().atMost(TestSystem.PATIENCE).until(() -> other.find("#said").getText().startsWith("Of 1"));

        assertTrue(TestSystem.value("SELECT document FROM results WHERE step = 'classify' ORDER BY job_id DESC LIMIT 1")
                .contains("\"of\""));
        assertTrue(other.has(".photo .predictions .label"));
        assertFalse(other.has(".boxes rect"));
        other.open(other.address());
        assertTrue(other.has(".photo .predictions .label"));
        assertFalse(other.has(".boxes rect"));
    }

    @Test
    void triesAPhotographAgainWhoseJobWasGivenUp() throws IOException {
        choose(List.of(broken()));
        browser.find("#start").click();
        completed();
        assertTrue(browser.find(".hopeless").isDisplayed());
        giveUp();
        browser.open(browser.address());
        assertTrue(photograph("broken.jpg").getText().contains("Too many tries"));
        assertFalse(browser.find(".hopeless").isDisplayed());

        for (int tries = 0; tries < 2; tries++) {
            var ended = TestSystem.value("SELECT max(finished_at) FROM jobs");
            browser.find(".retry button").sendKeys(Keys.ENTER);

            await().atMost(TestSystem.PATIENCE)
                    .until(() -> !ended.equals(TestSystem.value("SELECT max(finished_at) FROM jobs")));
            await().atMost(TestSystem.PATIENCE).until(() -> counts().equals(List.of("1", "0", "1", "0"))
                    && photograph("broken.jpg").getText().contains("This is not a JPEG or PNG image"));
            // it would end alike, but whoever runs the workers may know better
            assertTrue(browser.find(".hopeless").isDisplayed());
        }
    }

    /** The newest job that failed becomes one that was given up. */
    private static void giveUp() {
        TestSystem.update("""
                UPDATE jobs SET given_up = true, problem = '{"title":"The job was given up","detail":"Too many tries"}'
                 WHERE id = (SELECT max(id) FROM jobs WHERE status = 'failed')""");
    }

    @Test
    void uploadsAgainWhatBrokeOff() throws IOException {
        choose(photographs(2));
        TestSystem.cloud().s3().stop();
        try {
            browser.find("#start").click();
            await().atMost(TestSystem.PATIENCE).until(() -> browser.all(".photo .reason:not([hidden])").size() == 2);
            assertTrue(photograph("01-astronaut.jpg").getText().contains("The upload broke off."));
            browser.screenshots("batch-upload-broken");
        } finally {
            TestSystem.cloud().s3().start();
        }

        completed();
        assertEquals(List.of("2", "2", "0", "0"), counts());
        assertEquals(List.of(), complaintsOfOthers());
    }

    @Test
    void repeatsWhatStandsStill() throws IOException {
        choose(photographs(2));
        browser.script("""
                const { setTimeout } = window;
                window.setTimeout = (action, pause) => setTimeout(action, pause === 60000 ? 300 : pause);
                const { send } = XMLHttpRequest.prototype;
                XMLHttpRequest.prototype.send = function (body) {
                  XMLHttpRequest.prototype.send = send;
                };""");
        browser.find("#start").click();

        completed();
        assertEquals(List.of("2", "2", "0", "0"), counts());
        assertEquals(List.of(), complaintsOfOthers());
    }

    @Test
    void waitsForTheNetwork() throws IOException {
        choose(photographs(2));
        TestSystem.cloud().s3().stop();
        try {
            browser.find("#start").click();
            await().atMost(TestSystem.PATIENCE).until(() -> browser.all(".photo .reason:not([hidden])").size() == 2);
            browser.online(false);
        } finally {
            TestSystem.cloud().s3().start();
        }
        await().atMost(TestSystem.PATIENCE).until(() -> browser.all(".photo .reason:not([hidden])").isEmpty());
        assertEquals(List.of("created", "created"), states());

        browser.online(true);
        completed();
        assertEquals(List.of("2", "2", "0", "0"), counts());
        browser.complaints();
    }

    @Test
    void recognisesPhotographsWhoseEventWasLost() throws Exception {
        choose(photographs(3));
        // as if the answer to the first were lost
        browser.script("""
                const status = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'status').get;
                let first;
                Object.defineProperty(XMLHttpRequest.prototype, 'status', {
                  get() {
                    first ??= this;
                    return this === first && this.readyState === 4 ? 500 : status.call(this);
                  },
                });""");
        darkroom.stopRoute("receive-upload-events");
        try {
            browser.find("#start").click();
            completed();
        } finally {
            darkroom.startRoute("receive-upload-events");
        }
        assertEquals(List.of("3", "3", "0", "0"), counts());
        assertEquals(3, browser.all(".photo[data-status=completed]").size());
        assertFalse(browser.find("#again").isDisplayed());
        assertEquals(List.of(), complaintsOfOthers());
    }

    @Test
    void makesOneBatchThoughItsAnswerWasLost() throws IOException {
        choose(photographs(1));
        browser.script("""
                const { setTimeout, fetch } = window;
                window.setTimeout = (action, pause) => setTimeout(action, pause < 10000 ? 0 : pause);
                window.lost = true;
                window.fetch = async (path, options) => {
                  const answer = await fetch(path, options);
                  if (window.lost) {
                    throw new TypeError("lost");
                  }
                  return answer;
                };""");
        browser.find("#start").click();
        await().atMost(TestSystem.PATIENCE).until(() -> browser.find("#refused").isDisplayed());
        assertEquals("Darkroom cannot be reached.", browser.find("#refused").getText());

        browser.script("window.lost = false");
        browser.find("#start").click();
        completed();
        assertEquals("1", TestSystem.value(
                "SELECT count(*) FROM batches JOIN users ON users.id = user_id WHERE username = ?", "ansel" + users));
    }

    @Test
    void takesNothingForABatchThatIsGone() {
        var user = Client.withToken(darkroom.url(), browser.cookie("darkroom_session").getValue());
        var id = Client.id(user.post("/api/batches", Map.of("images", List.of(Map.of("name", "moon.jpg"))))
                .expect(202));
        browser.open("/batches/" + id);
        assertTrue(browser.find("#choose").isDisplayed());

        user.delete("/api/batches/" + id).expect(200);

        await().atMost(TestSystem.PATIENCE).until(() -> !browser.find("#choose").isDisplayed());
        await().atMost(TestSystem.PATIENCE)
                .until(() -> browser.find("#said").getText().equals("This batch was destroyed."));
    }

    @Test
    void choosesOthers() throws IOException {
        choose(photographs(2));
        assertEquals("Recognise 2 photographs", browser.find("#start").getText());
        browser.find("#clear").click();
        assertFalse(browser.has(".photo"));
        assertFalse(browser.find("#start").isEnabled());
        assertFalse(browser.find("#clear").isDisplayed());

        choose(photographs(4).subList(3, 4));
        assertEquals("Recognise 1 photograph", browser.find("#start").getText());
        browser.find("#start").click();
        completed();
        assertEquals(List.of("1", "1", "0", "0"), counts());
        assertEquals(List.of("completed"), states());
    }

    @Test
    void takesAnotherInThePlaceOfAWrongOne() throws IOException {
        var right = photographs(1).getFirst();
        var user = Client.withToken(darkroom.url(), browser.cookie("darkroom_session").getValue());
        var batch = user.post("/api/batches", Map.of("images", List.of(Map.of("name", "01-astronaut.jpg", "sha256",
                HexFormat.of().formatHex(Digests.sha256(Files.readAllBytes(right))))))).expect(202);
        browser.open("/batches/" + Client.id(batch));

        choose(List.of(Files.write(folder("wrong").resolve("01-astronaut.jpg"),
                Samples.named("coffee.jpg").content())));
        await().atMost(TestSystem.PATIENCE)
                .until(() -> photograph("01-astronaut.jpg").getText().contains("another photograph of this name"));
        assertEquals("1 photograph waits for its upload.", browser.find("#missing").getText());
        assertFalse(isWarned());

        choose(List.of(right));
        completed();
        assertEquals(List.of("1", "1", "0", "0"), counts());
        assertTrue(photograph("01-astronaut.jpg").getText().contains("person"));
        assertEquals(List.of(), complaintsOfOthers());
    }

    /** Without what the browser says of uploads that break off. */
    private static List<String> complaintsOfOthers() {
        var s3 = authority(TestSystem.cloud().properties().get("darkroom.s3.endpoint"));
        return browser.complaints().stream()
                .filter(complaint -> !complaint.contains(s3) && !complaint.contains("[Uppy]")).toList();
    }

    @Test
    void goesOnAfterAReloadWithWhatWasNotUploaded() throws IOException {
        var files = photographs(2);
        files.add(folder("other").resolve("01-astronaut.jpg"));
        Files.write(files.get(2), Samples.named("coffee.jpg").content());
        files.add(Files.copy(files.get(1), folder("again").resolve("02-camera.jpg")));
        choose(files);
        assertFalse(isWarned());
        TestSystem.cloud().s3().stop();
        try {
            browser.find("#start").click();
            await().atMost(TestSystem.PATIENCE).until(() -> browser.has(".photo progress") || isWarned());
        } finally {
            browser.open(batchAddress());
            TestSystem.cloud().s3().start();
        }
        assertEquals(List.of(), complaintsOfOthers());
        assertEquals("4 photographs wait for their upload.", browser.find("#missing").getText());
        assertEquals(4, browser.all(".photo[data-status=created]").size());
        browser.screenshots("batch-missing");

        choose(List.of(files.get(2), files.get(3), Files.write(folder("smaller").resolve("01-astronaut.jpg"),
                Samples.named("rocket.jpg").content()), photographs(3).getLast()));
        await().atMost(TestSystem.PATIENCE).until(() -> counts().equals(List.of("4", "2", "0", "2")));
        var refused = browser.find("#refused").getText();
        assertTrue(refused.contains("01-astronaut.jpg is not the one that is missing: that one has "
                + Files.size(files.getFirst()) + " bytes, this one 112525."), refused);
        assertTrue(refused.contains("03-chelsea.jpg is none of the photographs that are missing."), refused);
        assertEquals("2 photographs wait for their upload.", browser.find("#missing").getText());
        assertEquals(List.of("created", "completed", "completed", "created"), states());
        browser.screenshots("batch-missing-fewer");

        // those that were uploaded may be among them
        choose(files);
        completed();
        assertEquals(List.of("4", "4", "0", "0"), counts());
        assertFalse(browser.find("#choose").isDisplayed());
        assertFalse(isWarned());
        assertTrue(browser.all(".photo").get(2).getText().contains("cup"));
        browser.screenshots("batch-missing-done");
    }

    @Test
    void uploadsWhatWasAnnouncedAndDidNotComeInTime() throws IOException {
        choose(photographs(1));
        TestSystem.cloud().s3().stop();
        try {
            browser.find("#start").click();
            browser.open(batchAddress());
        } finally {
            TestSystem.cloud().s3().start();
        }
        TestSystem.update("UPDATE images SET status = 'expired' WHERE id = (SELECT max(id) FROM images)");
        browser.open(browser.address());
        assertTrue(photograph("01-astronaut.jpg").getText().contains("It can be uploaded still"));

        choose(photographs(1));
        await().atMost(TestSystem.PATIENCE).until(() -> counts().equals(List.of("1", "1", "0", "0")));
        assertTrue(photograph("01-astronaut.jpg").getText().contains("person"));
        assertEquals(List.of(), complaintsOfOthers());
    }

    @Test
    void findsOutWhatNoEventTells() {
        var user = Client.withToken(darkroom.url(), browser.cookie("darkroom_session").getValue());
        var batch = user
                .post("/api/batches", Map.of("images", List.of(Map.of("name", "moon.jpg"), Map.of("name", "sun.jpg"))))
                .expect(202);
        browser.open("/batches/" + Client.id(batch));
        assertEquals("2 photographs wait for their upload.", browser.find("#missing").getText());

        TestSystem.update("UPDATE images SET status = 'expired' WHERE id = ?", Client.id(batch.get("images").get(0)));
        TestSystem.update("DELETE FROM images WHERE id = ?", Client.id(batch.get("images").get(1)));

        completed();
        assertEquals(List.of("2", "0", "2", "0"), counts());
        assertTrue(photograph("moon.jpg").getText().contains("It can be uploaded still"));
        assertTrue(photograph("sun.jpg").getText().contains("There is no job to try again"));
        assertEquals("1 photograph waits for its upload.", browser.find("#missing").getText());
    }

    /** Of the batch that has just begun. */
    private static String batchAddress() {
        await().atMost(TestSystem.PATIENCE).until(() -> browser.address().startsWith("/batches/"));
        return browser.address();
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static List<String> states() {
        return browser.all(".photo").stream().map(photo -> photo.getDomAttribute("data-status")).toList();
    }

    /** Whether the browser asks before it leaves the page. */
    private static boolean isWarned() {
        return (boolean) browser.script("return !dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    }

    @Test
    void signsLinksAgainThatAreOld() throws IOException {
        var hasty = SYSTEM.start("frontend", "darkroom.upload.link-seconds=30", "darkroom.registration=closed",
                "darkroom.batch.images=3");
        var other = SYSTEM.endsWithTest(Browser.at(hasty));
        assertFalse(other.open("/").has("a[href='/account/register']"));
        assertTrue(other.open("/account/register").text().contains("Registration is closed"));

        other.press("Sign in").type("login", "ansel" + users).type("password", PASSWORD).press("Sign in");
        other.find("#images").sendKeys(paths(photographs(5)));
        assertEquals("A batch has 3 photographs at most. Together these are more, so none of them was taken.",
                other.find("#refused").getText());
        other.find("#images").sendKeys(paths(photographs(3)));
        other.find("#start").click();

        await().atMost(TestSystem.PATIENCE).until(() -> other.find("#said").getText().startsWith("Of 3"));
        assertEquals(3, other.all(".photo[data-status=completed]").size());
    }

    @Test
    void worksWithoutScripts() throws IOException {
        browser.withScripts(false).open("/");
        try {
            var files = photographs(4);
            files.add(broken());
            choose(files);
            browser.press("Recognise them");

            assertEquals(List.of("5", "4", "1", "0"), counts());
            assertTrue(photograph("04-coffee.jpg").getText().contains("cup"));
            assertTrue(photograph("04-coffee.jpg").findElement(By.cssSelector(".boxes rect")).isDisplayed());
            assertTrue(photograph("broken.jpg").getText().contains("This is not a JPEG or PNG image"));
            browser.screenshots("batch-without-scripts");

            assertTrue(browser.find(".photo[data-status=failed] .retry button").isDisplayed());
            giveUp();
            browser.follow("Batches").follow("Batch " + batch());
            assertTrue(photograph("broken.jpg").getText().contains("Too many tries"));
            browser.pressAt(".photo[data-status=failed] .retry button");
            assertEquals("It is tried again.", browser.find(".done").getText());
            await().atMost(TestSystem.PATIENCE)
                    .until(() -> browser.follow("Batches").follow("Batch " + batch())
                            .has(".photo[data-status=failed]"));
            assertTrue(photograph("broken.jpg").getText().contains("This is not a JPEG or PNG image"));
        } finally {
            browser.withScripts(true);
        }
    }

    private static String batch() {
        return browser.find("tbody a").getText().replace("Batch ", "");
    }

    @Test
    void answersAFormWithAReason() {
        browser.withScripts(false).open("/");
        try {
            browser.unchecked();
            browser.forgetCookies().press("Recognise them");

            assertEquals("Not signed in", browser.heading());
            assertTrue(browser.text().contains("You are not signed in"), browser.text());
            assertEquals(1, browser.complaints().size());
        } finally {
            browser.withScripts(true);
        }
    }

    @Test
    void saysWhatIsNotTaken() throws IOException {
        choose(List.of(Files.writeString(folder.resolve("notes.txt"), "Moon over half dome"),
                Files.createFile(folder.resolve("empty.jpg")), photographs(1).getFirst()));

        var refused = browser.find("#refused").getText();
        assertTrue(refused.contains("notes.txt is neither JPEG nor PNG"), refused);
        assertTrue(refused.contains("empty.jpg"), refused);
        assertEquals("Recognise 1 photograph", browser.find("#start").getText());
        browser.screenshots("batch-refused");
    }

    @Test
    void canBeUsedByKeyboard() throws IOException {
        choose(photographs(2));
        browser.script("document.querySelector('#images').focus()");
        assertEquals("start", browser.strike(Keys.TAB).focused().getDomAttribute("id"));
        assertEquals("Remove 01-astronaut.jpg",
                browser.strike(Keys.TAB).strike(Keys.TAB).focused().getDomAttribute("aria-label"));

        browser.strike(Keys.ENTER);
        assertEquals("Remove 02-camera.jpg", browser.focused().getDomAttribute("aria-label"));
        assertEquals(1, browser.all(".photo").size());
        browser.find("#start").sendKeys(Keys.ENTER);

        completed();
        assertEquals(List.of("1", "1", "0", "0"), counts());
    }

    @Test
    void pagesThroughPastBatches() {
        var user = Client.register(darkroom);
        for (int i = 0; i < 21; i++) {
            user.post("/api/batches", Map.of("images", List.of(Map.of("name", "moon.jpg")))).expect(202);
        }
        browser.forgetCookies().open("/batches");
        assertEquals("/account/sign-in?next=/batches", browser.address());
        browser.type("login", TestSystem.value("SELECT username FROM users WHERE id = ?", user.userId()))
                .type("password", PASSWORD).press("Sign in");

        assertEquals("/batches", browser.address());
        assertEquals(20, browser.all("tbody tr").size());
        browser.screenshots("batches").press("Older");
        assertEquals(1, browser.all("tbody tr").size());
        browser.press("Newest");
        assertEquals(20, browser.all("tbody tr").size());
    }

    @Test
    void saysWhyNobodyIsSignedIn() {
        browser.forgetCookies().open("/").screenshots("welcome").press("Sign in");
        browser.type("login", "ansel" + users).type("password", "not this one").press("Sign in");
        assertEquals("The name or the password is wrong", browser.find(".problem").getText());
        TestSystem.update("UPDATE failed_sign_ins SET failures = 15, failed_at = now() WHERE login = ?",
                "ansel" + users);
        browser.type("login", "ansel" + users).type("password", PASSWORD).press("Sign in");
        assertTrue(browser.find(".problem").getText().startsWith("Too many sign-ins have failed"),
                browser.find(".problem").getText());
        browser.open("/account/register").type("username", "ansel" + users).type("email", "other@example.org")
                .type("password", PASSWORD).screenshots("register").press("Register");
        assertEquals("The username or the e-mail address is taken", browser.find(".problem").getText());
        browser.complaints();
    }

    @Test
    void signsOut() {
        var session = browser.cookie("darkroom_session");
        assertTrue(session.isHttpOnly());
        assertEquals("Strict", session.getSameSite());

        browser.press("Sign out");

        assertTrue(browser.has("a[href='/account/sign-in']"));
        assertEquals(401, Client.withToken(darkroom.url(), session.getValue()).get("/api/batches").status());
    }

    private Path broken() throws IOException {
        return Files.writeString(folder.resolve("broken.jpg"), "no photograph");
    }

    /** A sample whose columns are stored as lines, from right to left, as EXIF's orientation 6 tells. */
    private Path onItsSide(String sample) throws IOException {
        var upright = ImageIO.read(new ByteArrayInputStream(Samples.named(sample).content()));
        var stored = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < upright.getWidth(); x++) {
            for (int y = 0; y < upright.getHeight(); y++) {
                stored.setRGB(y, upright.getWidth() - 1 - x, upright.getRGB(x, y));
            }
        }
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpeg", jpeg);
        var exif = ByteBuffer.allocate(36).putShort((short) 0xffe1).putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).array();
        var file = new ByteArrayOutputStream();
        file.write(jpeg.toByteArray(), 0, 2);
        file.writeBytes(exif);
        file.write(jpeg.toByteArray(), 2, jpeg.size() - 2);
        return Files.write(folder.resolve(sample), file.toByteArray());
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
        browser.find("#images").sendKeys(paths(files));
    }

    private static String paths(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining("\n"));
    }

    private static WebElement photograph(String name) {
        return browser.all(".photo").stream()
                .filter(photo -> photo.findElement(By.className("name")).getText().equals(name)).findFirst()
                .orElseThrow();
    }

    private static void completed() {
        await().atMost(TestSystem.PATIENCE).until(() -> browser.find("#said").getText().startsWith("Of "));
    }

    private static List<String> counts() {
        return browser.all("#counts b").stream().map(count -> count.getText()).toList();
    }
}
