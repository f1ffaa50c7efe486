package dev.darkroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.http.Forbidden;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=pages/5-registration",
        mockEndpointsAndSkip = "direct:(create-user|begin-session|prepare-sign-in)")
class RegistrationRoutesTest extends RouteTest {

    private static final Map<String, String> REGISTRATION = Map.of("username", "ansel", "email", "ansel@example.org",
            "password", "half dome at noon");

    @Test
    void signsInWhoeverRegisters() {
        var token = Map.of("id", 31, "authentication_token", "t0k3n");
        expect("direct:create-user", token).expectedBodiesReceived(REGISTRATION);
        expect("direct:begin-session").expectedBodiesReceived(token);

        assertFalse(register(REGISTRATION).isFailed());
    }

    @Test
    void showsTheForm() {
        expect("direct:prepare-sign-in");

        var exchange = to("direct:show-registration")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, false, "/account/register", Map.of())).send();

        assertTrue(page(exchange).contains("action=\"/account/register\""), page(exchange));
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

    private Exchange register(Map<String, String> form) {
        return to("direct:register")
                .withVariable("visit", Visitors.to(Access.SIGN_IN, true, "/account/register", form)).send();
    }

    private static String page(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
