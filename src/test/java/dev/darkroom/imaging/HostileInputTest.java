package dev.darkroom.imaging;

import dev.darkroom.steps.HistogramStep;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a photograph or a refusal, soon, and nothing else. */
class HostileInputTest {

    private static final int RUNS = 300;

    @ParameterizedTest
    @ValueSource(
            strings = {"jpeg/baseline_420.jpg", "jpeg/progressive.jpg", "jpeg/restart.jpg", "jpeg/grey.jpg",
                    "jpeg/ycck_adobe2.jpg", "jpeg/icc_rgb.jpg", "jpeg/baseline_420.png", "jpeg/grey.png",
                    "png/palette_trns.png"})
    void flippedBitsEndInAPhotographOrARefusal(String name) {
        byte[] intact = Resources.bytes(name);
        Random random = new Random(20261122);
        for (int run = 0; run < RUNS; run++) {
            byte[] damaged = intact.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                // mostly in the first half, where the headers are
                int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 700));
                damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
            assertAnswered(damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jpeg/baseline_420.jpg", "jpeg/progressive.jpg", "jpeg/cmyk_adobe0.jpg",
                    "jpeg/baseline_420.png", "png/palette_trns.png"})
    void truncatedFilesEndInAPhotographOrARefusal(String name) {
        byte[] intact = Resources.bytes(name);
        IntStream.range(0, intact.length).filter(length -> length < 800 || length % 7 == 0)
                .forEach(length -> assertAnswered(Arrays.copyOf(intact, length)));
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "darkroom.hostile", matches = ".+", disabledReason = "a folder of hostile files")
    Stream<DynamicTest> filesOfTheFolderEndInAPhotographOrARefusal() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("darkroom.hostile")))) {
            var found = files.filter(Files::isRegularFile).sorted().toList();
            assertFalse(found.isEmpty());
            return found.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
                    () -> assertAnswered(bytes(file))));
        }
    }

    private void assertAnswered(byte[] bytes) {
        assertTimeoutPreemptively(ofSeconds(20), () -> {
            try {
                Photograph photograph = Photographs.read(bytes);
                new HistogramStep().apply(photograph);
                photograph.encode();
            } catch (UnacceptablePhotographException e) {
                assertFalse(e.getMessage().isBlank());
            }
        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
