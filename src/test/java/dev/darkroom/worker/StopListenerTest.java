package dev.darkroom.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.FakeRedis;
import dev.darkroom.transport.Nodes;
import java.time.Duration;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StopListenerTest {

    private final FakeRedis redis = new FakeRedis();
    private final Nodes nodes = new Nodes(redis.client());
    private final DefaultCamelContext worker = new DefaultCamelContext();

    @BeforeEach
    void prepare() throws Exception {
        worker.getRegistry().bind("nodes", nodes);
        worker.addService(new StopListener(Duration.ofMillis(10)), true, false);
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void stopsWhenAllWorkersAreToldTo() {
        worker.start();
        await().until(redis::hasListener);

        assertEquals(1, nodes.tellToStop());

        await().until(() -> worker.getStatus() == ServiceStatus.Stopped);
    }

    @Test
    void startsWithoutRedisAndListensAsSoonAsItAnswers() {
        redis.goAway();
        worker.start();
        assertEquals(ServiceStatus.Started, worker.getStatus());

        redis.comeBack();

        await().until(redis::hasListener);
    }
}
