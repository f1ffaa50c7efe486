package dev.darkroom.transport;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * A job as its message says it.
 *
 * @param jobId       the job
 * @param userId      whose job it is
 * @param imageId     the image it is about; null of a query
 * @param s3Key       the image's original, in the input bucket; of a query what the keys of its results end with
 * @param jobSequence the kind of sequence, then its steps
 * @param environment parameters of the steps
 */
public record Job(@JsonProperty(value = "job_id", required = true) long jobId,
        @JsonProperty(value = "user_id", required = true) long userId,
        @JsonProperty("image_id") Long imageId, @JsonProperty(value = "s3_key", required = true) String s3Key,
        @JsonProperty(value = "job_sequence", required = true) List<String> jobSequence,
        @JsonProperty("environment") String environment) {

    public Job {
        Objects.requireNonNull(s3Key, "s3_key");
        if (jobSequence == null || jobSequence.isEmpty() || jobSequence.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("job_sequence");
        }
        environment = Objects.requireNonNullElse(environment, "");
    }
}
