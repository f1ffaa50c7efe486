package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.frontend.problem.Forbidden;
import dev.darkroom.frontend.problem.Unprocessable;
import dev.darkroom.sequence.Catalogue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SequencesTest {

    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");

    private static final int MOST_STEPS = 3;

    private final Sequences sequences = sequences();

    static Sequences sequences() {
        return new Sequences(new Catalogue(new DefaultCamelContext(), "classpath:routes/steps/*.yaml"), MOST_STEPS);
    }

    static Stream<Arguments> sequencesInFull() {
        return Stream.of(arguments("grayscale", "process,grayscale"),
                arguments(List.of("grayscale"), "process,grayscale"),
                arguments(List.of("grayscale", "histogram"), "process,grayscale,histogram"),
                arguments(List.of("process", "grayscale"), "process,grayscale"),
                arguments(Collections.nCopies(MOST_STEPS, "grayscale"), "process,grayscale,grayscale,grayscale"));
    }

    @ParameterizedTest
    @MethodSource
    void sequencesInFull(Object asked, String full) {
        assertArrayEquals(full.split(","), sequences.sequence(asked));
    }

    static Stream<Object> sequencesThatAreNone() {
        return Stream.of("process", "sepia", "Grayscale", "step-grayscale", "direct:step-grayscale",
                "grayscale,direct:update-job", List.of("process"), List.of("process", "process", "grayscale"),
                List.of("grayscale", "sepia"), Collections.nCopies(MOST_STEPS + 1, "grayscale"));
    }

    @ParameterizedTest
    @MethodSource
    void sequencesThatAreNone(Object asked) {
        assertThrows(Unprocessable.class, () -> sequences.sequence(asked));
    }

    @Test
    void anUnknownStepIsAnsweredWithThoseThereAre() {
        var problem = assertThrows(Unprocessable.class, () -> sequences.sequence("sepia"));

        assertTrue(problem.getMessage().contains("There is no step sepia; there are grayscale, histogram"),
                problem::getMessage);
    }

    @Test
    void aJobIsCompleted() {
        var job = sequences.check(Map.of("image_id", 12345, "user_id", 7, "job_type", "grayscale"), ANSEL);

        assertEquals(12345, job.get("image_id"));
        assertEquals("", job.get("environment"));
        assertArrayEquals(new String[]{"process", "grayscale"}, (String[]) job.get("job_sequence"));
    }

    @Test
    void aJobSaysOnceWhatToDo() {
        assertThrows(Unprocessable.class, () -> sequences.check(Map.of("image_id", 12345), ANSEL));
        assertThrows(Unprocessable.class, () -> sequences.check(
                Map.of("image_id", 12345, "job_type", "grayscale", "job_sequence", List.of("grayscale")), ANSEL));
    }

    @Test
    void nobodyQueuesJobsForOthers() {
        assertThrows(Forbidden.class,
                () -> sequences.check(Map.of("image_id", 12345, "user_id", 8, "job_type", "grayscale"), ANSEL));
    }
}
