package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Storable;
import dev.darkroom.sequence.TestSteps;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ResultsTest {

    private final Results results = Jobs.results("grayscale", "histogram");

    @Test
    void resultsHaveTheirPlaceInTheSequence() {
        assertNull(results.currentStep());
        results.beginStep();
        assertEquals("grayscale", results.currentStep());

        assertEquals("images/12345/grayscale-beach.jpg", results.add(Jobs.made("jpg", "grey")).getS3Key());
        assertNull(results.currentStep());
        results.beginStep();
        assertEquals("histogram", results.currentStep());

        assertEquals("images/12345/histogram-grayscale-beach.npy", results.add(Jobs.made("npy", "h")).getS3Key());
    }

    @Test
    void aSecondRunStoresUnderTheSameKeys() {
        var again = Jobs.results("grayscale", "histogram");

        again.beginStep();
        assertEquals(made(Jobs.made("jpg", "grey")).getS3Key(), again.add(Jobs.made("jpg", "grey")).getS3Key());
    }

    @Test
    void waitsUntilTheLastResultIsStored() throws Exception {
        var first = made(Jobs.made("jpg", "grey"));
        var second = made(Jobs.made("npy", "h"));
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
        made(Jobs.made("jpg", "grey")).failed(reason);

        assertSame(reason, assertThrows(IOException.class, results::await));
    }

    @Test
    void listsThoseThatAreStored() {
        var first = made(Jobs.made("jpg", "grey"));
        first.stored();
        made(Jobs.made("npy", "h")).failed(new IOException("Connection refused"));

        assertEquals(List.of(first), results.stored());
    }

    @Test
    void measuresThePartsOfTheWorkInTheirOrder() {
        results.lap("fetch");
        results.lap("decode");
        made(Jobs.made("jpg", "grey")).stored();

        assertEquals(List.of("fetch", "decode", "grayscale", "total"), List.copyOf(results.getTimings().keySet()));
        assertFalse(results.getTimings().values().stream().anyMatch(time -> time < 0));
    }

    private record Found(long imageId) {
    }

    @Test
    void aSearchHasAnAnswerAndNoResults() throws Exception {
        results.beginStep();
        results.answer(new Document(List.of(new Found(5))));

        results.await();
        assertEquals("[{\"image_id\":5}]", results.answer().toString());
        assertEquals(List.of(), results.stored());
        assertNull(results.currentStep());
    }

    @Test
    void anAnswerIsAnArrayWhateverTheStepMade() {
        results.beginStep();
        results.answer(new Document(new Found(5)));

        assertEquals("[{\"image_id\":5}]", results.answer().toString());
    }

    @Test
    void anAnswerThatNoReportCarriesIsRefused() {
        results.beginStep();

        var reason = assertThrows(UnworkableJobException.class,
                () -> results.answer(new Document(Collections.nCopies(1001, new Found(5))))).getMessage();

        assertEquals(
                "The answer has 1001 entries and 15016 bytes; at most 1000 and 1000 fit into a job. A query, in the"
                        + " place of the search, stores it",
                reason);
        assertThrows(UnworkableJobException.class, () -> results.answer(new Document("a".repeat(1000))));
        assertEquals("grayscale", results.currentStep());
    }

    @Test
    void aStepIsDoneWithItsParameters() {
        var job = Jobs.withSequence("RESIZE_2_WIDTH=5", "resize", "resize");
        var resized = new Results(job, Jobs.MOST_ANSWER_BYTES, Jobs.MOST_DOCUMENT_BYTES);
        resized.begin(TestSteps.SEQUENCES.read(job.jobSequence(), job.environment()));

        assertEquals(Map.of("FIT", "fit"), resized.beginStep());
        assertEquals(Map.of("FIT", "fit", "WIDTH", 5), resized.beginStep());
    }

    private Result made(Storable what) {
        results.beginStep();
        return results.add(what);
    }
}
