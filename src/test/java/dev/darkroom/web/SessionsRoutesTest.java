package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unauthorized;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=pages/3-sessions",
        mockEndpointsAndSkip = "sql:.*|direct:(find-caller|create-token|create-user|destroy-current-token)")
class SessionsRoutesTest extends RouteTest {

    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost"), Duration.ofMinutes(480));
    private static final Map<String, String> CREDENTIALS = Map.of("login", "minor", "password", "two callas", "next",
            "/admin/jobs");

    private static final Map<String, String> REGISTRATION = Map.of("username", "ansel", "email", "ansel@example.org",
            "password", "half dome at noon");
    private static final Map<String, Object> ANSEL_WITH_TOKEN = Map.of("id", 7L, "username", "ansel", "role", "user",
            "token_id", 32L);

    @Test
    void letsAnAdministratorIn() {
        findCaller(Visitors.MINOR);

        var exchange = admit(Visitors.to(Access.ADMINISTRATOR, false, "/admin", Map.of()));

        assertNull(exchange.getException());
        assertEquals("show-dashboard", exchange.getVariable("page_route"));
    }

    @Test
    void sendsThoseToTheSignInWhoAreNotSignedIn() {
        for (var access : List.of(Access.ADMINISTRATOR, Access.USER)) {
            for (var user : new Map<?, ?>[]{WORKER, null}) {
                findCaller(user);

                var exchange = admit(Visitors.to(access, false, "/admin/jobs", Map.of()));

                assertEquals("lead-to-sign-in", exchange.getVariable("page_route"));
                mock("direct:find-caller").reset();
            }
        }
    }

    @Test
    void keepsAdministrationToAdministrators() {
        findCaller(ANSEL);

        assertNotNull(admit(Visitors.to(Access.ADMINISTRATOR, false, "/admin/jobs", Map.of()))
                .getException(Forbidden.class));
    }

    @Test
    void letsAUserSeeItsPages() {
        findCaller(ANSEL);

        assertEquals("show-dashboard",
                admit(Visitors.to(Access.USER, false, "/batches", Map.of())).getVariable("page_route"));
    }

    @Test
    void knowsWhoComesToAPageForAll() {
        findCaller(ANSEL);

        assertEquals(ANSEL, admit(Visitors.to(Access.ANYBODY, false, "/", Map.of())).getVariable("user"));
    }

    @Test
    void leadsBackFromTheSignIn() {
        var exchange = to("direct:lead-to-sign-in")
                .withVariable("visit", Visitors.to(Access.ADMINISTRATOR, false, "/admin/jobs?status=failed", Map.of()))
                .send();

        assertEquals("/account/sign-in?next=%2Fadmin%2Fjobs%3Fstatus%3Dfailed", exchange.getVariable("location"));
    }

    @Test
    void takesAFormOfTheSession() {
        findCaller(Visitors.MINOR);

        assertNull(admit(Visitors.to(Access.ADMINISTRATOR, true, "/admin/users",
                Map.of("form_token", SESSIONS.formToken("s3cr3t")))).getException());
    }

    @Test
    void refusesAFormThatIsNotOfTheSession() {
        findCaller(Visitors.MINOR);

        assertNotNull(admit(Visitors.to(Access.ADMINISTRATOR, true, "/admin/users", Map.of("form_token", "guess")))
                .getException(Forbidden.class));
    }

    @Test
    void refusesAFormWithoutSession() {
        findCaller(null);

        assertNotNull(admit(Visitors.to(Access.ADMINISTRATOR, true, "/admin/users",
                Map.of("form_token", SESSIONS.formToken("s3cr3t")))).getException(Unauthorized.class));
    }

    @Test
    void letsEverybodySeeTheSignInButSendItsOwnFormOnly() {
        findCaller(null);
        assertNull(admit(Visitors.to(Access.SIGN_IN, false, "/account/sign-in", Map.of())).getException());
        mock("direct:find-caller").reset();

        findCaller(null);
        assertNotNull(admit(Visitors.to(Access.SIGN_IN, true, "/account/sign-in", CREDENTIALS))
                .getException(Forbidden.class));
    }

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

    @Test
    void signsInWhoeverRegisters() throws Exception {
        expect("direct:create-user", signedIn()).expectedBodiesReceived(REGISTRATION);
        findCaller(ANSEL_WITH_TOKEN);
        var shorten = expectSql("shorten-token", 1);

        var exchange = register(REGISTRATION);

        assertEquals(32L, parameters(shorten).get("variable.id"));
        assertEquals(SESSIONS.begin("t0k3n"), exchange.getVariable("cookie"));
        assertEquals("/", exchange.getVariable("location"));
    }

    @Test
    void saysWhatIsWrongWithARegistration() {
        var exchange = register(Map.of("username", "ansel", "email", "ansel@example.org", "password", "short"));

        assertEquals(422, exchange.getVariable("page_status"));
        assertTrue(page(exchange).contains("A password has 8 to 200 characters"), page(exchange));
        assertTrue(page(exchange).contains("value=\"ansel@example.org\""));
        assertFalse(page(exchange).contains("short"));
    }

    @Test
    void saysThatRegistrationIsClosed() {
        expect("direct:create-user", new Forbidden("Registration is closed"));

        var exchange = register(REGISTRATION);

        assertEquals(403, exchange.getVariable("page_status"));
        assertTrue(page(exchange).contains("Registration is closed"));
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

    private Exchange admit(Visit visit) {
        return to("direct:admit").withVariable("visit", visit).withVariable("page_route", "show-dashboard").send();
    }

    private Exchange signIn() {
        return to("direct:sign-in")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, true, "/account/sign-in", CREDENTIALS)).send();
    }

    private Exchange register(Map<String, String> form) {
        return to("direct:register")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, true, "/account/register", form)).send();
    }

    private static Map<String, Object> signedIn() {
        return Map.of("id", 31, "authentication_token", "t0k3n");
    }

    private static String page(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
