package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A run of the local cloud in a process of its own, made to be killed. */
record KilledRun(Process process, Path directory) {

    private static final Pattern STARTED = Pattern.compile("Local cloud in (.+) after");

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0) {
            LocalCloud.startTemporary();
        } else {
            LocalCloud.startIn(Path.of(arguments[0]));
        }
        new CountDownLatch(1).await();
    }

    static KilledRun startIn(Path directory) throws IOException {
        return start(List.of(directory.toString()));
    }

    static KilledRun startTemporary() throws IOException {
        return start(List.of());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    // Returns when the servers answer.
    private static KilledRun start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-classpath", System.getProperty("java.class.path"), KilledRun.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.inputReader().lines()
                .flatMap(line -> STARTED.matcher(line).results())
                .map((MatchResult started) -> new KilledRun(process, Path.of(started.group(1))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The run did not start"));
    }
}
