package dev.darkroom.frontend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/15-gather-answers",
        replaceRouteFromWith = {
                "complete-due-batches=direct:batch-period-over",
                "forget-tallies=direct:forget-period-over"},
        mockEndpointsAndSkip = "sql:.*")
class GatherAnswersRoutesTest extends RouteTest {

    private static final String HASH = "darkroom:batches";
    private static final Map<String, Object> COUNTS = Map.of("completed", 2, "failed", 1, "unfinished", 0);

    private final Gathered gathered = new Gathered();
    private final Woken woken = new Woken();

    /** Stands in for the repository in Redis. */
    private static final class Gathered extends MemoryAggregationRepository {

        private volatile boolean away;
        private volatile boolean goesAfterConflict;
        private volatile int conflicts;

        private Gathered() {
            super(true);
        }

        @Override
        public Exchange get(CamelContext context, String key) {
            if (away) {
                throw new RedisConnectionException("Redis is away");
            }
            return super.get(context, key);
        }

        @Override
        public Exchange add(CamelContext context, String key, Exchange before, Exchange after) {
            conflict();
            return super.add(context, key, before, after);
        }

        @Override
        public void remove(CamelContext context, String key, Exchange exchange) {
            conflict();
            super.remove(context, key, exchange);
        }

        private void conflict() {
            if (conflicts > 0) {
                conflicts--;
                away = goesAfterConflict;
                throw new OptimisticLockingException();
            }
        }

        private void forget() {
            away = false;
            goesAfterConflict = false;
            conflicts = 0;
            getKeys().forEach(key -> remove(null, key, get(null, key)));
        }
    }

    /** Stands in for {@link Changes}. */
    public static final class Woken {

        private final List<Long> batches = new CopyOnWriteArrayList<>();

        public void announceBatch(Long batchId) {
            batches.add(batchId);
        }
    }

    @Override
    protected void replaceBeans() {
        replace("gatheredAnswers", gathered);
        replace("changes", woken);
    }

    @BeforeEach
    void nothingIsGathered() {
        gathered.forget();
        woken.batches.clear();
    }

    @Test
    void gathersWhatJobsOfABatchHaveEndedUntilAllHave() throws Exception {
        expectSql("find-place-of-job", note(12, 3, 1), note(12, 3, 3), note(12, 3, 2));
        var complete = expectSql("complete-batch", COUNTS);

        noteAnswer();
        noteAnswer();
        assertEquals(Set.of("12"), gathered.getKeys());
        assertEquals(List.of(), woken.batches);

        noteAnswer();
        assertWoken(12L);
        assertEquals(Map.of("variable.batch_id", 12L), parameters(complete));
        assertEquals(Set.of(), gathered.getKeys());
    }

    @Test
    void hasNothingToNoteOfAJobThatIsOfNoBatch() {
        expectSql("find-place-of-job", NO_ROW);

        noteAnswer();
        assertEquals(Set.of(), gathered.getKeys());
    }

    @Test
    void keepsBatchesApart() {
        expectSql("find-place-of-job", note(12, 2, 1), note(13, 2, 2), note(13, 2, 1));
        expectSql("complete-batch", COUNTS);

        noteAnswer();
        noteAnswer();
        noteAnswer();
        assertWoken(13L);
        assertEquals(Set.of("12"), gathered.getKeys());
    }

    @Test
    void countsAnAnswerOnceHoweverOftenItIsNoted() {
        expectSql("find-place-of-job", note(12, 2, 1), note(12, 2, 1), note(12, 2, 1));

        noteAnswer();
        noteAnswer();
        noteAnswer();
        assertEquals(List.of(), woken.batches);
    }

    @Test
    void waitsForImagesThatAreStillComing() {
        expectSql("find-place-of-job", note(12, 0, 1), note(12, 0, 2));
        expectSql("find-tally", note(12, 2, 1));
        expectSql("complete-batch", COUNTS);

        noteAnswer();
        noteAnswer();
        assertEquals(List.of(), woken.batches);

        tallyBatch();
        assertWoken(12L);
    }

    @Test
    void hasNothingToTallyOfABatchThatIsCompletedOrDestroyed() {
        expectSql("find-tally", NO_ROW);

        tallyBatch();
        assertEquals(Set.of(), gathered.getKeys());
    }

    @Test
    void completesABatchWhoseRowsSayThatAllHaveEndedAtOnce() {
        expectSql("find-tally", note(12, 2, 1, 2));
        expectSql("complete-batch", COUNTS);

        tallyBatch();
        assertWoken(12L);
    }

    @Test
    void wakesNobodyWhenTheRowsDoNotAgree() throws Exception {
        expectSql("find-tally", note(12, 2, 1, 2));
        var complete = expectSql("complete-batch", NO_ROW);

        tallyBatch();
        complete.assertIsSatisfied();
        assertEquals(List.of(), woken.batches);
        assertEquals(Set.of(), gathered.getKeys());
    }

    @Test
    void completesABatchWithoutRedisWhenTheRowsSayEnough() {
        gathered.away = true;
        expectSql("find-tally", note(12, 2, 1, 2));
        expectSql("complete-batch", COUNTS);

        tallyBatch();
        assertWoken(12L);
    }

    @Test
    void leavesItToTheSweepWithoutRedis() {
        gathered.away = true;
        expectSql("find-place-of-job", note(12, 2, 2));

        noteAnswer();
        assertEquals(List.of(), woken.batches);
    }

