package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.sequence.TestSteps;
import dev.darkroom.transport.Job;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlipsTest {

    private final Slips slips = new Slips(TestSteps.SEQUENCES);

    @Test
    void aSlipVisitsEachStepAndStoresBehindIt() {
        assertEquals("direct:begin-step,direct:step-grayscale,direct:store-result,"
                + "direct:begin-step,direct:step-histogram,direct:store-result",
                slip(Jobs.of("grayscale", "histogram")));
    }

    @Test
    void aQueryStoresBehindItsStepsToo() {
        assertEquals("direct:begin-step,direct:step-median,direct:store-result,"
                + "direct:begin-step,direct:step-plot,direct:store-result",
                slip(Jobs.withSequence("", "query", "histogram", "median", "plot")));
    }

    @Test
    void aSearchKeepsItsAnswerAndStoresNothing() {
        assertEquals("direct:begin-step,direct:step-nearest-neighbor,direct:answer-search",
                slip(Jobs.withSequence("TARGET_IMAGE_ID=5", "search", "histogram", "nearest_neighbor")));
    }

    static Stream<Arguments> jobsWithoutSlip() {
        return Stream.of(arguments(Jobs.of("sepia"), "There is no step sepia; there are " + TestSteps.CATALOGUE),
                arguments(Jobs.of("grayscale,direct:report-failed"),
                        "There is no step grayscale,direct:report-failed; there are " + TestSteps.CATALOGUE),
                arguments(Jobs.of("../grayscale"), "There is no step ../grayscale; there are " + TestSteps.CATALOGUE),
                arguments(Jobs.withSequence("K=$HOME", "process", "grayscale"), "The environment is KEY=value pairs,"
                        + " quoted as in a shell: at character 3 there is to be a value in which this character is"
                        + " quoted, and not $HOME"));
    }

    @ParameterizedTest
    @MethodSource
    void jobsWithoutSlip(Job job, String reason) {
        assertEquals(reason, assertThrows(UnworkableJobException.class, () -> slips.read(job)).getMessage());
    }

    private String slip(Job job) {
        return slips.of(slips.read(job));
    }
}
