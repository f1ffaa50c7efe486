package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A server process that outlived the run which started it, found by its pid file. A pid alone proves nothing, since
 * the system gives the numbers out again: the process has to be recognised before it is touched.
 */
final class LeftOver {

    private static final int SECONDS_TO_STOP = 20;

    private final ProcessHandle process;
    private final Path pidFile;

    private LeftOver(ProcessHandle process, Path pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    static Optional<LeftOver> find(Path pidFile, Predicate<ProcessHandle> isOurs) {
        return firstLine(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(isOurs)
                .map(process -> new LeftOver(process, pidFile));
    }

    /** Stops the process by the signal on which it leaves its data in order. */
    void stop(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException problem) {
            throw new LocalCloudException("The left-over process %d could not be stopped".formatted(process.pid()),
                    problem);
        }
    }

    // In a container whose first process collects nobody, an ended process stays listed for ever: it then has no
    // command any more, and its pid file is gone.
    private void awaitEnd() throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
        while (System.nanoTime() < deadline) {
            try {
                process.onExit().get(50, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillThere) {
                if (process.info().command().isEmpty() && !Files.exists(pidFile)) {
                    return;
                }
            }
        }
        throw new LocalCloudException("The left-over process %d did not stop within %d seconds; stop it by hand"
                .formatted(process.pid(), SECONDS_TO_STOP));
    }

    private static Optional<Long> firstLine(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
