package dev.darkroom.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.FakeRedis;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lease itself is Redis's work, and shown with a real one. */
class ClaimsTest {

    private final FakeRedis redis = new FakeRedis();
    private final Claims claims = new Claims(redis.client());

    @Test
    void aClaimIsHeldUntilItIsClosed() throws Exception {
        var claim = claims.take(2131);
        assertEquals(Set.of("darkroom:claim:2131"), redis.held());

        claim.close();
        assertEquals(Set.of(), redis.held());
    }

    @Test
    void aSecondDeliveryGetsNoClaim() throws Exception {
        claims.take(2131);

        assertThrows(ClaimHeldException.class, () -> claims.take(2131));
        assertThrows(ClaimHeldException.class, () -> claims.requireFree(2131));
        assertDoesNotThrow(() -> claims.take(2132));
    }

    @Test
    void withoutRedisEveryJobCanBeWorkedOn() throws Exception {
        redis.goAway();

        assertDoesNotThrow(() -> claims.take(2131).close());
        assertDoesNotThrow(() -> claims.requireFree(2131));
    }

    @Test
    void aClaimThatRedisDoesNotTakeBackEndsByItself() throws Exception {
        var claim = claims.take(2131);
        redis.goAway();

        assertDoesNotThrow(claim::close);
    }
}
