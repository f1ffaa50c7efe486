package dev.darkroom.frontend;

import dev.darkroom.http.Tokens;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.PreconditionFailed;
import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unauthorized;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.parts.WorkerToken;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/04-users.yaml,classpath:routes/frontend/05-tokens",
        replaceRouteFromWith = "create-first-administrator=direct:administrator-period-over",
        mockEndpointsAndSkip = "sql:.*|direct:(find-user|find-token|destroy-token)")
class AccountsRoutesTest extends RouteTest {

    /** What Camel would make something else of, were it part of an expression. */
    private static final String PASSWORD = "null, ${body}) 'half dome'";
    private static final String NEW_PASSWORD = "true, ${null}) 'moonrise'";
    private static final PasswordEncoder ARGON2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private static final String KEPT = ARGON2.encode(PASSWORD);
    private static final Map<String, Object> NEW_USER = Map.of("username", "ansel", "email", "ansel@example.org",
            "password", PASSWORD);
    private static final Map<String, Object> RENAMED = Map.of("id", 7, "username", "ansel-adams");
    private static final String[] VERSION = {"2026-11-22T08:00:00.123456Z"};

    @Test
    void registersAUserAndShowsTheToken() throws Exception {
        expectSql("insert-user", 7L);
        var find = expect("direct:find-user", object("registered-user.json"));
        find.expectedVariableReceived("id", 7L);

        var user = to("direct:create-user").withBody(NEW_USER).send().getMessage().getBody(Map.class);

        assertEquals("ansel", user.get("username"));
        assertEquals(43, user.get("authentication_token").toString().length());
        assertEquals(Map.of("id", 7L, "role", "user"), find.getExchanges().getFirst().getVariable("user"));
    }

    @Test
    void keepsNeitherTokenNorPasswordAsTheyAre() throws Exception {
        var insert = expectSql("insert-user", 7L);
        expect("direct:find-user", object("registered-user.json"));

        var user = to("direct:create-user").withBody(NEW_USER).send().getMessage().getBody(Map.class);

        var kept = parameters(insert);
        assertEquals(digest(user.get("authentication_token")), kept.get("variable.token_digest"));
        assertTrue(ARGON2.matches(PASSWORD, (String) kept.get("variable.encrypted_password")));
        assertEquals("ansel", kept.get("variable.request[username]"));
        assertEquals("ansel@example.org", kept.get("variable.request[email]"));
        assertEquals("user", kept.get("variable.role"));
    }

    @Test
    void registersAnAdministratorForAnAdministrator() throws Exception {
        var insert = expectSql("insert-user", 7L);
        expect("direct:find-user", object("registered-user.json"));

        to("direct:create-user").withVariable("user", ADMINISTRATOR).withBody(with(NEW_USER, "role", "administrator"))
                .send();

        assertEquals("administrator", parameters(insert).get("variable.role"));
    }

    @Test
    void refusesToRegisterAnAdministratorForAnybodyElse() {
        var exchange = to("direct:create-user").withBody(with(NEW_USER, "role", "administrator")).send();

        assertNotNull(exchange.getException(Forbidden.class));
    }

    @Test
    void refusesANameThatIsTaken() {
        expectSql("insert-user", NO_ROW);

        var exchange = to("direct:create-user").withBody(NEW_USER).send();

        assertEquals("The username or the e-mail address is taken",
                exchange.getException(Conflict.class).getMessage());
    }

    @Test
    void changesAUserAndAnswersItAsItIsThen() throws Exception {
        expect("direct:find-user", object("registered-user.json"), RENAMED);
        var update = expectSql("update-user", "changed");

        var exchange = to("direct:update-user").withVariable("id", 7L).withVariable("user", ANSEL)
                .withVariable("if_match", VERSION).withVariable("encrypted_password", "of another request")
                .withBody(Map.of("username", "ansel-adams")).send();

        assertEquals(RENAMED, exchange.getMessage().getBody());
        var parameters = parameters(update);
        assertEquals("ansel-adams", parameters.get("variable.request[username]"));
        assertNull(parameters.get("variable.request[email]"));
        assertNull(parameters.get("variable.encrypted_password"));
        assertArrayEquals(VERSION, (String[]) parameters.get("variable.if_match"));
    }

    @Test
    void changesAPasswordForWhoKnowsTheCurrentOne() throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        expectSql("start-sign-in", account(KEPT)).expectedVariableReceived("login", "ansel");
        expectSql("forgive-sign-ins");
        var update = expectSql("update-user", "changed");

        var exchange = update(ANSEL, Map.of("password", NEW_PASSWORD, "current_password", PASSWORD));

