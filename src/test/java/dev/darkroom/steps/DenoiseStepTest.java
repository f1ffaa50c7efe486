package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code steps/make_references.py} makes the references, and the inputs with noise of a known strength. */
class DenoiseStepTest extends StepTest {

    @Override
    Photograph apply(Photograph in) {
        return new DenoiseStep().apply(in, null);
    }

    @Test
    void leavesAPhotographWithoutNoiseAsItIs() {
        var in = Case.EVEN.photograph();

        assertSame(in, apply(in));
    }

    @ParameterizedTest
    @CsvSource({"coffee, 10", "camera, 20"})
    void bringsANoisyPhotographNearerToTheOneWithoutNoise(String photograph, int sigma) {
        var clean = References.input(photograph);
        var noisy = References.picture("denoise/" + photograph + "-" + sigma + "-noisy");

        var made = apply(noisy);

        var before = Agreement.of(clean, noisy).mean();
        var after = Agreement.of(clean, made).mean();
        assertTrue(after < 0.6 * before, () -> before + " grey levels became " + after);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void estimatesTheNoiseOnASlope(int sigma) {
        var slope = new GrayU8(300, 200);
        var random = new Random(1);
        for (int i = 0; i < slope.data.length; i++) {
            slope.data[i] = (byte) Math.rint(100 + i % slope.width / 6.0 + sigma * random.nextGaussian());
        }

        assertEquals(sigma, Noise.sigma(slope), 0.05 * sigma);
    }

    /** The finest details of the photograph count as noise, too: 11.1 and 19.8 are found. */
    @ParameterizedTest
    @CsvSource({"coffee, 10", "camera, 20"})
    void estimatesTheNoiseOfAPhotograph(String photograph, int sigma) {
        var noisy = Bands.of(References.picture("denoise/" + photograph + "-" + sigma + "-noisy"));

        assertEquals(sigma, Arrays.stream(noisy).mapToDouble(Noise::sigma).average().orElseThrow(), 0.15 * sigma);
    }

    /**
     * The exponential function here is exact; that of denoise_nl_means is an approximation that is off by up to 4 %,
     * so that one value in 16 is rounded to the next grey level. With its approximation the pixels would be the same.
     */
    @ParameterizedTest
    @CsvSource({"coffee, 10, 0.04", "camera, 20, 0.063"})
    void differsFromDenoiseNlMeansByOneLevelHereAndThere(String photograph, int sigma, double share) {
        var noisy = References.picture("denoise/" + photograph + "-" + sigma + "-noisy");

        var agreement = Agreement.of(References.picture("denoise/" + photograph + "-" + sigma),
                new DenoiseStep().apply(noisy, (double) sigma));

        assertEquals(1, agreement.worst());
        assertTrue(agreement.differ() < share, agreement::toString);
    }

    /** The tiles of a picture of which the beginning is missing have other seams. */
    @ParameterizedTest
    @CsvSource({"GREY, 40, 40, 5", "ORDINARY, 0, 100, 5", "VERY_WIDE, 40, 0, 0"})
    void hasNoSeams(Case example, int x, int y, int farFromTop) {
        var in = example.photograph();

        var all = without(x + 5, y + farFromTop, new DenoiseStep().apply(in, 15.0));
        var part = without(5, farFromTop, new DenoiseStep().apply(without(x, y, in), 15.0));

        assertEquals(0, Photographs.worstDifference(all, part));
    }

    private static Photograph without(int columns, int rows, Photograph in) {
        return Bands.map(in, band -> band.subimage(columns, rows, band.width, band.height).clone());
    }
}
