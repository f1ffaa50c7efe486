package dev.darkroom.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {

    private static final String HOST = "darkroom.example:8080";

    @ParameterizedTest(name = "{0}, site {1}, origin {2}: {3}")
    @CsvSource(
            nullValues = "none",
            value = {
                    "GET, same-origin, none, true",
                    "GET, none, none, true",
                    "HEAD, same-origin, none, true",
                    "GET, same-origin, http://darkroom.example:8080, true",
                    "GET, cross-site, none, false",
                    "GET, same-site, none, false",
                    "GET, none, https://evil.example, false",
                    "POST, same-origin, https://darkroom.example:8080, true",
                    "PUT, none, http://darkroom.example:8080, true",
                    "POST, same-origin, none, true",
                    "POST, none, none, false",
                    "DELETE, cross-site, http://darkroom.example:8080, false",
                    "POST, same-site, http://other.darkroom.example:8080, false",
                    "POST, none, http://darkroom.example, false",
                    "POST, none, null, false",
                    "POST, same-origin, https://evil.example, false"})
    void countsForPagesOfDarkroomsOwn(String method, String fetchSite, String origin, boolean counts) {
        assertEquals(counts, SessionCookie.counts(method, fetchSite, origin, HOST));
    }

    @Test
    void countsForWhoeverTypesTheAddressAndReads() {
        // the word none, which nullValues takes for null above
        assertEquals(true, SessionCookie.counts("GET", "none", null, HOST));
        assertEquals(false, SessionCookie.counts("POST", "none", null, HOST));
    }

    @Test
    void readsCookies() {
        assertEquals(Map.of("darkroom_session", "t0k3n", "a", "b"),
                SessionCookie.cookies("darkroom_session=t0k3n; a=b; darkroom_session=other"));
        assertEquals(Map.of(), SessionCookie.cookies(null));
    }

    @Test
    void takesNoParameterForAHeader() {
        for (var name : List.of("cookie", "ORIGIN", "Sec-Fetch-Site")) {
            assertThrows(BadRequest.class, () -> SessionCookie.requireNoHeaders(List.of("wait", name)));
        }
        assertDoesNotThrow(() -> SessionCookie.requireNoHeaders(List.of("wait", "n")));
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080/admin?q=a|b^c, localhost:8080", "https://darkroom.example?x, darkroom.example",
            "//darkroom.example/x, darkroom.example"})
    void findsTheHost(String url, String host) {
        assertEquals(host, SessionCookie.host(url));
    }
}
