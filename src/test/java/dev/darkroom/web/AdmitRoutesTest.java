package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.http.Forbidden;
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
        properties = "routes=pages/3-admit",
        mockEndpointsAndSkip = "direct:find-caller")
class AdmitRoutesTest extends RouteTest {

    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost"), Duration.ofMinutes(480));

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
        assertNotNull(admit(Visitors.to(Access.SIGN_IN, true, "/account/sign-in",
                Map.of("login", "minor", "password", "two callas")))
                .getException(Forbidden.class));
    }

    private void findCaller(Map<?, ?> user) {
        mock("direct:find-caller").expectedMessageCount(1);
        mock("direct:find-caller").whenAnyExchangeReceived(exchange -> exchange.setVariable("user", user));
    }

    private Exchange admit(Visit visit) {
        return to("direct:admit").withVariable("visit", visit).withVariable("page_route", "show-dashboard").send();
    }
}
