package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** The pages under /admin in a browser, as an administrator uses them. */
class PagesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String ADMINISTRATOR = "minor";
    private static final String PASSWORD = "moonrise over hernandez";
    private static final int PHONE = 360;

    private static Node darkroom;
    private static Client ansel;
    private static JsonNode image;
    private static JsonNode job;
    private static JsonNode failed;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        darkroom = SYSTEM.start("both", "darkroom.administrator.username=" + ADMINISTRATOR,
                "darkroom.administrator.password=" + PASSWORD);
        browser = SYSTEM.endsWithTest(Browser.at(darkroom));
        ansel = Client.register(darkroom);
        image = ansel.stored(Samples.named("astronaut.jpg").content());
        job = ansel.finished(ansel.createJob(image, "grayscale", "histogram"));
        failed = ansel.finished(ansel.createJob(ansel.stored("no photograph".getBytes(StandardCharsets.UTF_8)),
                "grayscale"));
        await().atMost(TestSystem.PATIENCE).until(
                () -> !TestSystem.rows("SELECT id FROM users WHERE role = 'administrator'").isEmpty());
    }

    @BeforeEach
    void signIn() {
        browser.asOnADesktop().forgetCookies();
        signIn(ADMINISTRATOR, PASSWORD);
        assertEquals("Dashboard", browser.heading());
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

    private static void signIn(String login, String password) {
        browser.open("/admin").type("login", login).type("password", password).press("Sign in");
    }

    @Test
    void leadsToTheSignInAndFromThereToThePage() {
        browser.forgetCookies().open("/admin/jobs?status=failed");
        assertEquals("/account/sign-in?next=/admin/jobs?status=failed", browser.address());

        browser.type("login", ADMINISTRATOR).type("password", PASSWORD).press("Sign in");

        assertEquals("/admin/jobs?status=failed", browser.address());
        assertTrue(browser.has("a[href='/admin/jobs/" + Client.id(failed) + "']"));
    }

    @Test
    void keepsTheSessionInACookieThatNoScriptAndNoOtherSiteGets() {
        var cookie = browser.cookie("darkroom_session");

        assertTrue(cookie.isHttpOnly());
        assertEquals("Strict", cookie.getSameSite());
        assertEquals("/", cookie.getPath());
        assertFalse(cookie.isSecure());
        assertEquals("", browser.script("return document.cookie"));
    }

    @Test
    void endsTheSessionWithItsToken() {
        var token = browser.cookie("darkroom_session").getValue();
        assertEquals(200, Client.withToken(darkroom.url(), token).get("/api/users").status());

        browser.press("Sign out");

        assertEquals("What is in your photographs?", browser.heading());
        assertNull(browser.cookie("darkroom_session"));
        assertEquals(401, Client.withToken(darkroom.url(), token).get("/api/users").status());
    }

    @Test
    void letsASessionLiveNoLongerThanItsCookie() {
        assertEquals("t", TestSystem
                .value("""
                SELECT bool_and(expires_at <= now() + interval '8 hours') FROM tokens WHERE name = 'browser'"""));
    }

    @Test
    void refusesAWrongPassword() {
        browser.forgetCookies();
        signIn(ADMINISTRATOR, "half dome at noon");

        assertEquals("Sign in", browser.heading());
        assertEquals("The name or the password is wrong", browser.find(".problem").getText());
        assertNull(browser.cookie("darkroom_session"));
        assertEquals(ADMINISTRATOR, browser.find("#login").getDomProperty("value"));
        // which the browser says of the answer's status
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void letsOnlyAdministratorsIn() {
        browser.forgetCookies();
        signIn(TestSystem.value("SELECT username FROM users WHERE id = ?", ansel.userId()), "half dome at noon");

        assertEquals("Not allowed", browser.heading());
        assertTrue(browser.text().contains("These pages are for administrators"), browser.text());
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void takesOnlyTheTokenOfAnAdministrator() throws Exception {
        for (var token : List.of(TestSystem.WORKER_TOKEN, "nobody")) {
            assertEquals("/account/sign-in?next=%2Fadmin", send("GET", "/admin", "", "Cookie",
                    "darkroom_session=" + token).headers().firstValue("Location").orElseThrow());
            assertEquals(401, send("POST", "/admin/users", "username=x", "Cookie", "darkroom_session=" + token)
                    .statusCode());
        }
        var cookie = "darkroom_session=" + ansel.token();
        assertEquals(403, send("GET", "/admin", "", "Cookie", cookie).statusCode());
        assertEquals(403, send("POST", "/admin/users", "username=x", "Cookie", cookie).statusCode());
    }

    @Test
    void showsHowDarkroomIs() {
        var text = browser.text();

        assertTrue(text.contains("Dead jobs\n0 waiting"), text);
        assertTrue(text.contains("Completed\n1"), text);
        assertTrue(text.contains("This is not a JPEG or PNG image"), text);
        assertTrue(browser.has("a[href='/admin/jobs/" + Client.id(failed) + "']"));
        assertTrue(text.contains(job.get("worker").asText()), text);
        browser.screenshots("dashboard");
    }

    @Test
    void saysWhichPartOfTheDashboardIsMissing() throws Exception {
        TestSystem.cloud().sqs().stop();
        try {
            browser.open("/admin");

            assertEquals(3, browser.all(".figures .missing").size());
            assertTrue(browser.text().contains("This is not a JPEG or PNG image"));
        } finally {
            TestSystem.cloud().sqs().start();
        }
    }

    @Test
    void listsAndShowsPhotographsAsPictures() {
        browser.open("/admin/images");
        // and one object that is no photograph
        assertEquals(3, browser.pictures());
        browser.screenshots("images");

        browser.open("/admin/images/" + Client.id(image));
        assertEquals("beach.jpg", browser.heading());
        // itself, and what was made from it
        assertEquals(3, browser.pictures());
        browser.screenshots("image");

        browser.press("Results made from it");
        assertEquals(2, browser.all(".sheet > li").size());
        browser.follow("histogram-grayscale-beach.npy");
        assertEquals(1, browser.pictures());
        browser.screenshots("histogram");
    }

    @Test
    void showsAJobWithItsResults() {
        browser.open("/admin/jobs/" + Client.id(job));

        assertEquals(2, browser.pictures());
        assertTrue(browser.text().contains("Where the time went"));
        browser.screenshots("job");
    }

    @Test
    void queuesAFailedJobAgain() {
        browser.open("/admin/jobs/" + Client.id(failed)).press("Queue again").press("Queue again");

        assertEquals("It was changed.", browser.find(".done").getText());
        assertEquals("failed", ansel.finished(failed).get("status").asText());
    }

    @Test
    void narrowsAList() {
        browser.open("/admin/images").find("summary").click();
        browser.choose("status", "result stored").type("image_type", "histogram").screenshots("filter").press("Show");

        assertEquals(1, browser.all(".sheet > li").size());
        assertTrue(browser.find("summary").getText().contains("image type: histogram"));

        browser.press("Show all");
        assertEquals(4, browser.all(".sheet > li").size());
    }

    @Test
    void pagesThroughAList() {
        browser.open("/admin/images?n=2");
        var first = browser.find(".sheet").getText();
        browser.press("Older");

        assertEquals(2, browser.all(".sheet > li").size());
        assertFalse(first.equals(browser.find(".sheet").getText()));

        browser.press("Newest");
        assertEquals(first, browser.find(".sheet").getText());
    }

    @Test
    void saysWhyAFilterIsRefused() {
        browser.open("/admin/images?days=banana");

        assertTrue(browser.find(".problem").getText().startsWith("days: "));
        assertEquals("banana", browser.find("#days").getDomProperty("value"));
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void createsEditsAndDestroysAUser() {
        browser.open("/admin/users").press("New user");
        browser.screenshots("new-user");
        browser.type("username", "imogen").type("email", "imogen@example.org").type("password", "two callas 1925")
                .press("Create user");
        assertEquals("imogen", browser.heading());
        assertEquals("It was created.", browser.find(".done").getText());
        browser.screenshots("user");

        browser.press("Edit").type("username", "cunningham").choose("role", "administrator").press("Change user");
        assertEquals("cunningham", browser.heading());
        assertEquals("administrator", TestSystem.value("SELECT role FROM users WHERE username = 'cunningham'"));

        browser.press("Destroy");
        assertTrue(browser.text().contains("With cunningham go 0 images, 0 jobs"), browser.text());
        browser.screenshots("destroy-user");
        browser.send();
        assertEquals("It was destroyed.", browser.find(".done").getText());
        assertEquals(List.of(), TestSystem.rows("SELECT id FROM users WHERE username = 'cunningham'"));
        browser.screenshots("users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_types", "job_types"})
    void createsEditsAndDestroysATypeOf(String path) {
        var name = path.equals("image_types") ? "type_name" : "job_name";
        browser.open("/admin/" + path + "/new").type(name, "sepia");
        if (browser.has("#job_sequence")) {
            browser.type("job_sequence", "gamma, grayscale").type("environment", "GAMMA=0.8");
        }
        browser.send();
        assertEquals("sepia", browser.heading());

        browser.press("Edit").type(name, "cyanotype").send();
        assertEquals("cyanotype", browser.heading());

        browser.press("Destroy").screenshots("destroy-" + path).send();
        assertEquals("It was destroyed.", browser.find(".done").getText());
        assertFalse(browser.text().contains("cyanotype"));
        browser.screenshots(path);
    }

    @Test
    void announcesAnImageSaysHowItIsUploadedAndDestroysIt() {
        browser.open("/admin/images").press("New image").type("name", "moon.jpg").press("Announce image");
        assertEquals("moon.jpg", browser.heading());
        assertTrue(browser.find("pre").getText().startsWith("curl -T moon.jpg"));
        browser.screenshots("announced-image");

        browser.press("It is uploaded").send();
        assertTrue(browser.find(".problem").getText().startsWith("The original is not in the bucket yet"));
        assertEquals(1, browser.complaints().size());

        browser.press("Cancel").press("Destroy").send();
        assertEquals("It was destroyed.", browser.find(".done").getText());
    }

    @Test
    void createsAndDestroysAJob() {
        browser.open("/admin/images/" + Client.id(image)).press("New job for it");
        browser.type("job_sequence", "grayscale, histogram").screenshots("new-job").press("Create job");

        var created = Long.parseLong(browser.heading().replace("Job ", ""));
        assertEquals("completed", ansel.finished(created).get("status").asText());
        browser.open("/admin/jobs").screenshots("jobs").follow(Long.toString(created)).press("Destroy");
        browser.send();
        assertEquals("It was destroyed.", browser.find(".done").getText());
        assertEquals(404, ansel.get("/api/jobs/" + created).status());
    }

    @Test
    void keepsATypeThatIsInUse() {
        var id = TestSystem.value("SELECT id FROM image_types WHERE type_name = 'grayscale'");
        browser.open("/admin/image_types/" + id + "/destroy");
        assertTrue(browser.text().contains("it cannot be destroyed before they are"), browser.text());

        browser.send();

        assertTrue(browser.text().contains("an image type in use stays"), browser.text());
        browser.screenshots("in-use");
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void showsARefusedFormAgainWithWhatWasTyped() {
        browser.open("/admin/users/new").unchecked().type("username", "two words").type("email", "edward@example.org")
                .type("password", "pepper no 30").press("Create user");

        assertEquals("two words", browser.find("#username").getDomProperty("value"));
        assertEquals("edward@example.org", browser.find("#email").getDomProperty("value"));
        assertEquals("", browser.find("#password").getDomProperty("value"));
        assertEquals("true", browser.find("#username").getDomAttribute("aria-invalid"));
        assertTrue(browser.has("#complaint-username"));
        assertFalse(browser.has("#complaint-email"));
        assertEquals(List.of(), TestSystem.rows("SELECT id FROM users WHERE email = 'edward@example.org'"));
        browser.screenshots("refused-form");
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void saysThatANameIsTaken() {
        browser.open("/admin/users/new").type("username", ADMINISTRATOR).type("email", "white@example.org")
                .type("password", "pepper no 30").press("Create user");

        assertEquals("The username or the e-mail address is taken.", browser.find(".problem").getText());
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void changesNothingThatHasChangedMeanwhile() {
        browser.open("/admin/users/" + ansel.userId() + "/edit").type("email", "edit@example.org");
        TestSystem.update("UPDATE users SET email = 'other@example.org', updated_at = now() WHERE id = ?",
                ansel.userId());
        browser.press("Change user");

        assertTrue(browser.find(".problem").getText().startsWith("This user has changed since you read it"));
        assertEquals("other@example.org", TestSystem.value("SELECT email FROM users WHERE id = ?", ansel.userId()));
        assertEquals(1, browser.complaints().size());
    }

    @Test
    void showsWhatUsersWriteAsText() {
        var name = "<script>alert(1)</script>".replace("/", "&#47;");
        Client.withToken(darkroom.url(), null).post("/api/users", Map.of("username", name, "email",
                "\"><img/src=x>@example.org", "password", "half dome at noon")).expect(201);

        browser.open("/admin/users");
        assertTrue(browser.text().contains(name));
        browser.follow(name).screenshots("hostile-user");
        assertEquals(name, browser.heading());
        assertTrue(browser.text().contains("\"><img/src=x>@example.org"));
        browser.press("Edit").press("Cancel").press("Destroy");
        assertFalse(browser.has("main img, main script"));
    }

    @Test
    void takesNoFormThatWasNotMadeForTheSession() throws Exception {
        var cookie = "darkroom_session=" + browser.cookie("darkroom_session").getValue();
        var form = "username=intruder&email=intruder%40example.org&password=half+dome+at+noon";
        var token = "&form_token=" + URLEncoder.encode(formToken(), StandardCharsets.UTF_8);

        assertEquals(403, send("POST", "/admin/users", form, "Cookie", cookie).statusCode());
        assertEquals(403, send("POST", "/admin/users", form + "&form_token=guess", "Cookie", cookie).statusCode());
        assertEquals(403, send("POST", "/admin/users", form + token, "Cookie", cookie, "Origin",
                "https://evil.example").statusCode());
        assertEquals(403, send("POST", "/admin/users", form + token, "Cookie", cookie, "Sec-Fetch-Site",
                "cross-site").statusCode());
        assertEquals(400, send("POST", "/admin/users", form + token + "&Sec-Fetch-Site=same-origin", "Cookie", cookie)
                .statusCode());
        assertEquals(403, send("POST", "/admin/users/" + ansel.userId() + "/destroy", "", "Cookie", cookie)
                .statusCode());
        assertEquals(List.of(), TestSystem.rows("SELECT id FROM users WHERE username = 'intruder'"));
        assertEquals("1", TestSystem.value("SELECT count(*) FROM users WHERE id = ?", ansel.userId()));

        assertEquals(303, send("POST", "/admin/users", form + token, "Cookie", cookie, "Origin", darkroom.url())
                .statusCode());
    }

    private static String formToken() {
        return browser.find("input[name=form_token]").getDomProperty("value");
    }

    @Test
    void signsNobodyInWhoDidNotAskForIt() throws Exception {
        assertEquals(403, send("POST", "/account/sign-in", "login=" + ADMINISTRATOR + "&password="
                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)).statusCode());
    }

    @Test
    void leadsNowhereElseAfterTheSignIn() throws Exception {
        for (var next : List.of("https://evil.example/", "//evil.example/admin", "/admin\\@evil.example",
                "/admin/../api", "/admin?next=\r\nSet-Cookie: x=y")) {
            browser.forgetCookies().open("/account/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            browser.type("login", ADMINISTRATOR).type("password", PASSWORD).press("Sign in");

            assertEquals("/", browser.address(), next);
        }
    }

    @Test
    void answersWithAPolicyThatLetsNothingElseIn() throws Exception {
        var s3 = TestSystem.cloud().properties().get("darkroom.s3.endpoint");
        var frame = "; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        var headers = send("GET", "/", "").headers();

        assertEquals("default-src 'none'; style-src 'self'; img-src 'self' " + s3 + frame,
                send("GET", "/admin", "").headers().firstValue("Content-Security-Policy").orElseThrow());
        assertEquals("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data: " + s3
                + "; connect-src 'self' " + s3 + frame, headers.firstValue("Content-Security-Policy").orElseThrow());
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-store", headers.firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void doesNotOverflowATelephone() {
        for (var page : pages()) {
            browser.asOnATelephone(PHONE).open(page);
            assertEquals((long) PHONE, browser.script("return document.documentElement.scrollWidth"), page);
        }
    }

    @Test
    void canBeUsedByKeyboard() {
        for (var page : pages()) {
            browser.open(page);
            var reachable = browser
                    .all("a[href]:not([tabindex='-1']), button, input:not([type=hidden]), select, summary")
                    .stream().filter(WebElement::isDisplayed).toList();
            var reached = browser.tabThrough();

            assertEquals("Skip to the content", reached.getFirst().getDomProperty("textContent"));
            assertEquals(List.of(), reachable.stream().filter(element -> !reached.contains(element))
                    .map(element -> element.getDomProperty("outerHTML")).toList(), page);
        }
    }

    @Test
    void namesEveryFieldAndPicture() {
        for (var page : pages()) {
            browser.open(page);
            assertEquals(List.of(), browser.script("""
                    return [...document.querySelectorAll('main input:not([type=hidden]), main select, main img')]
                        .filter(e => e.tagName === 'IMG' ? !e.hasAttribute('alt') : !e.labels.length)
                        .map(e => e.outerHTML)"""), page);
            assertEquals(1, browser.all("h1").size(), page);
        }
    }

    private static List<String> pages() {
        return List.of("/admin", "/admin/users", "/admin/users/new", "/admin/users/" + ansel.userId(),
                "/admin/users/" + ansel.userId() + "/edit", "/admin/users/" + ansel.userId() + "/destroy",
                "/admin/image_types", "/admin/images", "/admin/images/new", "/admin/images/" + Client.id(image),
                "/admin/job_types", "/admin/jobs", "/admin/jobs/new", "/admin/jobs/" + Client.id(job),
                "/admin/jobs/" + Client.id(failed));
    }

    private static HttpResponse<String> send(String method, String path, String form, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(darkroom.url() + path)).method(method,
                BodyPublishers.ofString(form));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
