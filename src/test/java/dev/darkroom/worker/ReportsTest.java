package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Storable;
import dev.darkroom.transport.Job;
import java.util.Collections;
import java.util.List;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reports reports = new Reports("worker-1", 1000, 600);
    private final Results results = Jobs.results("grayscale", "histogram");

    @Test
    void theJobStarts() throws Exception {
        assertEquals(JSON.readTree("{\"status\": \"processing\", \"worker\": \"worker-1\"}"),
                JSON.readTree(reports.processing()));
    }

    @Test
    void theJobIsDone() throws Exception {
        results.beginStep();
        var grey = results.add(Jobs.made("jpg", "grey"));
        grey.encode();
        grey.stored();

        var report = JSON.readTree(reports.completed(results));

        assertEquals("completed", report.get("status").asText());
        assertEquals("worker-1", report.get("worker").asText());
        assertEquals(JSON.readTree("""
                [{"step": "grayscale", "s3_key": "images/12345/grayscale-beach.jpg", "content_type": "image/jpg",
                  "byte_size": 4}]"""), report.get("results"));
        assertFalse(report.get("timings_ms").get("total").isMissingNode());
    }

    @Test
    void aSmallDocumentIsReportedWithWhatIsInIt() throws Exception {
        assertEquals(JSON.readTree("[{\"label\": \"cup\", \"confidence\": 0.46}]"),
                reported(new Document(List.of(new Prediction("cup", 0.46)))).get(0).get("document"));
    }

    @Test
    void whatIsNoDocumentOrNoSmallOneIsOnlyStored() throws Exception {
        var results = reported(Jobs.made("json", "{}"), new Document("a".repeat(599)), new Document("NUL \0"));

        for (var result : results) {
            assertFalse(result.has("document"), result::toString);
        }
        assertEquals(3, results.size());
    }

    @Test
    void theDocumentsOfAReportHaveALimitTogether() throws Exception {
        var results = reported(new Document("a".repeat(590)), new Document("b".repeat(590)),
                new Document("c".repeat(400)));

        assertEquals(List.of(true, false, true),
                List.of(results.get(0).has("document"), results.get(1).has("document"),
                        results.get(2).has("document")));
    }

    private record Prediction(String label, double confidence) {
    }

    private JsonNode reported(Storable... made) throws Exception {
        var gathered = Jobs.results(Collections.nCopies(made.length, "grayscale").toArray(String[]::new));
        for (var what : made) {
            gathered.beginStep();
            var result = gathered.add(what);
            result.encode();
            result.stored();
        }
        return JSON.readTree(reports.completed(gathered)).get("results");
    }

    @Test
    void theJobCanNeverBeDone() throws Exception {
        assertEquals(JSON.readTree("{\"title\": \"The photograph cannot be developed\", \"detail\": \"Too dark\"}"),
                problem(new UnworkableJobException("Too dark")));
    }

    @Test
    void theProblemOfAQueryIsOne() {
        var query = new Job(2131, 7, null, "queries/7/a", List.of("query", "histogram", "median"), "");

        assertEquals("The query cannot be answered",
                reports.problem(new Results(query, 1000, 600), new UnworkableJobException("Nothing is found"))
                        .get("title"));
    }

    @Test
    void theProblemOfAWorkerIsNotThePhotographs() throws Exception {
        var problem = problem(new RuntimeCamelException(new OutOfMemoryError("of a bean")));

        assertEquals("The worker has too little memory", problem.get("title").asText());
        assertEquals("It takes more memory than this worker has", problem.get("detail").asText());
    }

    @Test
    void theProblemNamesTheStepThatFailed() throws Exception {
        results.beginStep();

        assertEquals("grayscale", problem(new UnworkableJobException("Too dark")).get("step").asText());
    }

    @Test
    void theProblemIsToldWithoutWhatCamelSaysOfBeans() throws Exception {
        var wrapped = new RuntimeCamelException("Failed to invoke method: of on slips due to",
                new UnworkableJobException("There is no step sepia"));

        assertEquals("There is no step sepia", problem(wrapped).get("detail").asText());
    }

    @Test
    void theProblemIsNeitherEmptyNorEndless() throws Exception {
        assertEquals("IllegalStateException", problem(new IllegalStateException()).get("detail").asText());
        assertEquals(10_000, problem(new IllegalStateException("a".repeat(20_000))).get("detail").asText().length());
    }

    @Test
    void theProblemOfStepsThatDoNotFitIsToldInPlainWords() throws Exception {
        results.beginStep();
        var misfit = new InvalidPayloadException(new DefaultExchange(new DefaultCamelContext()), String.class);

        assertEquals("The step grayscale cannot work on what the step before it made",
                problem(misfit).get("detail").asText());
    }

    private JsonNode problem(Exception reason) throws Exception {
        return JSON.readTree(reports.failed(results, reports.problem(results, reason))).get("problem");
    }
}
