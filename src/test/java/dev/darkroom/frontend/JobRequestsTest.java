package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.sequence.TestSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestsTest {

    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");
    private static final Map<String, Object> ADAMS = Map.of("id", 1L, "role", "administrator");
    private static final List<Map<String, Object>> NAMED = List.of(
            Map.of("name", "pack", "steps", List.of("gamma", "grayscale"), "environment", "GAMMA=0.8"));

    private final JobRequests requests = requests();

    static JobRequests requests() {
        try {
            return new JobRequests(TestSteps.SEQUENCES,
                    new Contract(Files.readString(Path.of("src/main/resources/openapi.yaml"))),
                    new Pages(1000, ZoneId.of("UTC")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aProcessIsAboutAnImage() {
        var job = check(Map.of("image_id", 12345, "user_id", 7, "job_type", "grayscale"));

        assertEquals(12345, job.get("image_id"));
        assertEquals("", job.get("environment"));
        assertNull(job.get("query"));
        assertArrayEquals(new String[]{"process", "grayscale"}, (String[]) job.get("job_sequence"));
        assertEquals("A process works on a photograph: send its image_id", refusal(Map.of("job_type", "grayscale")));
    }

    @Test
    void aQueryIsAboutWhatItFinds() {
        var median = List.of("query", "histogram", "median");
        var job = check(Map.of("job_sequence", median, "environment", "QUERY='days=today&n=all'"));

        assertNull(job.get("image_id"));
        assertEquals(7L, job.get("user_id"));
        assertEquals("histogram&days=today&n=all", job.get("query"));
        assertEquals("A query works on what it finds: leave out image_id",
                refusal(Map.of("image_id", 5, "job_sequence", median)));
    }

    @Test
    void equalQueriesAreWrittenAlike() {
        var sequence = List.of("query", "histogram", "median");
        assertEquals(
                check(Map.of("job_sequence", sequence, "environment", "QUERY='n=all&days=2'")).get("query"),
                check(Map.of("job_sequence", sequence, "environment", "QUERY='days=2&n=all'")).get("query"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "days=banana          | QUERY is a query string as GET /api/images takes it. days: today, or a"
                            + " number of days",
                    "image_type=grayscale | The sequence asks for results of histogram, and its QUERY for grayscale"})
    void aQueryIsHeldAgainstTheContract(String query, String reason) {
        assertEquals(reason, refusal(Map.of("job_sequence", List.of("query", "histogram", "median"), "environment",
                "QUERY='" + query + "'")));
    }

    @ParameterizedTest
    @CsvSource({"for_job_id=5", "drop=table", "n=-1", "before_id=x", "n=5&n=6&wait=5", "n=%zz"})
    void aQueryAsksNothingElse(String query) {
        assertThrows(Unprocessable.class, () -> check(Map.of("job_sequence", List.of("query", "histogram", "median"),
                "environment", "QUERY='" + query + "'")));
    }

    @Test
    void nobodyAsksForWhatBelongsToOthers() {
        var request = Map.<String, Object>of("job_sequence", List.of("query", "histogram", "median"), "environment",
                "QUERY='user_id=8'");

        assertThrows(Forbidden.class, () -> check(request));
        assertEquals("histogram&user_id=8", requests.check(request, ADAMS, List.of()).get("query"));
        var onBehalf = new HashMap<>(request);
        onBehalf.put("user_id", 7);
        assertThrows(Forbidden.class, () -> requests.check(onBehalf, ADAMS, List.of()));
    }

    @Test
    void nobodyQueuesJobsForOthers() {
        assertThrows(Forbidden.class,
                () -> check(Map.of("image_id", 12345, "user_id", 8, "job_type", "grayscale")));
        assertThrows(Forbidden.class,
                () -> check(Map.of("user_id", 8, "job_sequence", List.of("query", "histogram", "median"))));
    }

    @Test
    void aNamedSequenceBecomesItsSteps() {
        var job = requests.check(Map.of("image_id", 5, "job_type", "pack"), ANSEL, NAMED);

        assertArrayEquals(new String[]{"process", "gamma", "grayscale"}, (String[]) job.get("job_sequence"));
        assertEquals("GAMMA_GAMMA=0.8", job.get("environment"));
    }

    @Test
    void anImageIsAnnouncedWithAProcess() {
        assertEquals(List.of("process", "grayscale"), requests.process(List.of("grayscale"), "", List.of()).words());
        assertEquals("An image is announced with a process; a query is a job of its own",
                assertThrows(Unprocessable.class,
                        () -> requests.process(List.of("query", "histogram", "median"), "", List.of())).getMessage());
    }

    @Test
    void whatCannotBeDoneIsAnsweredWithWhatCan() {
        assertEquals("There is no step sepia; there are " + TestSteps.CATALOGUE,
                refusal(Map.of("image_id", 5, "job_type", "sepia")));
    }

    @Test
    void aJobSaysOnceWhatToDo() {
        assertThrows(Unprocessable.class, () -> check(Map.of("image_id", 12345)));
        assertThrows(Unprocessable.class, () -> check(
                Map.of("image_id", 12345, "job_type", "grayscale", "job_sequence", List.of("grayscale"))));
    }

    private Map<String, Object> check(Map<String, Object> request) {
        return requests.check(new HashMap<>(request), ANSEL, List.of());
    }

    private String refusal(Map<String, Object> request) {
        return assertThrows(Unprocessable.class, () -> check(request)).getMessage();
    }
}