        assertNull(exchange.getException());
        assertTrue(ARGON2.matches(NEW_PASSWORD, (String) parameters(update).get("variable.encrypted_password")));
    }

    @Test
    void refusesToChangeAPasswordForWhoGetsTheCurrentOneWrong() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("start-sign-in", account(KEPT));

        var exchange = update(ANSEL, Map.of("password", NEW_PASSWORD, "current_password", "a guess"));

        assertEquals("The current_password is wrong", exchange.getException(Forbidden.class).getMessage());
    }

    @Test
    void refusesToChangeAPasswordForWhoGotItWrongTooOften() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("start-sign-in", Map.of("allowed", false, "wait_seconds", 8L));

        var exchange = update(ANSEL, Map.of("password", NEW_PASSWORD, "current_password", PASSWORD));

        assertEquals(8, exchange.getException(TooManyRequests.class).retrySeconds());
    }

    @Test
    void refusesToChangeAPasswordWithoutTheCurrentOne() throws Exception {
        expect("direct:find-user", object("registered-user.json"));

        assertNotNull(update(ANSEL, Map.of("password", NEW_PASSWORD)).getException(Unprocessable.class));
    }

    @Test
    void changesAnothersPasswordForAnAdministrator() throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        var update = expectSql("update-user", "changed");

        assertNull(update(ADMINISTRATOR, Map.of("password", NEW_PASSWORD)).getException());
        assertTrue(ARGON2.matches(NEW_PASSWORD, (String) parameters(update).get("variable.encrypted_password")));
    }

    @Test
    void refusesToChangeAUserThatIsNobodys() {
        expect("direct:find-user", new NotFound("There is no user 7 that you may see"));

        assertNotNull(update(ANSEL, Map.of("email", "a@example.org")).getException(NotFound.class));
    }

    @Test
    void refusesToGiveAUserANameThatIsTaken() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("update-user", new DuplicateKeyException("the constraint's name"));

        assertEquals("The username or the e-mail address is taken",
                update(ANSEL, Map.of("username", "adams")).getException(Conflict.class).getMessage());
    }

    @Test
    void doesNotSayThatANameIsTakenWhenTheDatabaseIsAway() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("update-user", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(update(ANSEL, Map.of("username", "adams"))
                .getException(CannotGetJdbcConnectionException.class));
    }

    @Test
    void refusesToChangeAUserThatHasChangedMeanwhile() throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        expectSql("update-user", "stale");

        assertEquals("This user has changed since you read it. Read it again, and decide anew",
                update(ANSEL, Map.of("username", "adams")).getException(PreconditionFailed.class).getMessage());
    }

    @Test
    void answersThatAUserHasGoneMeanwhile() throws Exception {
        var gone = new NotFound("There is no user 7 that you may see");
        expect("direct:find-user", object("registered-user.json"), gone, object("registered-user.json"), gone);
        expectSql("update-user", "stale");
        expectSql("destroy-user", "stale");

        assertNotNull(update(ANSEL, Map.of("username", "adams")).getException(NotFound.class));
        assertNotNull(destroy().getException(NotFound.class));
    }

    @Test
    void refusesToMakeAUserOfTheLastAdministrator() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("update-user", "last administrator");

        assertEquals("User 7 is the last administrator; there has to be one",
                update(ADMINISTRATOR, Map.of("role", "user")).getException(Conflict.class).getMessage());
    }

    @Test
    void destroysAUserAndAnswersItOnceMore() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        var destroy = expectSql("destroy-user", "destroyed");

        assertEquals(object("registered-user.json"), destroy().getMessage().getBody());
        assertEquals(7L, parameters(destroy).get("variable.id"));
        assertArrayEquals(VERSION, (String[]) parameters(destroy).get("variable.if_match"));
    }

    @Test
    void refusesToDestroyAUserThatIsNobodys() {
        expect("direct:find-user", new NotFound("There is no user 7 that you may see"));

        assertNotNull(destroy().getException(NotFound.class));
    }

    @Test
    void refusesToDestroyAUserThatHasChangedMeanwhile() throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        expectSql("destroy-user", "stale");

        assertNotNull(destroy().getException(PreconditionFailed.class));
    }

    @Test
    void refusesToDestroyTheLastAdministrator() throws Exception {
        expect("direct:find-user", object("registered-user.json"));
        expectSql("destroy-user", "last administrator");

        assertNotNull(destroy().getException(Conflict.class));
    }

    @Test
    void signsInAndShowsTheToken() throws Exception {
        expectSql("start-sign-in", account(KEPT)).expectedVariableReceived("login", "ansel@example.org");
        expectSql("forgive-sign-ins").expectedVariableReceived("login", "ansel@example.org");
        var insert = expectSql("insert-token", 31L);
        var find = expect("direct:find-token", Map.of("id", 31, "name", "Ansel's phone"));
        find.expectedVariableReceived("id", 31L);

        var answer = to("direct:create-token").withBody(
                Map.of("login", "ansel@example.org", "password", PASSWORD, "name", "Ansel's phone")).send()
                .getMessage().getBody(Map.class);

        assertEquals(43, answer.get("authentication_token").toString().length());
        assertEquals(Map.of("id", 31, "name", "Ansel's phone", "authentication_token",
                answer.get("authentication_token"), "user", ANSEL), answer);
        var kept = parameters(insert);
        assertEquals(7L, kept.get("variable.sign_in[id]"));
        assertEquals("Ansel's phone", kept.get("variable.request[name]"));
        assertEquals(digest(answer.get("authentication_token")), kept.get("variable.token_digest"));
        assertEquals(7L, find.getExchanges().getFirst().getVariable("user", Map.class).get("id"));
    }

    @Test
    void refusesAWrongPasswordAndForgivesNothing() {
        expectSql("start-sign-in", account(KEPT));

        assertEquals("The name or the password is wrong",
                signIn("a guess").getException(Unauthorized.class).getMessage());
    }

    @Test
    void refusesAnUnknownNameInTheSameWords() {
        expectSql("start-sign-in", account(null));

        assertEquals("The name or the password is wrong",
                signIn(PASSWORD).getException(Unauthorized.class).getMessage());
    }

    @Test
    void refusesAUserThatHasGoneWhileItsPasswordWasCompared() {
        expectSql("start-sign-in", account(KEPT));
        expectSql("forgive-sign-ins");
        expectSql("insert-token", NO_ROW);

        assertEquals("The name or the password is wrong",
                signIn(PASSWORD).getException(Unauthorized.class).getMessage());
    }

    @Test
    void refusesWhoFailedTooOftenEvenWithTheRightPassword() {
        var tooSoon = new HashMap<>(account(KEPT));
        tooSoon.put("allowed", false);
        tooSoon.put("wait_seconds", 8L);
        expectSql("start-sign-in", tooSoon);

        assertEquals(8, signIn(PASSWORD).getException(TooManyRequests.class).retrySeconds());
    }

    @Test
    void leavesWhetherAPasswordIsRight() {
        expectSql("start-sign-in", account(KEPT), account(KEPT));
        expectSql("forgive-sign-ins", 1);

        assertEquals(true, checkPassword(PASSWORD).getMessage().getBody());
        assertEquals(false, checkPassword("a guess").getMessage().getBody());
    }

    @Test
    void signsOutByDestroyingTheTokenThatTheRequestCarries() {
        expect("direct:destroy-token", Map.of("id", 31)).expectedVariableReceived("id", 31L);

        var exchange = to("direct:destroy-current-token").withVariable("user", with(ANSEL, "token_id", 31L)).send();

        assertEquals(Map.of("id", 31), exchange.getMessage().getBody());
    }

    @Test
    void createsNoAdministratorWithoutAPassword() {
        assertNull(to("direct:administrator-period-over").send().getException());
    }

    private Exchange update(Map<String, Object> user, Map<String, Object> update) {
        return to("direct:update-user").withVariable("id", 7L).withVariable("user", user).withBody(update).send();
    }

    private Exchange destroy() {
        return to("direct:destroy-user").withVariable("id", 7L).withVariable("user", ANSEL)
                .withVariable("if_match", VERSION).send();
    }

    private Exchange signIn(String password) {
        return to("direct:create-token").withBody(Map.of("login", "ansel", "password", password)).send();
    }

    private Exchange checkPassword(String password) {
        return to("direct:check-password").withVariable("login", "ansel").withVariable("password", password).send();
    }

    /** What start-sign-in answers; without a password of a name that nobody has. */
    private static Map<String, Object> account(String kept) {
        var account = new HashMap<String, Object>();
        account.put("allowed", true);
        account.put("wait_seconds", 1L);
        account.put("encrypted_password", kept);
        if (kept != null) {
            account.putAll(ANSEL);
        }
        return account;
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static String digest(Object token) {
        assertFalse(token.toString().isEmpty());
        return new Tokens(new WorkerToken("-".repeat(32))).digest((String) token);
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

        assertNotNull(update(ANSEL, Map.of("callback_url", "https://127.0.0.1/")).getException(Unprocessable.class));
    }

    private Map<String, Object> callbackUrlSetBy(Map<String, Object> request) throws Exception {
        expect("direct:find-user", object("registered-user.json"), object("registered-user.json"));
        var update = expectSql("update-user", "changed");

        assertNull(update(ANSEL, request).getException());

        var parameters = parameters(update);
        parameters.keySet().removeIf(name -> !name.contains("callback_url") || name.contains("request"));
        return parameters;
    }

}
