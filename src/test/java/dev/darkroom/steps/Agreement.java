package dev.darkroom.steps;

import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;

/**
 * How far what a step made is from what another library made.
 *
 * @param worst  greatest difference of two samples
 * @param mean   mean difference of all samples
 * @param differ share of the samples that are not equal, 0…1
 */
record Agreement(int worst, double mean, double differ) {

    static Agreement of(Photograph reference, Photograph made) {
        var worst = Photographs.worstDifference(reference, made);
        var references = Photographs.samples(reference);
        var samples = Photographs.samples(made);
        long sum = 0;
        int unequal = 0;
        for (int i = 0; i < samples.length; i++) {
            sum += Math.abs(samples[i] - references[i]);
            unequal += samples[i] == references[i] ? 0 : 1;
        }
        return new Agreement(worst, (double) sum / samples.length, (double) unequal / samples.length);
    }
}
