package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.Storable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is asked of every step that takes a photograph, case by case. The test of a step extends it, and adds what is
 * asked of this step.
 */
abstract class StepTest {

    /** The step with the parameters that it has when nobody gives any. */
    abstract Storable apply(Photograph in);

    @ParameterizedTest
    @EnumSource
    void makesSomethingToStoreOf(Case example) {
        var made = apply(example.photograph());

        assertTrue(made.encode().length > 0);
    }

    @ParameterizedTest
    @EnumSource
    void makesTheSameAgainOf(Case example) {
        assertArrayEquals(apply(example.photograph()).encode(), apply(example.photograph()).encode());
    }

    @ParameterizedTest
    @EnumSource
    void leavesItsInputAlone(Case example) {
        var in = example.photograph();

        apply(in);

        assertEquals(0, Photographs.worstDifference(example.photograph(), in));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "ORIENTED_.")
    void seesThePhotographUpright(Case example) {
        assertArrayEquals(apply(Case.ORIENTED_1.photograph()).encode(), apply(example.photograph()).encode());
    }

    /** By 180°. */
    static Photograph turned(Photograph in) {
        return Bands.map(in, band -> {
            var out = new GrayU8(band.width, band.height);
            for (int i = 0; i < band.data.length; i++) {
                out.data[band.data.length - 1 - i] = band.data[i];
            }
            return out;
        });
    }
}
