package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.transport.Job;
import java.util.List;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reports reports = new Reports("worker-1", 1000);
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
    void theJobCanNeverBeDone() throws Exception {
        assertEquals(JSON.readTree("{\"title\": \"The photograph cannot be developed\", \"detail\": \"Too dark\"}"),
                problem(new UnworkableJobException("Too dark")));
    }

    @Test
    void theProblemOfAQueryIsOne() {
        var query = new Job(2131, 7, null, "queries/7/a", List.of("query", "histogram", "median"), "");
        var problem = reports.problem(new Results(query, 1000),
                new RuntimeCamelException(new OutOfMemoryError("of a bean")));

        assertEquals("The query cannot be answered", problem.get("title"));
        assertEquals("It takes more memory than this worker has", problem.get("detail"));
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
