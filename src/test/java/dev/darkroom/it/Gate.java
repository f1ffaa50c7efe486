package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Holds whoever comes until it is opened, and counts them. */
final class Gate implements Processor {

    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        arrived.incrementAndGet();
        opened.await(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    int arrived() {
        return arrived.get();
    }

    void awaitArrival() {
        await().atMost(TestSystem.PATIENCE).until(() -> arrived() > 0);
    }

    void open() {
        opened.countDown();
    }
}
