package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.transport.ClaimHeldException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/11-report",
        mockEndpointsAndSkip = "sql:.*|direct:(requeue-job|wake-webhooks|doom-objects|note-answer)")
class ReportRoutesTest extends RouteTest {

    private static final String WAKE_WEBHOOKS = "direct:wake-webhooks";
    private static final String NOTE_ANSWER = "direct:note-answer";
    private static final Map<String, Object> STARTS = Map.of("status", "processing", "worker", "worker-1");
    private static final Map<String, Object> COMPLETED = Map.of("status", "completed", "worker", "worker-1", "results",
            List.of(Map.of("step", "grayscale", "s3_key", "images/12345/grayscale-beach.jpg")));

    private final Woken woken = new Woken();

    /** Stands in for {@link Changes}. */
    public static final class Woken {

        private final List<Long> jobs = new ArrayList<>();

        public void announce(Long jobId, Long imageId, Long userId) {
            assertEquals(12345L, imageId);
            assertEquals(7L, userId);
            jobs.add(jobId);
        }
    }

    @Override
    protected void replaceBeans() {
        replace("changes", woken);
    }

    @BeforeEach
    void nobodyIsWoken() {
        woken.jobs.clear();
    }

    @Test
    void notesThatAJobStartsAndWakesThoseWhoWatchIt() throws Exception {
        var start = expectSql("start-job", state("processing"));

        assertEquals(state("processing"), report(STARTS).getMessage().getBody());
        assertEquals(Map.of("variable.id", 2131L, "body[worker]", "worker-1"), parameters(start));
        assertEquals(List.of(2131L), woken.jobs);
    }

    @Test
    void tellsAWorkerThatStartsWhenThereIsNothingLeftToDo() {
        expectSql("start-job", state("completed"));

        assertEquals(state("completed"), report(STARTS).getMessage().getBody());
    }

    @Test
    void tellsAWorkerThatStartsThatTheJobIsGone() {
        expectSql("start-job", state("gone"));

        assertEquals(state("gone"), report(STARTS).getMessage().getBody());
    }

    @Test
    void recordsAReportAndWakesThoseWhoWait() throws Exception {
        expect(WAKE_WEBHOOKS);
        expect(NOTE_ANSWER).expectedVariableReceived("job_id", 2131L);
        var finish = expectSql("finish-job", counting("completed"));

        assertEquals(state("completed"), report(COMPLETED).getMessage().getBody());
        assertEquals("completed", parameters(finish).get("body[status]"));
        assertEquals("[{\"", parameters(finish).get("variable.report[results]").toString().substring(0, 3));
        assertEquals(List.of(2131L), woken.jobs);
    }

    @Test
    void answersASecondReportAsTheFirst() {
        expect(WAKE_WEBHOOKS).expectedMessageCount(2);
        expect(NOTE_ANSWER).expectedMessageCount(2);
        expectSql("finish-job", counting("completed"), state("completed"));
        expect("direct:doom-objects");

        assertEquals(report(COMPLETED).getMessage().getBody(), report(COMPLETED).getMessage().getBody());
    }

    @Test
    void doomsTheResultsOfAReportUnlessImagesHaveThem() {
        expect(WAKE_WEBHOOKS);
        expect(NOTE_ANSWER);
        expectSql("finish-job", state("gone"));
        var doom = expect("direct:doom-objects", "what doom-objects leaves");
        doom.expectedVariableReceived("bucket", "output");

        assertEquals(state("gone"), report(COMPLETED).getMessage().getBody());
        assertArrayEquals(new String[]{"images/12345/grayscale-beach.jpg"},
                doom.getExchanges().getFirst().getVariable("s3_keys", String[].class));
    }

