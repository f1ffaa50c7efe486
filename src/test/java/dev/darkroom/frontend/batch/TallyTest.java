package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3    |         | false | false
            3    | 1 2     | false | false
            3    | 1 2 3   | false | true
            3    | 1       | true  | true
            0    | 1 2 3   | false | false
            0    |         | true  | true
            1000 | 1000    | false | false
            """)
    void isCompleteWhenAllHaveEndedOrTheTimeIsOver(int size, String ended, boolean over, boolean complete) {
        assertEquals(complete, tally(size, over, places(ended)).isComplete());
    }

    @Test
    void isReadFromWhatAStatementSays() {
        assertEquals(tally(3, false, 1, 3),
                Tally.of(Map.of("batch_id", 12, "size", 3, "ended", List.of(1, 3))));
        assertEquals(tally(3, true), Tally.of(Map.of("batch_id", 12L, "size", 3, "ended", List.of(), "over", true)));
    }

    @Test
    void twoKnowTogetherWhatEachKnows() {
        assertEquals(tally(3, false, 1, 2), tally(0, false, 1).and(tally(3, false, 2)));
        assertEquals(tally(3, true, 1, 2), tally(3, false, 1, 2).and(tally(3, true)));
    }

    @Test
    void whatIsKnownIsNotChangedByWhatIsAdded() {
        var first = tally(3, false, 1);
        var second = tally(3, false, 2);

        first.and(second);

        assertEquals(tally(3, false, 1), first);
        assertEquals(tally(3, false, 2), second);
    }

    @Test
    void inWhichOrderAndHowOftenNotesComeDoesNotMatter() {
        var random = new Random(1826);
        for (int attempt = 0; attempt < 100; attempt++) {
            var notes = new ArrayList<Tally>();
            for (int place = 1; place <= 40; place++) {
                notes.add(tally(random.nextBoolean() ? 40 : 0, false, place));
                notes.add(tally(40, false, random.nextInt(1, 41)));
            }
            Collections.shuffle(notes, random);

            var gathered = notes.stream().reduce(Tally::and).orElseThrow();

            assertTrue(gathered.isComplete());
            assertEquals(40, gathered.ended().cardinality());
        }
    }

    @Test
    void oneThatIsMissingIsWaitedFor() {
        var all = new Tally[999];
        Arrays.setAll(all, place -> tally(1000, false, place + 1));

        assertFalse(Arrays.stream(all).reduce(Tally::and).orElseThrow().isComplete());
    }

    private static int[] places(String ended) {
        return ended == null ? new int[0] : Arrays.stream(ended.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static Tally tally(int size, boolean over, int... places) {
        var ended = new BitSet();
        Arrays.stream(places).forEach(ended::set);
        return new Tally(12, size, ended, over);
    }
}
