package dev.darkroom.transport;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A job as its message says it.
 *
 * @param jobId       the job
 * @param userId      whose job it is
 * @param imageId     the image it is about
 * @param s3Key       the image's original, in the input bucket
 * @param jobSequence the kind of sequence, then its steps
 * @param environment parameters of the steps
 */
public record Job(@JsonProperty(value = "job_id", required = true) long jobId, @JsonProperty("user_id") long userId,
        @JsonProperty("image_id") long imageId, @JsonProperty(value = "s3_key", required = true) String s3Key,
        @JsonProperty(value = "job_sequence", required = true) List<String> jobSequence,
        @JsonProperty("environment") String environment) {

    /** The kind of sequence: {@code process}. */
    public String kind() {
        return jobSequence.getFirst();
    }

    /** The steps, in their order. */
    public List<String> steps() {
        return jobSequence.subList(1, jobSequence.size());
    }
}
