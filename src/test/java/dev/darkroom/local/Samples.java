package dev.darkroom.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The sample photographs; their origin and licences are in the README.md beside them. */
public final class Samples {

    private static final List<String> NAMES = List.of("astronaut.jpg", "camera.jpg", "chelsea.jpg", "coffee.jpg",
            "hubble_deep_field.jpg", "retina.jpg", "rocket.jpg");

    private Samples() {
    }

    /** All sample photographs, in the order of their names. */
    public static List<Sample> all() {
        return NAMES.stream().map(Samples::read).toList();
    }

    /** The sample photograph of this file name. */
    public static Sample named(String name) {
        return Stream.of(name).filter(NAMES::contains).map(Samples::read).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no sample photograph " + name));
    }

    private static Sample read(String name) {
        try (InputStream photograph = Samples.class.getResourceAsStream("/photos/" + name)) {
            return new Sample(name, "image/jpeg", photograph.readAllBytes());
        } catch (IOException problem) {
            throw new UncheckedIOException("The sample photograph %s cannot be read".formatted(name), problem);
        }
    }
}
