package dev.darkroom.worker;

import dev.darkroom.transport.Nodes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops this worker when all workers are told to: in order, its jobs finished, as when the process is told so by a
 * signal. Listens beside the start, and tries again until Redis answers.
 */
public final class StopListener extends ServiceSupport implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(StopListener.class);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Duration pause;
    private CamelContext camelContext;

    /** @param pause before Redis is asked again that does not answer */
    public StopListener(Duration pause) {
        this.pause = pause;
    }

    @Override
    protected void doStart() {
        Thread.ofVirtual().name("listen-for-stop").start(this::listen);
    }

    @Override
    protected void doStop() {
        stopped.countDown();
    }

    private void listen() {
        try {
            while (!isListening() && !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Redis is asked again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isListening() {
        try {
            camelContext.getRegistry().lookupByNameAndType("nodes", Nodes.class).onStop(this::stopWorker);
            return true;
        } catch (IllegalStateException _) {
            // its client is shut down already: this worker stops
            return true;
        } catch (RedisException e) {
            LOG.warn("Redis does not answer; until it does, nobody can tell this worker to stop: {}", e.getMessage());
            return false;
        }
    }

    /** In a thread of its own, for Redis waits for the one that brings the word. */
    private void stopWorker() {
        LOG.info("All workers are told to stop; this one finishes its jobs and ends");
        Thread.ofVirtual().name("stop-worker").start(camelContext::stop);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