    @Test
    void recordsNothingOfAReportThatContradictsItself() {
        var twice = Map.<String, Object>of("status", "completed", "results",
                List.of(Map.of("step", "grayscale", "s3_key", "a"), Map.of("step", "histogram", "s3_key", "a")));

        assertNotNull(report(twice).getException(Unprocessable.class));
        assertEquals(List.of(), woken.jobs);
    }

    @Test
    void wakesNobodyForAReportThatIsNotRecorded() {
        expectSql("finish-job", new IllegalStateException("no such column"));

        assertNotNull(report(COMPLETED).getException(IllegalStateException.class));
        assertEquals(List.of(), woken.jobs);
    }

    @Test
    void refusesAReportWhoseResultsAreNotOfTheJob() {
        expectSql("finish-job", state("refused"));

        assertEquals("A result that is reported of job 2131 is of another step or another image",
                report(COMPLETED).getException(Unprocessable.class).getMessage());
        assertEquals(List.of(), woken.jobs);
    }

    @ParameterizedTest
    @CsvSource({"user, processing", "user, completed", "administrator, failed", "worker, job queued"})
    void letsWorkersReportAndOthersQueueAgainAndNothingElse(String role, String status) {
        var exchange = update(Map.of("id", 7L, "role", role), Map.of("status", status));

        assertEquals("Only a worker reports on jobs; who owns one may queue it again: {\"status\": \"job queued\"}",
                exchange.getException(Forbidden.class).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "administrator"})
    void letsAJobBeDoneOnceMore(String role) {
        expect("direct:requeue-job", Map.of("id", 2131L, "status", "job queued"));

        assertNull(update(Map.of("id", 7L, "role", role), Map.of("status", "job queued")).getException());
    }

    @Test
    void answersAWorkerThoughABatchCannotBeTold() {
        expect(WAKE_WEBHOOKS);
        expectSql("finish-job", state("completed"));
        expect("direct:doom-objects");
        expect(NOTE_ANSWER, new CannotGetJdbcConnectionException("timeout"));

        assertEquals(state("completed"), report(COMPLETED).getMessage().getBody());
    }

    @Test
    void buriesAJobAndWakesThoseWhoWait() throws Exception {
        expect(WAKE_WEBHOOKS);
        expect(NOTE_ANSWER).expectedVariableReceived("job_id", 2131L);
        var fail = expectSql("fail-dead-job", state("failed"));

        assertNull(bury().getException());
        assertEquals(Map.of("variable.job_id", 2131L), parameters(fail));
        assertEquals(List.of(2131L), woken.jobs);
    }

    @Test
    void buriesNoJobThatHasEndedOtherwise() {
        expectSql("fail-dead-job", NO_ROW);

        assertNull(bury().getException());
        assertEquals(List.of(), woken.jobs);
    }

    @Test
    void buriesNoJobThatAWorkerIsAt() {
        redis.hold("darkroom:claim:2131");

        assertNotNull(bury().getException(ClaimHeldException.class));
    }

    @Test
    void buriesAJobWhenNobodyKnowsWhetherAWorkerIsAtIt() {
        expect(WAKE_WEBHOOKS);
        expect(NOTE_ANSWER);
        redis.goAway();
        expectSql("fail-dead-job", state("failed"));

        assertNull(bury().getException());
    }

    private Exchange report(Map<String, Object> report) {
        return update(WORKER, report);
    }

    private Exchange update(Map<String, Object> user, Map<String, Object> update) {
        return to("direct:update-job").withVariable("id", 2131L).withVariable("user", user)
                .withBody(update).send();
    }

    private Exchange bury() {
        return to("direct:bury-job").withVariable("job_id", 2131L).send();
    }

    /** The row of a report that is recorded. */
    private static Map<String, Object> counting(String status) {
        var row = new LinkedHashMap<>(state(status));
        row.put("timings_ms", "{\"total\":1900}");
        return row;
    }

    private static Map<String, Object> state(String status) {
        return Map.of("id", 2131L, "status", status, "image_id", 12345L, "user_id", 7L);
    }
}
