package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unauthorized;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=pages/4-sessions",
        mockEndpointsAndSkip = "sql:.*|direct:(find-caller|create-token|destroy-current-token)")
class SessionsRoutesTest extends RouteTest {

    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost"), Duration.ofMinutes(480));
    private static final Map<String, String> CREDENTIALS = Map.of("login", "minor", "password", "two callas", "next",
            "/admin/jobs");
    private static final Map<String, Object> ANSEL_WITH_TOKEN = Map.of("id", 7L, "username", "ansel", "role", "user",
            "token_id", 32L);

    @Test
    void beginsASessionThatEndsEarlierThanOtherTokens() throws Exception {
        expect("direct:create-token", signedIn()).expectedBodiesReceived(
                Map.of("login", "minor", "password", "two callas", "name", "browser"));
        findCaller(Visitors.MINOR);
        var shorten = expectSql("shorten-token", 1);

        var exchange = signIn();

        assertEquals(31L, parameters(shorten).get("variable.id"));
        assertEquals(SESSIONS.begin("t0k3n"), exchange.getVariable("cookie"));
        assertEquals("/admin/jobs", exchange.getVariable("location"));
    }

    /** As the route register leaves it, whose form leads nowhere. */
    @Test
    void leadsToTheStartWhoeverWantedNowhere() throws Exception {
        findCaller(ANSEL_WITH_TOKEN);
        var shorten = expectSql("shorten-token", 1);

        var exchange = to("direct:begin-session")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, true, "/account/register", Map.of()))
                .withBody(signedIn()).send();

        assertEquals(32L, parameters(shorten).get("variable.id"));
        assertEquals(SESSIONS.begin("t0k3n"), exchange.getVariable("cookie"));
        assertEquals("/", exchange.getVariable("location"));
    }

    @Test
    void showsTheFormAgainAfterAWrongPassword() {
        expect("direct:create-token", new Unauthorized("The name or the password is wrong"));

        var exchange = signIn();

        assertEquals(401, exchange.getVariable("page_status"));
        assertNull(exchange.getVariable("cookie"));
        assertTrue(page(exchange).contains("The name or the password is wrong"));
        assertTrue(page(exchange).contains("value=\"minor\""));
        assertTrue(page(exchange).contains("value=\"/admin/jobs\""));
        assertFalse(page(exchange).contains("two callas"));
    }

    @Test
    void saysThatSomebodyHasToWait() {
        expect("direct:create-token", new TooManyRequests("Wait", 4));

        var exchange = signIn();

        assertEquals(429, exchange.getVariable("page_status"));
        assertEquals(Map.of("Retry-After", "4"), exchange.getVariable("page_headers"));
    }

    @Test
    void givesTheSignInACookieOfItsOwn() {
        var exchange = to("direct:show-sign-in").withVariable("visit",
                Visitors.to(Access.SIGN_IN, false, "/account/sign-in", Map.of()).withSession(null)).send();

        var cookie = exchange.getVariable("cookie", String.class);
        assertTrue(cookie.startsWith("darkroom_sign_in="), cookie);
        var secret = cookie.substring("darkroom_sign_in=".length(), cookie.indexOf(';'));
        assertTrue(page(exchange).contains(SESSIONS.formToken(secret)));
    }

    @Test
    void endsTheSessionWithItsToken() {
        expect("direct:destroy-current-token");

        var exchange = to("direct:sign-out").withVariable("user", Visitors.MINOR).send();

        assertEquals(SESSIONS.end(), exchange.getVariable("cookie"));
        assertEquals("/", exchange.getVariable("location"));
    }

    private void findCaller(Map<?, ?> user) {
        mock("direct:find-caller").expectedMessageCount(1);
        mock("direct:find-caller").whenAnyExchangeReceived(exchange -> exchange.setVariable("user", user));
    }

    private Exchange signIn() {
        return to("direct:sign-in")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, true, "/account/sign-in", CREDENTIALS)).send();
    }

    private static Map<String, Object> signedIn() {
        return Map.of("id", 31, "authentication_token", "t0k3n");
    }

    private static String page(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
