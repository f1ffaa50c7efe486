package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import dev.darkroom.imaging.Storable;
import java.util.List;
import java.util.stream.Stream;

/** Jobs and results of the tests. */
final class Jobs {

    private Jobs() {
    }

    /** Job 2131: these steps for images/12345/beach.jpg. */
    static Job of(String... steps) {
        return new Job(2131, 7, 12345, "images/12345/beach.jpg",
                Stream.concat(Stream.of("process"), Stream.of(steps)).toList(), "");
    }

    static Job withSequence(String... words) {
        return new Job(2131, 7, 12345, "images/12345/beach.jpg", List.of(words), "");
    }

    /** What a step made: a few letters. */
    static Storable made(String extension, String content) {
        return new Storable() {
            @Override
            public String contentType() {
                return "image/" + extension;
            }

            @Override
            public String extension() {
                return extension;
            }

            @Override
            public byte[] encode() {
                return content.getBytes();
            }
        };
    }
}
