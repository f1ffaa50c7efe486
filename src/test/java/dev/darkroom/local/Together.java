package dev.darkroom.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks at the same time and waits for all of them, also when one fails. */
final class Together {

    private Together() {
    }

    static void run(List<Runnable> tasks) {
        List<Throwable> problems = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
