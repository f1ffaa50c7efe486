package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.alg.misc.ImageMiscOps;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.recognition.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models: the one that Darkroom ships, on real photographs, and small ones whose answers are known. */
class ClassifierTest {

    private static Classifier centernet;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        centernet = Models.open(Models.CENTERNET, 2, 1);
    }

    @AfterAll
    static void close() {
        centernet.close();
    }

    /** What a person would say, and about where it is. */
    @ParameterizedTest
    @CsvSource({"coffee, cup, 165, 10, 250, 260", "astronaut, person, 0, 0, 390, 512",
            "camera, person, 0, 60, 290, 452",
            "chelsea, cat, 0, 0, 430, 300"})
    void theMostConfidentIsWhatAPersonWouldSay(String photograph, String label, int x, int y, int width, int height)
            throws Exception {
        var predictions = predict(centernet, Photographs.resource("/photos/" + photograph + ".jpg"));

        var best = predictions.getFirst();
        assertEquals(label, best.label(), predictions::toString);
        assertTrue(best.confidence() > 0.5, predictions::toString);
        assertTrue(best.box().overlap(new Box(x, y, width, height, null)) > 0.75, predictions::toString);
    }

    @Test
    void nothingIsSaidOfWhatHasNoneOfTheLabels() throws Exception {
        assertEquals(List.of(), predict(centernet, Photographs.resource("/photos/hubble_deep_field.jpg")));
    }

    @Test
    void eachThingIsToldOnce() throws Exception {
        var cups = predict(centernet, Photographs.resource("/photos/coffee.jpg")).stream()
                .filter(prediction -> prediction.label().equals("cup")).toList();

        assertEquals(1, cups.size());
    }

    @Test
    void aGreyPhotographIsOneOfEqualColours() throws Exception {
        var grey = Photographs.resource("/photos/camera.jpg");
        var colours = new Planar<>(GrayU8.class, grey.width(), grey.height(), 0);
        colours.setBands(new GrayU8[]{grey.luminance(), grey.luminance(), grey.luminance()});

        assertEquals(predict(centernet, grey),
                predict(centernet, Photograph.colour(colours, Format.PNG, 0.9f, null)));
    }

    @Test
    void thereAreAsManyAsAreWantedAndTheyAreTheBest() throws Exception {
        var photograph = centernet.prepare(Photographs.resource("/photos/coffee.jpg"));

        var all = centernet.predict(photograph, 0, 100);

        assertEquals(100, all.size());
        assertEquals(all.subList(0, 2), centernet.predict(photograph, 0, 2));
        for (int i = 1; i < all.size(); i++) {
            assertTrue(all.get(i - 1).confidence() >= all.get(i).confidence());
        }
    }

    @Test
    void aClassificationHasNoBoxes() throws Exception {
        var model = Models.store(folder, Models.BRIGHTNESS, Models.brightness(1), Models.COLOURS);
        try (var classifier = Models.open(model, 1, 1)) {
            assertEquals(List.of(new Prediction("blue", 0.8, null), new Prediction("red", 0.2, null)),
                    classifier.predict(classifier.prepare(even(51, 25, 204)), 0.2, 5));
        }
    }

    @Test
    void channelsMayComeLastAndBlueFirst() throws Exception {
        var descriptor = Models.BRIGHTNESS.replace("nchw", "nhwc\n  colours: bgr");
        var model = Models.store(folder, descriptor, Models.brightnessOfPixels(), Models.COLOURS);
        try (var classifier = Models.open(model, 1, 1)) {
            assertEquals(List.of(new Prediction("red", 0.8, null), new Prediction("blue", 0.2, null)),
                    classifier.predict(classifier.prepare(even(51, 25, 204)), 0.15, 5));
        }
    }

    @Test
    void scoresBecomeProbabilities() throws Exception {
        var descriptor = Models.BRIGHTNESS + "  softmax: true\n";
        var model = Models.store(folder, descriptor, Models.brightness(1), Models.COLOURS);
        try (var classifier = Models.open(model, 1, 1)) {
            var predictions = classifier.predict(classifier.prepare(even(0, 0, 255)), 0, 5);

            assertEquals(List.of(new Prediction("blue", 0.5761, null), new Prediction("green", 0.2119, null),
                    new Prediction("red", 0.2119, null)), predictions);
        }
    }

    /** Of photographs that come at once, each has to get its own answer, whichever run it was in. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void answersInBatchesEqualAnswersByThemselves(int batch) throws Exception {
        var model = Models.store(folder, Models.BRIGHTNESS, Models.brightness(OnnxModel.ANY), Models.COLOURS);
        try (var classifier = Models.open(model, 1, batch)) {
            atOnce(32, i -> {
                var predictions = classifier.predict(classifier.prepare(even(i * 5, 0, 0)), 0, 1);
                assertEquals(List.of(new Prediction("red", Math.round(i * 5 / 255.0 * 10_000) / 10_000.0, null)),
                        predictions.getFirst().confidence() == 0
                                ? List.of(new Prediction("red", 0, null))
                                : predictions);
                return null;
            });
        }
    }

    @Test
    void centernetAnswersInBatchesAsItDoesByItself() throws Exception {
        var names = List.of("coffee", "astronaut", "camera", "chelsea", "rocket", "retina");
        var photographs = names.stream().map(name -> Photographs.resource("/photos/" + name + ".jpg")).toList();
        var alone = new ArrayList<List<Prediction>>();
        for (var photograph : photographs) {
            alone.add(predict(centernet, photograph));
        }

        try (var classifier = Models.open(Models.CENTERNET, 1, 4)) {
            atOnce(photographs.size(), i -> {
                assertEquals(alone.get(i), predict(classifier, photographs.get(i)));
                return null;
            });
        }
    }

    @Test
    void aModelOfOnePictureIsGivenOneAtATime() throws Exception {
        var model = Models.store(folder, Models.BRIGHTNESS, Models.brightness(1), Models.COLOURS);
        try (var classifier = Models.open(model, 1, 8)) {
            atOnce(8, i -> assertRed(classifier, 100 + i));
        }
    }

    private static Void assertRed(Classifier classifier, int red) throws Exception {
        var predictions = classifier.predict(classifier.prepare(even(red, 0, 0)), 0, 1);
        assertEquals(red / 255.0, predictions.getFirst().confidence(), 0.0001);
        return null;
    }

    private interface Part {
        Void run(int number) throws Exception;
    }

    private static void atOnce(int count, Part part) throws Exception {
        var barrier = new CyclicBarrier(count);
        try (var threads = Executors.newFixedThreadPool(count)) {
            var parts = new ArrayList<Callable<Void>>();
            for (int i = 0; i < count; i++) {
                var number = i;
                parts.add(() -> {
                    barrier.await();
                    return part.run(number);
                });
            }
            for (var done : threads.invokeAll(parts)) {
                done.get();
            }
        }
    }

    private static List<Prediction> predict(Classifier classifier, Photograph photograph) throws Exception {
        return classifier.predict(classifier.prepare(photograph), 0.3, 5);
    }

    /** All of one colour. */
    private static Photograph even(int red, int green, int blue) {
        var pixels = new Planar<>(GrayU8.class, 7, 5, 3);
        ImageMiscOps.fill(pixels.getBand(0), red);
        ImageMiscOps.fill(pixels.getBand(1), green);
        ImageMiscOps.fill(pixels.getBand(2), blue);
        return Photograph.colour(pixels, Format.PNG, 0.9f, null);
    }
}
