package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.transport.Job;
import dev.darkroom.sequence.Catalogue;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlipsTest {

    private static final Catalogue CATALOGUE = new Catalogue(new DefaultCamelContext(),
            "classpath:routes/steps/*.yaml");

    private final Slips slips = new Slips(CATALOGUE);

    @Test
    void aSlipVisitsEachStepAndStoresBehindIt() {
        assertEquals("direct:step-grayscale,direct:store-result,direct:step-histogram,direct:store-result",
                slips.of(Jobs.of("grayscale", "histogram")));
    }

    static Stream<Arguments> jobsWithoutSlip() {
        return Stream.of(arguments(Jobs.of("sepia"), "There is no step sepia; there are " + CATALOGUE),
                arguments(Jobs.of("grayscale,direct:report-failed"),
                        "There is no step grayscale,direct:report-failed; there are " + CATALOGUE),
                arguments(Jobs.of("../grayscale"), "There is no step ../grayscale; there are " + CATALOGUE),
                arguments(Jobs.withSequence("search", "grayscale"), "There is no sequence of the kind search"));
    }

    @ParameterizedTest
    @MethodSource
    void jobsWithoutSlip(Job job, String reason) {
        assertEquals(reason, assertThrows(UnworkableJobException.class, () -> slips.of(job)).getMessage());
    }
}
