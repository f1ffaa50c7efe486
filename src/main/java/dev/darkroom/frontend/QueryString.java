package dev.darkroom.frontend;

import dev.darkroom.http.BadRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands behind the {@code ?} of an address.
 *
 * @param parameters the values of each, in their order
 */
record QueryString(Map<String, List<String>> parameters) {

    private static final String BEFORE_ID = "before_id";

    /**
     * @param raw as it came, or null
     * @throws BadRequest when it cannot be read
     */
    static QueryString of(String raw) {
        try {
            var parameters = new QueryStringDecoder(raw == null ? "" : raw, false).parameters();
            // which the validator lets pass where they are an array of numbers, or a text
            if (parameters.values().stream().flatMap(List::stream)
                    .anyMatch(value -> value.isEmpty() || value.indexOf(0) >= 0)) {
                throw new BadRequest("A parameter of the query has no value, or the character NUL in it");
            }
            return new QueryString(parameters);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("The query cannot be read: " + e.getMessage());
        }
    }

    /** Of several values of a parameter the first. */
    Map<String, String> firstValues() {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, parameter -> parameter.getValue().getFirst()));
    }

    /** The address of the next page of what this asks for. */
    String nextPage(String path, long beforeId) {
        var uri = new QueryStringEncoder(path);
        parameters.forEach((name, values) -> {
            if (!name.equals(BEFORE_ID)) {
                values.forEach(value -> uri.addParam(name, value));
            }
        });
        uri.addParam(BEFORE_ID, Long.toString(beforeId));
        return uri.toString();
    }
}
