package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import dev.darkroom.imaging.Storable;
import dev.darkroom.sequence.TestSteps;
import java.util.List;
import java.util.stream.Stream;

/** Jobs and results of the tests. */
final class Jobs {

    static final long MOST_ANSWER_BYTES = 1000;
    static final long MOST_DOCUMENT_BYTES = 600;

    private Jobs() {
    }

    /** Job 2131: these steps for images/12345/beach.jpg. */
    static Job of(String... steps) {
        return new Job(2131, 7, 12345L, "images/12345/beach.jpg",
                Stream.concat(Stream.of("process"), Stream.of(steps)).toList(), "");
    }

    /** A job with these parameters, its kind at the head of the words. */
    static Job withSequence(String environment, String... words) {
        return new Job(2131, 7, 12345L, "images/12345/beach.jpg", List.of(words), environment);
    }

    /** The same steps, as a worker runs them. */
    static Results results(String... steps) {
        var job = of(steps);
        var results = new Results(job, MOST_ANSWER_BYTES, MOST_DOCUMENT_BYTES);
        results.begin(TestSteps.SEQUENCES.read(job.jobSequence(), job.environment()));
        return results;
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
