package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A run of the local cloud in a process of its own, made to be killed. */
final class KilledRun {

    private KilledRun() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        LocalCloud.startIn(Path.of(arguments[0]));
        new CountDownLatch(1).await();
    }

    /** Starts such a run and returns its process when its servers answer. */
    static Process startIn(Path directory) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(java, "-classpath", System.getProperty("java.class.path"),
                KilledRun.class.getName(), directory.toString()).redirectErrorStream(true).start();
        if (process.inputReader().lines().noneMatch(line -> line.contains("Local cloud in"))) {
            throw new AssertionError("The run did not start");
        }
        return process;
    }
}
