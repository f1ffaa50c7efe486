package dev.darkroom.local;

import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.parts.Migrations;
import dev.darkroom.parts.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code mvn} runs: both roles on the local cloud, with the sample photographs developed. Keeps its data in
 * {@code .darkroom/}; {@code .darkroom/environment} holds the settings with which further processes join in. Routes that
 * are saved change the running ones, unless {@code darkroom.reload} is false.
 */
public final class LocalDarkroom {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDarkroom.class);
    private static final Path ROUTES = Path.of("src/main/resources/routes");
    private static final Path HOME = Path.of(".darkroom");
    /** How long a run waits for the one before it, which Ctrl-C may have told to stop just now. */
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private static final String ADMINISTRATOR = "administrator";
    private static final Duration MIGRATING = Duration.ofMinutes(1);

    private LocalDarkroom() {
    }

    public static void main(String... args) throws InterruptedException {
        var main = new Main(Darkroom.class);
        try {
            var cloud = LocalCloud.startIn(HOME, JobQueue.DEFAULT, STOPPING);
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            cloud.stopFirst(main::stop);
            var settings = settings(cloud, HOME);
            writeEnvironment(cloud, settings);
            start(main, cloud, settings, Boolean.parseBoolean(System.getProperty("darkroom.reload", "true")));
            // which run beside the start
            await().atMost(MIGRATING).until(() -> main.getCamelContext().hasService(Migrations.class).done());
            var port = Integer.parseInt(settings.get("darkroom.port"));
            sendWhatTheQueueForgot(main);
            var samples = new SampleRun(port, HOME.resolve("samples.json"));
            samples.develop();
            new ContactSheet(samples).addTo(main.getCamelContext());
            System.out.println(samples.table());
            System.out.println("Darkroom is ready: http://localhost:" + port);
            System.out.println("Its samples: http://localhost:" + port + "/samples");
            System.out.println("Its administration: http://localhost:%d/admin (%s, password %s)".formatted(port,
                    ADMINISTRATOR, settings.get("darkroom.administrator.password")));
        } catch (LocalCloudException e) {
            fail(e.getMessage());
        } catch (Exception e) {
            LOG.debug("The start failed", e);
            fail(Reason.of(e));
        }
        new CountDownLatch(1).await();
    }

    /** @param reload whether routes that are saved change the running ones */
    static void start(Main main, LocalCloud cloud, Map<String, String> settings, boolean reload) throws Exception {
        cloud.credentials().forEach(System::setProperty);
        var properties = new Properties();
        properties.putAll(settings);
        if (reload) {
            properties.putAll(LiveRoutes.SETTINGS);
        }
        main.setOverrideProperties(properties);
        main.start();
        if (reload) {
            main.getCamelContext().addService(new LiveRoutes(ROUTES));
        }
    }

    /** @param home where the administrator's password is kept */
    static Map<String, String> settings(LocalCloud cloud, Path home) throws IOException {
        var settings = new TreeMap<>(cloud.properties());
        settings.put("darkroom.host", LocalAws.HOST);
        settings.put("darkroom.port", System.getProperty("darkroom.port", "8080"));
        // for further workers too, which have a port of their own
        settings.put("darkroom.front-end.url", "http://localhost:" + settings.get("darkroom.port"));
        settings.put("darkroom.management.host", LocalAws.HOST);
        settings.put("darkroom.management.port", System.getProperty("darkroom.management.port", "9876"));
        // Ctrl-C waits for a request that waits for messages; AWS bills each request, this SQS does not
        settings.put("darkroom.sqs.wait-time", "1");
        // a back end that is developed on this machine is called without TLS
        settings.put("darkroom.webhook.schemes", "http,https");
        settings.put("darkroom.webhook.allowed-hosts", "localhost");
        var token = new byte[32];
        RandomGeneratorFactory.of("SecureRandom").create().nextBytes(token);
        settings.put("darkroom.worker.token", HexFormat.of().formatHex(token));
        settings.put("darkroom.administrator.username", ADMINISTRATOR);
        settings.put("darkroom.administrator.password", administratorsPassword(home));
        return settings;
    }

    /** Drawn once, for the administrator stays from run to run. */
    private static String administratorsPassword(Path home) throws IOException {
        var file = home.resolve("administrator");
        if (Files.notExists(file)) {
            var password = new byte[9];
            RandomGeneratorFactory.of("SecureRandom").create().nextBytes(password);
            writeForOwner(file, Base64.getUrlEncoder().encodeToString(password));
        }
        return Files.readString(file);
    }

    /** In the form that a shell reads: {@code set -a; . .darkroom/environment}. */
    private static void writeEnvironment(LocalCloud cloud, Map<String, String> settings) throws IOException {
        var environment = new TreeMap<String, String>();
        settings.forEach((name, value) -> environment.put(name.replaceAll("[.-]", "_").toUpperCase(), value));
        environment.put("AWS_ACCESS_KEY_ID", cloud.credentials().get("aws.accessKeyId"));
        environment.put("AWS_SECRET_ACCESS_KEY", cloud.credentials().get("aws.secretAccessKey"));
        var file = HOME.resolve("environment");
        Files.deleteIfExists(file);
        writeForOwner(file, environment.entrySet().stream().map(e -> e.getKey() + "='" + e.getValue() + "'\n")
                .collect(Collectors.joining()));
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The queues are empty after every start, while the database still knows what was in them. */
    private static void sendWhatTheQueueForgot(Main main) throws SQLException {
        var source = CamelContextHelper.findSingleByType(main.getCamelContext(), DataSource.class);
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute("UPDATE jobs SET resend_at = now() WHERE status IN ('job queued', 'processing')");
        }
    }

    private static void fail(String reason) {
        System.err.println("Darkroom cannot start: " + reason);
        System.exit(1);
    }
}
