package dev.darkroom.frontend;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.NotFound;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.BeanInject;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/16-watch",
        mockEndpointsAndSkip = "sql:.*|direct:(find-job|find-image|find-caller)")
class WatchRoutesTest extends RouteTest {

    private static final Map<String, Object> QUEUED = Map.of("id", 2131L, "status", "job queued");
    private static final Map<String, Object> COMPLETED = Map.of("id", 2131L, "status", "completed");

    private FakeResponse response;

    @BeforeEach
    void connect() {
        response = new FakeResponse();
    }

    @BeanInject("changes")
    Changes changes;

    @Test
    void answersAtOnceWhenNobodyWantsToWait() {
        expect("direct:find-job", QUEUED);

        assertEquals("job queued", job(read(null)).get("status"));
    }

    @Test
    void doesNotWaitForAJobThatIsFinished() {
        expect("direct:find-job", COMPLETED);

        assertTimeoutPreemptively(ofSeconds(10), () -> read("60"));
    }

    @Test
    void answersAsSoonAsTheJobIsFinished() {
        var find = expect("direct:find-job");
        find.expectedMessageCount(2);
        find.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(COMPLETED));
        find.whenExchangeReceived(1, exchange -> {
            exchange.getMessage().setBody(QUEUED);
            changes.announce(2131L, 12345L, 7L);
        });

        var exchange = assertTimeoutPreemptively(ofSeconds(10), () -> read("60"));

