package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.parts.WorkerToken;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.frontend.problem.Conflict;
import dev.darkroom.frontend.problem.Unprocessable;
import java.util.Collections;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/04-accounts",
        mockEndpointsAndSkip = "sql:.*|direct:(find-user|find-token|destroy-token)")
class AccountsRoutesTest extends RouteTest {

    /** What Camel would make something else of, were it part of an expression. */
    private static final String PASSWORD = "null, ${body}) 'half dome'";
    private static final Map<String, Object> NEW_USER = Map.of("username", "ansel", "email", "ansel@example.org",
            "password", PASSWORD);

    @Test
    void registersAUserAndShowsTheToken() throws Exception {
        expectSql("insert-user", 7L);
        expect("direct:find-user", object("registered-user.json")).expectedVariableReceived("id", 7L);

        var user = to("direct:create-user").withBody(NEW_USER).send().getMessage().getBody(Map.class);

        assertEquals("ansel", user.get("username"));
        assertEquals(43, user.get("authentication_token").toString().length());
    }

    @Test
    void keepsNeitherTokenNorPasswordAsTheyAre() throws Exception {
        var insert = expectSql("insert-user", 7L);
        expect("direct:find-user", object("registered-user.json"));

        var user = to("direct:create-user").withBody(NEW_USER).send().getMessage().getBody(Map.class);

        var kept = parameters(insert);
        assertEquals(new Tokens(new WorkerToken("-".repeat(32))).digest((String) user.get("authentication_token")),
                kept.get("variable.token_digest"));
        assertTrue(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().matches(PASSWORD,
                (String) kept.get("variable.encrypted_password")));
    }

    @Test
    void refusesANameThatIsTaken() {
        expectSql("insert-user", NO_ROW);

        var exchange = to("direct:create-user").withBody(NEW_USER).send();

        assertNotNull(exchange.getException(Conflict.class));
    }

    @Test
    void setsWhereToCallWhenAUsersJobsHaveEnded() throws Exception {
        assertEquals(Map.of("variable.callback_url", "https://example.org/", "variable.sets_callback_url", true),
                callbackUrlSetBy(Map.of("callback_url", "https://example.org/")));
    }

    @Test
    void callsNobodyAnyMoreWhenTheUserSaysSo() throws Exception {
        var parameters = callbackUrlSetBy(Collections.singletonMap("callback_url", null));

        assertEquals(true, parameters.get("variable.sets_callback_url"));
        assertNull(parameters.get("variable.callback_url"));
    }

    @Test
    void leavesWhereToCallAsItIsWhenSomethingElseChanges() throws Exception {
        assertEquals(false, callbackUrlSetBy(Map.of("email", "ansel@example.com")).get("variable.sets_callback_url"));
    }

    @Test
    void refusesToCallWhatCanNeverBeCalled() throws Exception {
        expect("direct:find-user", object("registered-user.json"));

        assertNotNull(update(Map.of("callback_url", "https://127.0.0.1/")).getException(Unprocessable.class));
    }

    private Map<String, Object> callbackUrlSetBy(Map<String, Object> request) throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        var update = expectSql("update-user", "changed");

        assertNull(update(request).getException());

        var parameters = parameters(update);
        parameters.keySet().removeIf(name -> !name.contains("callback_url") || name.contains("request"));
        return parameters;
    }

    private Exchange update(Map<String, Object> request) {
        return to("direct:update-user").withVariable("id", 7L).withVariable("user", ANSEL).withBody(request).send();
    }
}
