package dev.darkroom.frontend;

import dev.darkroom.http.Tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Problem;
import dev.darkroom.http.Unauthorized;
import dev.darkroom.parts.WorkerToken;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/02-authenticate",
        mockEndpointsAndSkip = "sql:.*")
class AuthenticateRoutesTest extends RouteTest {

    private static final String WORKERS_TOKEN = "the-token-of-the-workers-in-tests";
    private static final List<String> OPEN = List.of();
    private static final List<String> USERS = List.of("administrator", "user");
    private static final List<String> ADMINISTRATORS = List.of("administrator");
    private static final List<String> EVERYBODY_WITH_A_TOKEN = List.of("administrator", "user", "worker");

    /** Access is as the contract's security makes it; the outcome is the status, 0 when the caller may. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            open                        | nobody        |   0
            open                        | unknown       |   0
            open                        | user          |   0
            open                        | administrator |   0
            open                        | worker        |   0
            administrator,user          | nobody        | 401
            administrator,user          | unknown       | 401
            administrator,user          | user          |   0
            administrator,user          | administrator |   0
            administrator,user          | worker        | 403
            administrator               | nobody        | 401
            administrator               | unknown       | 401
            administrator               | user          | 403
            administrator               | administrator |   0
            administrator               | worker        | 403
            administrator,user,worker   | nobody        | 401
            administrator,user,worker   | unknown       | 401
            administrator,user,worker   | user          |   0
            administrator,user,worker   | administrator |   0
            administrator,user,worker   | worker        |   0
            worker                      | user          | 403
            worker                      | administrator | 403
            worker                      | worker        |   0
            """)
    void letsThoseCallWhoMay(String access, String caller, int outcome) {
        var roles = access.equals("open") ? OPEN : List.of(access.split(","));

        var exchange = switch (caller) {
            case "nobody" -> authenticate(roles, null);
            case "worker" -> authenticate(roles, WORKERS_TOKEN);
            default -> {
                expectSql("find-user-by-token", row(caller));
                yield authenticate(roles, "t0k3n");
            }
        };

        var problem = exchange.getException(Problem.class);
        assertEquals(outcome, problem == null ? 0 : problem.status());
    }

    private static Map<String, Object> row(String caller) {
        return switch (caller) {
            case "user" -> ANSEL;
            case "administrator" -> ADMINISTRATOR;
            default -> null;
        };
    }

    @Test
    void leavesWhoCallsAndTheBodyAsItIs() {
        expectSql("find-user-by-token", ANSEL);

        var exchange = to("direct:authenticate").withVariable("access", USERS).withVariable("token", "ansels")
                .withBody("the request").send();

        assertEquals(ANSEL, exchange.getVariable("user"));
        assertEquals("the request", exchange.getMessage().getBody());
    }

    @Test
    void knowsTheCallerOfAnOpenOperationToo() {
        expectSql("find-user-by-token", ADMINISTRATOR);

        assertEquals(ADMINISTRATOR, authenticate(OPEN, "adams's").getVariable("user"));
    }

    @Test
    void knowsAWorkerAndAsksNoDatabase() {
        assertEquals(WORKER, authenticate(EVERYBODY_WITH_A_TOKEN, WORKERS_TOKEN).getVariable("user"));
    }

    @Test
    void tellsACallerWithoutTokenWhereToGetOne() {
        assertEquals(
                "Send the header Authorization: Bearer <token> with a token that POST /api/users or POST /api/tokens"
                        + " gave you",
                authenticate(USERS, null).getException(Unauthorized.class).getMessage());
    }

    @Test
    void tellsAUserWhoMay() {
        expectSql("find-user-by-token", ANSEL);

        assertEquals("This is not for you: only administrators may",
                authenticate(ADMINISTRATORS, "ansels").getException(Forbidden.class).getMessage());
    }

    @Test
    void tellsAWorkerWhatItMay() {
        assertEquals("A worker's token can report on jobs, and ask on their behalf, and nothing else",
                authenticate(USERS, WORKERS_TOKEN).getException(Forbidden.class).getMessage());
    }

    @Test
    void takesNobodyForACallerWithoutTokenWhoeverWasThereBefore() {
        var exchange = to("direct:find-caller").withVariable("user", ANSEL).send();

        assertNull(exchange.getVariable("user"));
    }

    @Test
    void takesNobodyForACallerWithAnUnknownTokenWhoeverWasThereBefore() {
        expectSql("find-user-by-token", NO_ROW);

        var exchange = to("direct:find-caller").withVariable("user", ANSEL).withVariable("token", "?").send();

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

        assertNotNull(authenticate(USERS, "ansels").getException(CannotGetJdbcConnectionException.class));
    }

    private Exchange authenticate(List<String> access, String token) {
        return to("direct:authenticate").withVariable("access", access).withVariable("token", token).send();
    }
}
