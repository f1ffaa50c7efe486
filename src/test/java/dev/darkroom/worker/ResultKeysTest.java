package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.sequence.Stage;
import dev.darkroom.sequence.TestSteps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultKeysTest {

    @ParameterizedTest
    @CsvSource({
            "images/12345/beach.jpg,           grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/grayscale-beach.jpg, histogram, npy, images/12345/histogram-grayscale-beach.npy",
            "images/12345/beach.JPG,           grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/my.dog.png,          grayscale, png, images/12345/grayscale-my.dog.png",
            "images/12345/beach,               grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/.hidden,             grayscale, jpg, images/12345/grayscale-.hidden.jpg",
            "images/1.5/beach,                 grayscale, jpg, images/1.5/grayscale-beach.jpg",
            "queries/7/2026-11-22-5f3a9c,      grayscale, npy, queries/7/grayscale-2026-11-22-5f3a9c.npy",
            "beach.jpg,                        grayscale, jpg, grayscale-beach.jpg"})
    void theStepBecomesAPrefixOfTheName(String key, String step, String extension, String expected) {
        assertEquals(expected, ResultKeys.next(key, stage(step, ""), extension));
    }

    @ParameterizedTest
    @CsvSource({
            "gamma,  '',                            gamma",
            "gamma,  GAMMA=0.7,                     gamma",
            "gamma,  GAMMA=0.70,                    gamma",
            "gamma,  GAMMA=2,                       gamma.gamma_2",
            "gamma,  GAMMA=2.0,                     gamma.gamma_2",
            "resize, WIDTH=300 HEIGHT=200,          resize.height_200.width_300",
            "resize, HEIGHT=200 WIDTH=300 FIT=fit,  resize.height_200.width_300",
            "resize, WIDTH=300 FIT=fill,            resize.fit_fill.width_300"})
    void parametersAreInTheKeyUnlessTheyAreAsByDefault(String step, String environment, String prefix) {
        assertEquals("images/1/" + prefix + "-beach.jpg",
                ResultKeys.next("images/1/beach.jpg", stage(step, environment), "jpg"));
    }

    @Test
    void whateverAParameterSaysTheKeyIsAPlainOne() {
        var keys = List.of("a/b", "a-b", "ä", "A", "a".repeat(33), "../x", "a b", "-5", "minus5").stream()
                .map(value -> ResultKeys.next("images/1/beach.jpg", query(value), "json")).toList();

        assertEquals(keys.size(), keys.stream().distinct().count());
        for (var key : keys) {
            assertTrue(key.matches("images/1/nearest_neighbor\\.target_s3_hist_[0-9a-f]{32}-beach\\.json"), key);
        }
    }

    @Test
    void aLongSequenceDoesNotGrowOutOfWhatS3Takes() {
        var key = "images/12345/" + "a".repeat(100) + ".jpg";
        var other = key;
        for (int i = 0; i < 20; i++) {
            key = ResultKeys.next(key, stage("resize", "WIDTH=12345 HEIGHT=12345 FIT=fill"), "jpg");
            other = ResultKeys.next(other, stage("resize", "WIDTH=12346 HEIGHT=12345 FIT=fill"), "jpg");
        }

        assertTrue(key.length() < 600 && key.startsWith("images/12345/resize"), key);
        assertNotEquals(other, key);
    }

    private static Stage stage(String step, String environment) {
        return TestSteps.SEQUENCES.read(List.of(step), environment).stages().getFirst();
    }

    private static Stage query(String target) {
        return TestSteps.SEQUENCES.read(List.of("search", "histogram", "nearest_neighbor"),
                "TARGET_S3_HIST='" + target + "'").stages().getFirst();
    }
}
