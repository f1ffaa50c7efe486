package dev.darkroom.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/** Redis: the real server, its binary taken from the embedded-redis library. */
public final class LocalRedis implements LocalServer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRedis.class);
    private static final int SECONDS_TO_START = 30;
    private static final int MOST_TRIES = 50;
    private static final String BUSY = "Text file busy";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path directory;
    private final int port;
    private final Durability durability;
    private Process process;

    LocalRedis(Path directory, int port, Durability durability) {
        this.directory = directory;
        this.port = port;
        this.durability = durability;
    }

    /** Stops the Redis that a killed run left behind on this directory. */
    static void stopLeftOver(Path directory) {
        LeftOver.find(pidFile(directory), process -> runsIn(directory, process)).ifPresent(redis -> {
            LOG.info("A killed run left its Redis behind: stopping it");
            redis.stop("TERM");
        });
    }

    // The binary lies in the server's own folder, so no other Redis on this machine runs from there.
    private static boolean runsIn(Path directory, ProcessHandle process) {
        return process.info().command().map(Path::of).filter(command -> command.startsWith(directory)).isPresent();
    }

    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        Folders.create(directory);
        try {
            var redis = new ProcessBuilder(command()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            for (int tries = 1; !comesUp(redis); tries++) {
                if (tries == MOST_TRIES) {
                    throw new LocalCloudException("Its binary is being written");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException | LocalCloudException problem) {
            stop();
            throw new LocalCloudException("Redis did not start on port %d: %s".formatted(port,
                    Folders.lastLineOf(log()).orElse(problem.getMessage())), problem);
        }
    }

    // The binary has just been written. When another part was started meanwhile, its process holds the file open for
    // writing until it becomes the other program, and the system refuses to run what is being written (ETXTBSY, 26).
    // The same is said by setsid, when that is what Redis is run by.
    private boolean comesUp(ProcessBuilder redis) throws IOException {
        try {
            process = redis.start();
            awaitReady();
            return true;
        } catch (IOException problem) {
            if (String.valueOf(problem.getMessage()).contains("error=26")) {
                return false;
            }
            throw problem;
        } catch (LocalCloudException problem) {
            if (!process.isAlive() && Folders.lastLineOf(log()).filter(line -> line.endsWith(BUSY)).isPresent()) {
                return false;
            }
            throw problem;
        }
    }

    @Override
    public synchronized void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    @Override
    public int port() {
        return port;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    // In a session of its own, or Ctrl-C in the terminal would reach Redis before the routes have drained.
    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("setsid");
        }
        command.add(ExecutableProvider.newJarResourceProvider(directory.toFile()).get().getAbsolutePath());
        command.add(writeConfiguration().toString());
        return command;
    }

    private Path writeConfiguration() throws IOException {
        return Files.writeString(directory.resolve("redis.conf"), """
            bind 127.0.0.1
            port %d
            dir "%s"
            pidfile "%s"
            save ""
            appendonly %s
            """.formatted(port, directory, pidFile(directory),
                durability == Durability.KEPT ? "yes" : "no"));
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("redis.pid");
    }

    private Path log() {
        return directory.resolve("redis.log");
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        try {
            while (!listens() || !answersPing()) {
                if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new LocalCloudException("Redis does not answer");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalCloudException("Redis was interrupted while it started", interrupted);
        }
    }

    // Redis writes its pid when it has the port: without this, somebody else's Redis there would pass for ours.
    private boolean listens() {
        return Folders.lastLineOf(pidFile(directory)).filter(Long.toString(process.pid())::equals).isPresent();
    }

    // While Redis reads its kept data back it answers "-LOADING".
    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LocalAws.HOST, port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
