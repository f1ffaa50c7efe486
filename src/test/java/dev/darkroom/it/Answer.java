package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.contract.Conformance;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;

/** What the API answered. None gets to a test that is not as the contract has it. */
record Answer(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        var method = response.request().method();
        var path = response.uri().getRawPath();
        var faults = Conformance.appliesTo(path)
                ? Conformance.faults(method, path, response.statusCode(), response.headers(), response.body())
                : List.of();
        assertEquals(List.of(), faults, () -> "%s %s was answered with %d %s%n%s".formatted(method, response.uri(),
                response.statusCode(), response.headers().map(), response.body()));
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
        return json(text);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + text, e);
        }
    }

    /** The body of an answer that has to have this status. */
    JsonNode expect(int expected) {
        assertEquals(expected, status, text);
        return json();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
