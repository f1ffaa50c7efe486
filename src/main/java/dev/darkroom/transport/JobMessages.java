package dev.darkroom.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads job messages. */
public final class JobMessages {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    /**
     * @param message JSON, from whatever carries jobs
     * @throws UnreadableMessageException when it is not a job message
     */
    public Job read(String message) {
        try {
            var job = JSON.readValue(message, Job.class);
            if (job == null) {
                throw new UnreadableMessageException("This is no job message, but null", null);
            }
            return job;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException("This is no job message: " + e.getOriginalMessage(), e);
        }
    }
}
