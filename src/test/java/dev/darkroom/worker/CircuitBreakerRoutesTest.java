package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** In a class of its own, for a circuit breaker remembers. */
class CircuitBreakerRoutesTest extends ServiceRouteTest {

    private static final int CALLS = 4;
    private static final int TRIES = 3;

    @Test
    void callsAServiceNoMoreThatFailsAllTheTimeAndLeavesTheJobs() throws Exception {
        expect(SERVICE, Collections.nCopies(CALLS * TRIES, status(503, "")).toArray());
        for (int call = 0; call < CALLS; call++) {
            emboss();
        }

        assertNotNull(emboss().getException(CallNotPermittedException.class));
    }
}
