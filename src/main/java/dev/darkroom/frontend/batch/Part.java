package dev.darkroom.frontend.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A photograph of a batch, as it came in a request: in a temporary file, until it is in the bucket.
 *
 * @param position    its place in the batch, from 1
 * @param name        as the client calls it
 * @param fileName    how its key ends
 * @param contentType image/jpeg, or image/png when its first bytes are those of a PNG
 * @param byteSize    how many bytes came
 * @param file        that holds them
 * @param refusal     why it is not taken; null when it is
 */
public record Part(int position, String name, String fileName, String contentType, long byteSize, Path file,
        String refusal) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Why it is not taken, as {@code JobProblem} of the contract has it, in JSON; null when it is taken. */
    public String problem() throws JsonProcessingException {
        return refusal == null ? null : problem(refusal);
    }

    /** The same of one that could not be stored. */
    static String failure(Exception reason) throws JsonProcessingException {
        return problem("It could not be stored: " + reason.getMessage());
    }

    private static String problem(String detail) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("title", "The photograph was not taken", "detail", detail));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
