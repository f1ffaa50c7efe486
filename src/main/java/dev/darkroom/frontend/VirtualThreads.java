package dev.darkroom.frontend;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Vert.x takes its worker threads from here (a service of {@code META-INF/services}): a virtual thread for each
 * request. Hundreds of clients may then wait for their jobs, and nobody else's request waits for a thread.
 */
public final class VirtualThreads implements ExecutorServiceFactory {

    @Override
    public ExecutorService createExecutor(ThreadFactory threadFactory, Integer concurrency, Integer maxConcurrency) {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    }
}
