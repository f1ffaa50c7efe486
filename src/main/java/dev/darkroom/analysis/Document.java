package dev.darkroom.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.imaging.Storable;
import java.util.Objects;

/**
 * What a step found out, as a JSON document.
 *
 * @param content records, lists, maps, numbers and texts; names of components become snake_case
 */
public record Document(Object content) implements Storable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    public Document {
        Objects.requireNonNull(content);
    }

    /** As it is stored: an array, an object, or a single value. */
    public JsonNode json() {
        return JSON.valueToTree(content);
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public byte[] encode() {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A step made what is no JSON", e);
        }
    }
}
