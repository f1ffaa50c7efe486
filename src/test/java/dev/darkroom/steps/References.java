package dev.darkroom.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.imaging.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What other libraries make of the same photographs: {@code src/test/resources/steps}, with how it was made. */
final class References {

    private References() {
    }

    /** An input as the other library read it: lossless, so that no decoder makes a difference. */
    static Photograph input(String name) {
        return Photographs.read(Resources.bytes("/steps/in/" + name + ".png"));
    }

    static Photograph picture(String name) {
        return Photographs.read(Resources.bytes("/steps/" + name + ".png"));
    }

    /** Numbers, by names in snake_case. */
    static JsonNode numbers(String name) {
        return json(Resources.bytes("/steps/" + name + ".json"));
    }

    /** What a step wrote. */
    static JsonNode json(byte[] document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
