package dev.darkroom.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs tasks at the same time and waits for all of them, also when one fails. Not on virtual threads: a class that is
 * being initialised pins its carrier, each server initialises hundreds at its first start, and on a machine of two
 * cores all carriers were seen to wait for a lock whose owner had none left to run on.
 */
final class Together {

    private Together() {
    }

    static void run(List<Runnable> tasks) {
        List<Throwable> problems = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
            for (Future<?> task : running) {
                try {
                    task.get();
                } catch (ExecutionException problem) {
                    problems.add(problem.getCause());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    problems.add(new LocalCloudException("The local cloud was interrupted", interrupted));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw inPlainWords(problems.getFirst());
        }
    }

    private static LocalCloudException inPlainWords(Throwable problem) {
        return problem instanceof LocalCloudException plain
                ? plain
                : new LocalCloudException("The local cloud met a problem it does not know: " + problem, problem);
    }
}
