package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can never be developed fails at once, with the reason, and holds nothing up. */
class BadPhotographIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Gate DELIVERED = new Gate();

    private static Node darkroom;
    private static Client ansel;

    @BeforeAll
    static void start() throws Exception {
        darkroom = SYSTEM.start("both", "darkroom.limits.pixels=4000", "darkroom.limits.side=500");
        darkroom.before("develop", DELIVERED);
        ansel = Client.register(darkroom);
    }

    @BeforeEach
    void countAnew() {
        DELIVERED.shut();
        DELIVERED.open();
    }

    static Stream<Arguments> badPhotographs() {
        return Stream.of(
                Arguments.of("a letter", Photographs.noImage(), "not a JPEG or PNG"),
                Arguments.of("a JPEG cut short", Photographs.cutShort(), "ends in the middle"),
                Arguments.of("too many pixels", Photographs.jpeg(80, 60), "80 × 60 pixels"),
                Arguments.of("too wide", Photographs.jpeg(501, 2), "501"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPhotographs")
    void failsAtOnceWithTheReason(String name, byte[] bytes, String reason) {
        var job = ansel.finished(ansel.createJob(ansel.stored(bytes), "grayscale"));

        assertFailedAtOnce(job, reason);
    }

    @Test
    void anOriginalThatIsGoneFailsAtOnceWithTheReason() throws Exception {
        var image = ansel.stored(Photographs.jpeg());
        darkroom.stopRoute("receive-jobs");
        var queued = ansel.createJob(image, "grayscale");
        TestSystem.delete(TestSystem.INPUT, image.get("s3_key").asText());
        darkroom.startRoute("receive-jobs");

        assertFailedAtOnce(ansel.finished(queued), "not in the bucket any more");
    }

    @Test
    void goodPhotographsBehindBadOnesAreDeveloped() {
        var bad = new ArrayList<JsonNode>();
        var good = new ArrayList<JsonNode>();
        for (int i = 0; i < 5; i++) {
            bad.add(ansel.announce(Photographs.noImage(), "grayscale"));
            good.add(ansel.announce(Photographs.jpeg(), "grayscale"));
        }
        bad.forEach(image -> ansel.upload(image, Photographs.noImage()));
        good.forEach(image -> ansel.upload(image, Photographs.jpeg()));

        good.forEach(image -> assertEquals("completed", ansel.finishedJobOf(image).get("status").asText()));
        bad.forEach(image -> assertEquals("failed", ansel.finishedJobOf(image).get("status").asText()));
        TestSystem.awaitEmpty(JOBS);
    }

    private static void assertFailedAtOnce(JsonNode job, String reason) {
        assertEquals("failed", job.get("status").asText());
        assertTrue(job.get("problem").get("detail").asText().contains(reason), job::toString);
        TestSystem.awaitEmpty(JOBS);
        assertEquals(1, DELIVERED.arrived());
    }
}