        assertEquals("completed", job(exchange).get("status"));
    }

    @Test
    void looksAgainOnlyWhenItIsWoken() {
        var finished = new AtomicBoolean();
        var find = expect("direct:find-job");
        find.expectedMessageCount(2);
        find.whenAnyExchangeReceived(
                exchange -> exchange.getMessage().setBody(finished.get() ? COMPLETED : QUEUED));
        find.whenExchangeReceived(1, exchange -> {
            exchange.getMessage().setBody(QUEUED);
            var reader = Thread.currentThread();
            Thread.ofVirtual().start(() -> {
                await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
                finished.set(true);
                changes.announce(2131L, 12345L, 7L);
            });
        });

        var exchange = assertTimeoutPreemptively(ofSeconds(10), () -> read("60"));

        assertEquals("completed", job(exchange).get("status"));
    }

    @Test
    void answersTheJobAsItIsWhenTheTimeIsOver() {
        expect("direct:find-job", QUEUED);

        assertEquals("job queued", job(read("0")).get("status"));
    }

    @Test
    void watchesNoMoreWhenTheJobCannotBeRead() {
        expect("direct:find-job", new IllegalStateException("no such column"));

        var exchange = read("60");

        assertNotNull(exchange.getException(IllegalStateException.class));
        assertEquals(0, changes.watched());
    }

    @Test
    void tellsWhoWaitsForAJobThatItWasDestroyed() {
        var find = expect("direct:find-job");
        find.expectedMessageCount(2);
        find.whenAnyExchangeReceived(exchange -> {
            // as find-job leaves it when there is no row
            exchange.getMessage().setBody(null);
            exchange.setException(new NotFound("There is no job 2131 that you may see"));
        });
        find.whenExchangeReceived(1, exchange -> {
            exchange.getMessage().setBody(QUEUED);
            changes.announce(2131L, 12345L, 7L);
        });

        var exchange = assertTimeoutPreemptively(ofSeconds(10), () -> read("60"));

        assertNotNull(exchange.getException(NotFound.class));
        assertEquals(0, changes.watched());
    }

    @Test
    void waitsForAnImageUntilItIsDeveloped() {
        var find = expect("direct:find-image");
        find.expectedMessageCount(3);
        find.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setBody(Map.of("status", "created", "developed", find.getReceivedCounter() > 2));
            changes.announce(2131L, 12345L, 7L);
        });

        var exchange = assertTimeoutPreemptively(ofSeconds(10),
                () -> waitFor("image").withVariable("query", Map.of("wait", "60")).send());

        assertEquals(true, exchange.getMessage().getBody(Map.class).get("developed"));
    }

    @Test
    void streamsTheChangesOfJobsUntilTheClientGoes() {
        var find = expectSql("find-watched-jobs");
        find.expectedMessageCount(3);
        find.whenAnyExchangeReceived(exchange -> {
            var changed = find.getReceivedCounter() == 1
                    ? "{\"id\":2131,\"status\":\"job queued\"}"
                    : find.getReceivedCounter() == 2 ? "{\"id\":2131,\"status\":\"processing\"}" : "";
            exchange.getMessage().setBody("{\"newest\":2131,\"ids\":[2131],\"jobs\":[" + changed + "]}");
            changes.announce(2131L, 12345L, 7L);
        });
        var caller = expect("direct:find-caller");
        caller.expectedMessageCount(3);
        caller.whenExchangeReceived(3, _ -> response.goAway());

        var exchange = assertTimeoutPreemptively(ofSeconds(10), this::watchJob);

        assertNull(exchange.getException());
        assertEquals("""
                retry: 3000

                event: job
                data: {"id":2131,"status":"job queued"}

                event: job
                data: {"id":2131,"status":"processing"}

                """, response.sent());
        assertTrue(response.ended());
        assertEquals(0, changes.watched());
    }

    @Test
    void looksForTheJobsThatTheClientNames() throws Exception {
        var find = expectSql("find-watched-jobs");
        find.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage()
                    .setBody("{\"newest\":2131,\"ids\":[2131],\"jobs\":[{\"id\":2131,\"status\":\"completed\"}]}");
            response.goAway();
        });
        expect("direct:find-caller");

        watchJob();

        var parameters = parameters(find);
        assertArrayEquals(new Long[]{2131L}, (Long[]) parameters.get("variable.stream.jobIds"));
        assertEquals(false, parameters.get("variable.stream.all"));
        assertEquals(200, parameters.get("variable.stream.limit"));
        assertEquals(7L, parameters.get("variable.user[id]"));
    }

    @Test
    void looksForTheJobsOfTheBatchThatTheClientNames() throws Exception {
        var owner = expectSql("find-owner-of-batch", 7L);
        var find = expectSql("find-watched-jobs");
        find.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setBody("{\"newest\":2131,\"ids\":[],\"jobs\":[]}");
            response.goAway();
        });
        expect("direct:find-caller");

        assertNull(watch(Map.of("batch_id", "12")).getException());

        assertEquals("12", parameters(owner).get("variable.query[batch_id]"));
        assertEquals(12L, parameters(find).get("variable.stream.batchId"));
        assertEquals(false, parameters(find).get("variable.stream.all"));
    }

    @Test
    void doesNotWatchABatchThatTheUserMayNotSee() {
        expectSql("find-owner-of-batch", NO_ROW);

        assertEquals("There is no batch 12 that you may see",
                watch(Map.of("batch_id", "12")).getException(NotFound.class).getMessage());
        assertEquals(0, changes.watched());
    }

    @Test
    void watchesJobsOrABatch() {
        expectSql("find-owner-of-batch", 7L);

        assertNotNull(watch(Map.of("batch_id", "12", "job_id", "2131")).getException(BadRequest.class));
    }

    @Test
    void endsTheStreamOfATokenThatIsNoLongerGood() {
        expectSql("find-watched-jobs").whenAnyExchangeReceived(exchange -> {
            exchange.getMessage()
                    .setBody("{\"newest\":2131,\"ids\":[2131],\"jobs\":[{\"id\":2131,\"status\":\"job queued\"}]}");
            changes.announce(2131L, 12345L, 7L);
        });
        expect("direct:find-caller").whenAnyExchangeReceived(exchange -> exchange.removeVariable("user"));

        assertNull(assertTimeoutPreemptively(ofSeconds(10), this::watchJob).getException());
        assertTrue(response.ended());
    }

    @Test
    void streamsNothingWhenTheJobsCannotBeRead() {
        expectSql("find-watched-jobs", new IllegalStateException("no such column"));

        assertNotNull(watchJob().getException(IllegalStateException.class));
        assertEquals("", response.sent());
        assertFalse(response.ended());
        assertEquals(0, changes.watched());
    }

    private Exchange watchJob() {
        return watch(Map.of("job_id", "2131"));
    }

    private Exchange watch(Map<String, String> query) {
        var exchange = new DefaultExchange(getCamelContext());
        exchange.setMessage(new HttpMessage(exchange, response.request(HttpMethod.GET), response.response()));
        exchange.setVariable("user", ANSEL);
        exchange.setVariable("query", query);
        return to("direct:watch-events").withExchange(exchange).send();
    }

    private Exchange read(String wait) {
        return waitFor("job").withVariable("query", wait == null ? Map.of() : Map.of("wait", wait)).send();
    }

    private FluentProducerTemplate waitFor(String finder) {
        return to("direct:wait-for").withVariable("topic", finder.equals("job") ? "job 2131" : "image 12345")
                .withVariable("finder", finder);
    }

    private static Map<?, ?> job(Exchange exchange) {
        assertNull(exchange.getException());
        return exchange.getMessage().getBody(Map.class);
    }
}
