package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.parts.WorkerToken;
import dev.darkroom.frontend.problem.Forbidden;
import dev.darkroom.frontend.problem.Unauthorized;
import dev.darkroom.parts.WorkerToken;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/02-authenticate",
        mockEndpointsAndSkip = "sql:.*")
class AuthenticateRoutesTest extends RouteTest {

    private static final String WORKERS_TOKEN = "the-token-of-the-workers-in-tests";

    @Test
    void letsEverybodyCallAnOpenOperation() {
        var exchange = to("direct:authenticate").withVariable("access", "open").send();

        assertNull(exchange.getException());
        assertNull(exchange.getVariable("user"));
    }

    @Test
    void refusesACallerWithoutToken() {
        var exchange = to("direct:authenticate").withVariable("access", "user").send();

        assertNotNull(exchange.getException(Unauthorized.class));
    }

    @Test
    void refusesATokenThatIsNobodys() {
        expectSql("find-user-by-token", NO_ROW);

        var exchange = to("direct:authenticate").withVariable("access", "user").withVariable("token", "?").send();

        assertNotNull(exchange.getException(Unauthorized.class));
    }

    @Test
    void letsAUserCallAUsersOperationAndKeepsTheBody() {
        expectSql("find-user-by-token", ANSEL);

        var exchange = to("direct:authenticate").withVariable("access", "user").withVariable("token", "ansels")
                .withBody("the request").send();

        assertNull(exchange.getException());
        assertEquals(ANSEL, exchange.getVariable("user"));
        assertEquals("the request", exchange.getMessage().getBody());
    }

    @Test
    void refusesAUserWhereOnlyWorkersMay() {
        expectSql("find-user-by-token", ANSEL);

        var exchange = to("direct:authenticate").withVariable("access", "worker").withVariable("token", "ansels")
                .send();

        assertNotNull(exchange.getException(Forbidden.class));
    }

    @Test
    void letsAWorkerReportAndAsksNoDatabase() {
        var exchange = to("direct:authenticate").withVariable("access", "worker")
                .withVariable("token", WORKERS_TOKEN).send();

        assertNull(exchange.getException());
        assertEquals(WORKER, exchange.getVariable("user"));
    }

    @Test
    void refusesAWorkerWhereOnlyUsersMay() {
        var exchange = to("direct:authenticate").withVariable("access", "user").withVariable("token", WORKERS_TOKEN)
                .send();

        assertNotNull(exchange.getException(Forbidden.class));
    }

    @Test
    void takesNobodyForACallerWithoutTokenWhoeverWasThereBefore() {
        var exchange = to("direct:find-caller").withVariable("user", ANSEL).send();

        assertNull(exchange.getVariable("user"));
    }

    @Test
    void asksForTheDigestOfTheToken() throws Exception {
        var find = expectSql("find-user-by-token", ANSEL);

        to("direct:find-caller").withVariable("token", "ansels").send();

        assertEquals(Map.of("variable.token_digest",
                "36f523f57fda1a85bbd60da06f353be7d2e5f4d6d09660d8ffd3909f76648559"), parameters(find));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "a, b", "$simple{body}", "'ansels'"})
    void takesATokenAsItIsWhateverItLooksLike(String token) throws Exception {
        var find = expectSql("find-user-by-token", NO_ROW);

        to("direct:find-caller").withVariable("token", token).send();

        assertEquals(new Tokens(new WorkerToken(WORKERS_TOKEN)).digest(token),
                parameters(find).get("variable.token_digest"));
    }

    @Test
    void doesNotSayThatATokenIsNobodysWhenTheDatabaseIsAway() {
        expectSql("find-user-by-token", new CannotGetJdbcConnectionException("timeout"));

        var exchange = to("direct:authenticate").withVariable("access", "user").withVariable("token", "ansels").send();

        assertNotNull(exchange.getException(CannotGetJdbcConnectionException.class));
    }
}
