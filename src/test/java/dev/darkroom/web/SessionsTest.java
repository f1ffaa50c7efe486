package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Forbidden;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

    private static final Sessions SESSIONS = new Sessions(URI.create("http://localhost:8080"), Duration.ofMinutes(5));

    @Test
    void keepsTheTokenInACookieThatNoScriptGets() {
        assertEquals("darkroom_session=t0k3n; Path=/; Max-Age=300; HttpOnly; SameSite=Strict",
                SESSIONS.begin("t0k3n"));
        assertEquals("darkroom_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict", SESSIONS.end());
    }

    @Test
    void sendsCookiesOverHttpsOnlyWhereThereIsHttps() {
        assertEquals("darkroom_session=t0k3n; Path=/; Max-Age=300; HttpOnly; SameSite=Strict; Secure",
                new Sessions(URI.create("https://darkroom.example"), Duration.ofMinutes(5)).begin("t0k3n"));
    }

    @Test
    void givesEverySessionItsOwnFormToken() {
        assertEquals(SESSIONS.formToken("one"), SESSIONS.formToken("one"));
        assertNotEquals(SESSIONS.formToken("one"), SESSIONS.formToken("two"));
        assertNotEquals("one", SESSIONS.formToken("one"));
    }

    @ParameterizedTest(name = "origin {0}, site {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                    "none, none",
                    "http://localhost:8080, same-origin",
                    "https://localhost:8080, none"})
    void takesAFormThatWasMadeForTheSession(String origin, String fetchSite) {
        assertDoesNotThrow(() -> SESSIONS.checkForm(
                Visitors.from(origin, fetchSite, "t0k3n", Map.of("form_token", SESSIONS.formToken("t0k3n")))));
    }

    @ParameterizedTest(name = "origin {0}, site {1}, form of {2}, session {3}")
    @CsvSource(
            nullValues = "none",
            value = {
                    "none, none, none, t0k3n",
                    "none, none, another, t0k3n",
                    "none, none, t0k3n, none",
                    "http://evil.example, none, t0k3n, t0k3n",
                    "http://localhost:8081, none, t0k3n, t0k3n",
                    "null, none, t0k3n, t0k3n",
                    "none, cross-site, t0k3n, t0k3n",
                    "none, same-site, t0k3n, t0k3n"})
    void refusesEveryOther(String origin, String fetchSite, String madeFor, String session) {
        Map<String, String> form = madeFor == null ? Map.of() : Map.of("form_token", SESSIONS.formToken(madeFor));

        assertThrows(Forbidden.class, () -> SESSIONS.checkForm(Visitors.from(origin, fetchSite, session, form)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                    "/admin, /admin",
                    "/admin/jobs?status=job%20queued&n=50, /admin/jobs?status=job%20queued&n=50",
                    "/admin/images/3/edit, /admin/images/3/edit",
                    "/batches/12, /batches/12",
                    "/, /",
                    "none, /",
                    "'', /",
                    "https://evil.example/admin, /",
                    "//evil.example/admin, /",
                    "/admin/../api/users, /",
                    "/admin/%2e%2e/api/users, /",
                    "/admin\\@evil.example, /",
                    "/administrator, /"})
    void leadsToItsOwnPagesOnly(String wanted, String destination) {
        assertEquals(destination, SESSIONS.destination(wanted));
    }
}
