package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ResultsTest {

    private final Results results = new Results(Jobs.of("grayscale", "histogram"));

    @Test
    void resultsHaveTheirPlaceInTheSequence() {
        assertNull(results.currentStep());
        results.beginSteps();
        assertEquals("grayscale", results.currentStep());

        assertEquals("images/12345/grayscale-beach.jpg", results.add(Jobs.made("jpg", "grey")).getS3Key());
        assertEquals("histogram", results.currentStep());

        assertEquals("images/12345/histogram-grayscale-beach.npy", results.add(Jobs.made("npy", "h")).getS3Key());
        assertNull(results.currentStep());
    }

    @Test
    void aSecondRunStoresUnderTheSameKeys() {
        var again = new Results(Jobs.of("grayscale", "histogram"));

        assertEquals(results.add(Jobs.made("jpg", "grey")).getS3Key(), again.add(Jobs.made("jpg", "grey")).getS3Key());
    }

    @Test
    void waitsUntilTheLastResultIsStored() throws Exception {
        var first = results.add(Jobs.made("jpg", "grey"));
        var second = results.add(Jobs.made("npy", "h"));
        var waiting = Thread.ofVirtual().start(() -> assertDoesNotThrow(results::await));

        second.stored();
        assertTrue(waiting.isAlive());
        first.stored();

        waiting.join();
        assertEquals(List.of(first, second), results.stored());
    }

    @Test
    void tellsWhyAResultIsNotStored() {
        var reason = new IOException("Connection refused");
        results.add(Jobs.made("jpg", "grey")).failed(reason);

        assertSame(reason, assertThrows(IOException.class, results::await));
    }

    @Test
    void listsThoseThatAreStored() {
        var first = results.add(Jobs.made("jpg", "grey"));
        first.stored();
        results.add(Jobs.made("npy", "h")).failed(new IOException("Connection refused"));

        assertEquals(List.of(first), results.stored());
    }

    @Test
    void measuresThePartsOfTheWorkInTheirOrder() {
        results.lap("fetch");
        results.beginSteps();
        results.add(Jobs.made("jpg", "grey")).stored();

        assertEquals(List.of("fetch", "decode", "grayscale", "total"), List.copyOf(results.getTimings().keySet()));
        assertFalse(results.getTimings().values().stream().anyMatch(time -> time < 0));
    }
}
