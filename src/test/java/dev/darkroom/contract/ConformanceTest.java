package dev.darkroom.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that all answers pass through in the integration tests refuses what it has to. */
class ConformanceTest {

    private static final Pattern OWN_HTTP = Pattern.compile("(URI|HttpRequest|URL)\\b.*\"/api");
    private static final String JOB = """
            {"id":1,"status":"job queued","user_id":2,"started_at":null,"problem":null}""";
    private static final String PROBLEM = """
            {"type":"about:blank","title":"Not found","status":404,"detail":"There is none"}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/jobs/1              | 200 | JOB
            GET  | /api/jobs/1.json         | 200 | JOB
            GET  | /api/jobs/1              | 404 | PROBLEM
            GET  | /api/nowhere             | 404 | PROBLEM
            HEAD | /api/jobs/1              | 200 | ''
            """)
    void conforms(String method, String path, int status, String body) {
        assertEquals(List.of(), faults(method, path, status, body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/jobs/1              | 200 | {"id":1,"status":"job queued","colour":"red"}            | colour
            GET  | /api/jobs/1              | 200 | {"id":1,"status":"asleep"}                               | asleep
            GET  | /api/jobs/1              | 200 | {"id":"1","status":"job queued"}                         | type
            GET  | /api/jobs/1              | 200 | {"id":1}                                                 | status
            GET  | /api/jobs/1              | 200 | ''                                                       | no response body
            GET  | /api/jobs/1              | 201 | JOB                                                      | document
            GET  | /api/jobs/1              | 500 | {"type":"","title":"Oh","status":500,"detail":"No"}      | document
            GET  | /api/jobs/1              | 404 | {"type":"","title":"Oh","status":409,"detail":"No"}      | another status
            GET  | /api/jobs/1              | 404 | {"title":"Oh","status":404}                              | detail
            GET  | /api/jobs/1              | 503 | {"type":"","title":"Oh","status":503,"detail":"No"}      | Retry-After
            PUT  | /api/nowhere             | 409 | {"type":"","title":"Oh","status":409,"detail":"No"}      | no operation
            """)
    void doesNotConform(String method, String path, int status, String body, String why) {
        var faults = faults(method, path, status, body);

        assertTrue(faults.toString().contains(why), faults::toString);
    }

    @ParameterizedTest
    @CsvSource({"200, application/json, text/plain", "404, application/problem+json, application/json"})
    void comesAsWhatItIs(int status, String right, String wrong) {
        var body = status == 200 ? JOB : PROBLEM;

        assertEquals(List.of(), Conformance.faults("GET", "/api/jobs/1", status, type(right), body));
        assertTrue(!Conformance.faults("GET", "/api/jobs/1", status, type(wrong), body).isEmpty());
    }

    private static ArrayList<String> faults(String method, String path, int status, String body) {
        var text = body.equals("JOB") ? JOB : body.equals("PROBLEM") ? PROBLEM : body;
        return new ArrayList<>(Conformance.faults(method, path, status,
                type(status < 400 ? "application/json" : "application/problem+json"), text));
    }

    private static HttpHeaders type(String contentType) {
        return HttpHeaders.of(Map.of("Content-Type", List.of(contentType)), (name, value) -> true);
    }

    /** Who calls the API otherwise would get answers that nobody holds against the contract. */
    @Test
    void everyIntegrationTestCallsTheApiAsAClient() throws IOException {
        // the second sends what no library for HTTP would send
        var exempt = Set.of("Client.java", "BadInputIT.java");
        try (var tests = Files.list(Path.of("src/test/java/dev/darkroom/it"))) {
            var others = tests.filter(test -> !exempt.contains(test.getFileName().toString()))
                    .filter(test -> OWN_HTTP.matcher(text(test)).find()).toList();

            assertEquals(List.of(), others);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
