package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.analysis.Npy;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Storable;
import org.junit.jupiter.api.Test;

/** What is asked of every step that takes a set of histograms. */
abstract class SetStepTest {

    /** The step with the parameters that it has when nobody gives any. */
    abstract Storable apply(QuerySet set);

    @Test
    void saysThatTheQueryFoundNothing() {
        try (var set = new QuerySet()) {
            assertEquals("The query found no histograms",
                    assertThrows(IllegalArgumentException.class, () -> apply(set)).getMessage());
        }
    }

    @Test
    void namesTheMemberThatIsNoHistogram() {
        var short255 = new QuerySet.Member(2, Sets.USER, "images/2/odd.npy", Npy.write(new long[255]));
        try (var set = Sets.of(Sets.member(1, Sets.histogram(3, 5)), short255)) {
            assertEquals("images/2/odd.npy is no histogram: A histogram has 256 counts, not 255",
                    assertThrows(IllegalArgumentException.class, () -> apply(set)).getMessage());
        }
    }
}
