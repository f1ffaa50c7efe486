package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a window. Nothing is downloaded for it: browser and driver are the packages
 * {@code chromium} and {@code chromium-driver}, and it finds no host but this machine.
 */
final class Browser implements AutoCloseable {

    static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final int TELEPHONE = 360;
    /** Of a picture of a page; a longer one the browser cannot draw at a telephone's resolution. */
    private static final int TALLEST = 7000;

    private final ChromeDriver driver;
    private final String url;
    private final List<String> requests = new ArrayList<>();

    private Browser(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
    }

    /** At a front end. */
    static Browser at(Node frontEnd) {
        assumeFalse("skip".equals(System.getProperty("darkroom.browser-tests")),
                "Told to skip by darkroom.browser-tests");
        var service = new ChromeDriverService.Builder().usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort().build();
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en",
                "--disable-background-networking", "--disable-component-update", "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--window-size=" + WIDTH + "," + HEIGHT);
        return new Browser(new ChromeDriver(service, options), frontEnd.url());
    }

    private static File program(String name) {
        return Optional.of(new File("/usr/bin", name)).filter(File::canExecute).orElseThrow(() -> new AssertionError(
                "The tests of pages need Debian's Chromium: apt-get install chromium chromium-driver (or skip them: "
                        + "mvn verify -Ddarkroom.browser-tests=skip)"));
    }

    Browser open(String path) {
        driver.get(url + path);
        return this;
    }

    /** Path and query of the page that is shown. */
    String address() {
        var address = URI.create(driver.getCurrentUrl());
        return address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
    }

    String heading() {
        return find("h1").getText();
    }

    String text() {
        return find("main").getText();
    }

    /** By a CSS selector. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    boolean has(String selector) {
        return !all(selector).isEmpty();
    }

    /** Types into a field, in the place of what is in it. */
    Browser type(String field, String text) {
        var input = driver.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
        return this;
    }

    Browser choose(String field, String option) {
        driver.findElement(By.name(field)).findElement(By.xpath("option[.='" + option + "']")).click();
        return this;
    }

    /** Follows a link or presses a button with this text, and waits for the page that it leads to. */
    Browser press(String text) {
        return press(By.xpath("//main//a[normalize-space()='" + text + "'] | //button[normalize-space()='" + text
                + "']"));
    }

    /** Follows a link with just this text. */
    Browser follow(String text) {
        return press(By.linkText(text));
    }

    /** Sends the form of the page. */
    Browser send() {
        return pressAt("main form[method=post] button");
    }

    /** Presses what a CSS selector finds, and waits for the page that it leads to. */
    Browser pressAt(String selector) {
        return press(By.cssSelector(selector));
    }

    /** Strikes a key, wherever the focus is. */
    Browser strike(Keys key) {
        new Actions(driver).sendKeys(key).perform();
        return this;
    }

    private Browser press(By what) {
        var before = find("html");
        driver.findElement(what).click();
        await().atMost(TestSystem.PATIENCE).until(() -> isGone(before));
        await().atMost(TestSystem.PATIENCE).until(() -> script("return document.readyState").equals("complete"));
        return this;
    }

    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    /** Lets a form be sent that the browser itself would refuse. */
    Browser unchecked() {
        script("document.querySelectorAll('form').forEach(form => form.noValidate = true)");
        return this;
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** The session's cookie, as the browser keeps it. */
    Cookie cookie(String name) {
        return driver.manage().getCookieNamed(name);
    }

    Browser forgetCookies() {
        driver.manage().deleteAllCookies();
        return this;
    }

    /** Presses the tabulator until the focus is at the top again; what had it, in its order. */
    List<WebElement> tabThrough() {
        var focused = new ArrayList<WebElement>();
        script("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')");
        for (int presses = 0; presses < 300; presses++) {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
            var element = driver.switchTo().activeElement();
            if (element.getTagName().equals("body") || focused.contains(element)) {
                return focused;
            }
            focused.add(element);
        }
        throw new AssertionError("There is no end to the tabulator");
    }

    Browser asOnADesktop() {
        return screen(WIDTH, HEIGHT, 1, false).dark(false);
    }

    Browser asOnATelephone(int width) {
        return screen(width, 2 * width, 2, true);
    }

    private Browser screen(int width, int height, int scale, boolean mobile) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
        return this;
    }

    /** As somebody sees the pages who lets no scripts run. */
    Browser withScripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
        return this;
    }

    /** As somebody sees the pages whose network is gone, or back. */
    Browser online(boolean online) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", !online, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** What has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    private Browser dark(boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    /** How many pictures the page shows, once all have come. */
    int pictures() {
        script("document.querySelectorAll('img').forEach(image => image.loading = 'eager')");
        await().atMost(TestSystem.PATIENCE)
                .until(() -> (boolean) script("return [...document.images].every(image => image.complete)"));
        return ((Long) script("return [...document.images].filter(image => image.naturalWidth > 0).length")).intValue();
    }

    /** Keeps the whole page as pictures: on a desktop by day and by night, and on a telephone. */
    Browser screenshots(String name) {
        asOnADesktop().screenshot(name);
        dark(true).screenshot(name + "-dark");
        asOnATelephone(TELEPHONE).dark(false).screenshot(name + "-telephone");
        return asOnADesktop();
    }

    private void screenshot(String name) {
        pictures();
        var size = (List<?>) script(
                "return [window.innerWidth, Math.min(document.documentElement.scrollHeight, arguments[0])]", TALLEST);
        var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip",
                Map.of("x", 0, "y", 0, "width", size.getFirst(), "height", size.getLast(), "scale", 1)));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"),
                    OutputType.BYTES.convertFromBase64Png((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever the console complained of since the last look. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(entry -> entry.getLevel() + " " + entry.getMessage()).toList();
    }

    /** The hosts that anything was asked of, ever. */
    Set<String> hosts() {
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> {
            try {
                var message = JSON.readTree(entry.getMessage()).path("message");
                if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                    requests.add(message.path("params").path("request").path("url").asText());
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
        var hosts = new TreeSet<String>();
        requests.stream().map(URI::create).filter(request -> request.getScheme().startsWith("http"))
                .forEach(request -> hosts.add(request.getAuthority()));
        return hosts;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
