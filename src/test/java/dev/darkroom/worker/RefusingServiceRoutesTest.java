package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** In a class of its own, for a circuit breaker remembers. */
class RefusingServiceRoutesTest extends ServiceRouteTest {

    private static final int MORE_THAN_THE_BREAKER_LOOKS_AT = 6;

    @Test
    void goesOnCallingAServiceThatRefusesOnePhotographAfterAnother() throws Exception {
        var answers = new ArrayList<Object>(
                Collections.nCopies(MORE_THAN_THE_BREAKER_LOOKS_AT, status(422, "Too dark")));
        answers.add(answer(camera()));
        expect(SERVICE, answers.toArray());
        for (int call = 0; call < MORE_THAN_THE_BREAKER_LOOKS_AT; call++) {
            assertNotNull(emboss().getException(UnworkableJobException.class));
        }

        assertNull(emboss().getException());
    }
}
