package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A place in a route: counts who arrives there, and, while it is shut, holds them. */
final class Gate implements Processor {

    private final AtomicInteger arrived = new AtomicInteger();
    private volatile CountDownLatch bolt = new CountDownLatch(0);

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        arrived.incrementAndGet();
        bolt.await(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** How many have arrived since it was made or shut. */
    int arrived() {
        return arrived.get();
    }

    void awaitArrivals(int number) {
        await().atMost(TestSystem.PATIENCE).until(() -> arrived() >= number);
    }

    void shut() {
        arrived.set(0);
        bolt = new CountDownLatch(1);
    }

    void open() {
        bolt.countDown();
    }
}
