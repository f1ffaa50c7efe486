package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.parts.WorkerToken;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.frontend.problem.Conflict;
import java.util.Map;
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
}