    @Test
    void leavesABatchThatCannotBeCompletedNowToALaterTime() {
        expectSql("find-tally", note(12, 2, 1, 2));
        // what is put aside in Redis is tried again, which this repository does not do
        expectSql("complete-batch", new CannotGetJdbcConnectionException("timeout"));

        tallyBatch();
        assertEquals(List.of(), woken.batches);
    }

    @Test
    void waitsAgainForABatchOneOfWhoseJobsIsDoneOnceMore() throws Exception {
        var reopen = expectSql("reopen-batch", 12L);
        expectSql("find-tally", note(12, 2, 1)).expectedVariableReceived("batch_id", 12L);
        expectSql("find-place-of-job", note(12, 2, 2));
        expectSql("complete-batch", COUNTS);

        assertNull(to("direct:reopen-batch").withVariable("job_id", 2131L).send().getException());
        assertEquals(2131L, parameters(reopen).get("variable.job_id"));
        assertEquals(Set.of("12"), gathered.getKeys());

        noteAnswer();
        assertWoken(12L);
    }

    @Test
    void waitsForNothingMoreWhenAJobOfNoCompletedBatchIsDoneOnceMore() {
        expectSql("reopen-batch", NO_ROW);

        assertNull(to("direct:reopen-batch").withVariable("job_id", 2131L).send().getException());
    }

    @Test
    void completesABatchWhoseTimeIsOverWithWhatIsThere() {
        expectSql("take-due-batches", List.of(Map.of("tally",
                "{\"batch_id\":12,\"size\":3,\"ended\":[1],\"over\":true}")));
        expectSql("complete-batch", Map.of("completed", 1, "failed", 0, "unfinished", 2));

        assertNull(to("direct:batch-period-over").send().getException());
        assertWoken(12L);
    }

    @Test
    void completesEveryBatchThatIsDueOneByOne() {
        expectSql("take-due-batches", List.of(Map.of("tally", note(12, 1, 1)), Map.of("tally", note(13, 2, 1, 2))));
        expectSql("complete-batch", COUNTS, COUNTS);

        assertNull(to("direct:batch-period-over").send().getException());
        assertWoken(12L, 13L);
    }

    @Test
    void completesWhatIsDueThoughRedisIsAway() {
        gathered.away = true;
        expectSql("take-due-batches", List.of(Map.of("tally", note(12, 1, 1)), Map.of("tally", note(13, 2, 1, 2))));
        expectSql("complete-batch", COUNTS, COUNTS);

        assertNull(to("direct:batch-period-over").send().getException());
        assertWoken(12L, 13L);
    }

    @Test
    void isContentWhenNoBatchIsDue() {
        expectSql("take-due-batches", List.of());

        assertNull(to("direct:batch-period-over").send().getException());
    }

    @Test
    void failsWhenTheDatabaseIsAway() {
        expectSql("take-due-batches", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(to("direct:batch-period-over").send().getException());
    }

    @Test
    void forgetsWhatIsGatheredOfBatchesThatNobodyWaitsFor() throws Exception {
        redis.hash(HASH).putAll(Map.of("12", "", "13", ""));
        var finished = expectSql("find-finished-batches", List.of(Map.of("id", 12L)));

        assertNull(to("direct:forget-period-over").send().getException());
        var asked = (Long[]) parameters(finished).get("variable.gathered");
        Arrays.sort(asked);
        assertArrayEquals(new Long[]{12L, 13L}, asked);
        assertEquals(Set.of("13"), redis.hash(HASH).keySet());
    }

    @Test
    void forgetsNothingOfBatchesThatSomebodyWaitsFor() {
        redis.hash(HASH).put("12", "");
        expectSql("find-finished-batches", List.of());

        assertNull(to("direct:forget-period-over").send().getException());
        assertEquals(Set.of("12"), redis.hash(HASH).keySet());
    }

    @Test
    void forgetsNothingWhileRedisIsAway() {
        redis.goAway();

        assertNotNull(to("direct:forget-period-over").send().getException());
    }

    @Test
    void looksAgainWhenAnotherFrontEndWasFaster() {
        expectSql("find-place-of-job", note(12, 2, 1), note(12, 2, 2));
        expectSql("complete-batch", COUNTS);
        noteAnswer();

        gathered.conflicts = 20;
        noteAnswer();
        assertWoken(12L);
    }

    @Test
    void leavesItToTheSweepWhenRedisGoesAfterAnotherFrontEndWasFaster() {
        expectSql("find-place-of-job", note(12, 2, 1));
        gathered.conflicts = 1;
        gathered.goesAfterConflict = true;

        noteAnswer();
        assertEquals(List.of(), woken.batches);
    }

    /** A batch is completed by another thread than the one that notes the last answer. */
    private void assertWoken(Long... batches) {
        await().untilAsserted(() -> assertEquals(List.of(batches), woken.batches));
    }

    private void noteAnswer() {
        assertNull(to("direct:note-answer").withVariable("job_id", 2131L).send().getException());
    }

    private void tallyBatch() {
        assertNull(to("direct:tally-batch").withVariable("batch_id", 12L).send().getException());
    }

    /** What a statement answers: how many images there are, 0 while they are coming, and which of them have ended. */
    private static String note(long batchId, int size, int... ended) {
        return "{\"batch_id\":%d,\"size\":%d,\"ended\":%s}".formatted(batchId, size, Arrays.toString(ended));
    }
}
