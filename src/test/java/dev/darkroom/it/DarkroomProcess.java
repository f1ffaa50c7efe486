package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import dev.darkroom.local.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Darkroom in a JVM of its own: the jar that ships where it has been built, else its classes. */
final class DarkroomProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("target");

    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Process process;

    /** Starts it and returns when it is ready. */
    DarkroomProcess(String role, Map<String, String> settings) {
        var properties = new HashMap<>(settings);
        properties.put("darkroom.role", role);
        properties.put("darkroom.port", Integer.toString(port));
        properties.put("darkroom.management.port", Integer.toString(managementPort));
        process = start(output(role + "-" + port), properties, Map.of());
        await().atMost(TestSystem.PATIENCE.multipliedBy(2)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Darkroom ended with " + process.exitValue());
            }
            return isReady();
        });
    }

    /** What a command said, and the exit code with which it ended. */
    record Ended(int code, String said) {
    }

    /** Runs a command, such as {@code clean}, beside processes with these settings, and returns when it has ended. */
    static Ended run(Map<String, String> settings, String... arguments) {
        var environment = new HashMap<String, String>();
        settings.forEach((name, value) -> environment.put(name.replaceAll("[.-]", "_").toUpperCase(), value));
        var output = output(arguments[0] + "-" + System.nanoTime());
        try {
            var code = start(output, Map.of(), environment, arguments).onExit().join().exitValue();
            return new Ended(code, Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path output(String name) {
        return TARGET.resolve("failsafe-reports").resolve("process-" + name + ".txt");
    }

    private static Process start(Path output, Map<String, String> properties, Map<String, String> environment,
            String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(program());
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(output.getParent());
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            var credentials = TestSystem.cloud().credentials();
            builder.environment().put("AWS_ACCESS_KEY_ID", credentials.get("aws.accessKeyId"));
            builder.environment().put("AWS_SECRET_ACCESS_KEY", credentials.get("aws.secretAccessKey"));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> program() {
        var jar = TARGET.resolve("darkroom.jar");
        if (Files.exists(jar) && Files.isDirectory(TARGET.resolve("lib"))) {
            return List.of("-jar", jar.toString());
        }
        var classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
        return List.of("-classpath", classes, "dev.darkroom.Darkroom");
    }

    private boolean isReady() {
        try {
            return Client.withToken("http://localhost:" + managementPort, null).get("/observe/health/ready")
                    .status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** The exit code with which it ends by itself. */
    int awaitEnd() {
        await().atMost(TestSystem.PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it in order. */
    @Override
    public void close() {
        process.destroy();
        await().atMost(TestSystem.PATIENCE).until(() -> !process.isAlive());
    }
}
