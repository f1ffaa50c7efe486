package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.PreconditionFailed;
import dev.darkroom.web.Visit;
import dev.darkroom.web.Visitors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=admin/2-classes",
        mockEndpointsAndSkip = "sql:.*|direct:(index|read|create|update|destroy)-(user|users|image-type)")
class ClassesRoutesTest extends RouteTest {

    private static final String VERSION = "2026-11-22T08:00:00.123456+00:00";
    private static final Map<String, Object> IMOGEN = Map.of("id", 9, "username", "imogen", "email",
            "imogen@example.org", "role", "user", "images_count", 2, "jobs_count", 1, "created_at", VERSION,
            "updated_at", VERSION);
    private static final Map<String, String> FORM = Map.of("username", "imogen", "email", "imogen@example.org",
            "password", "two callas 1925");

    @Test
    void listsRowsWithALinkToOlderOnes() {
        mock("direct:index-users").expectedMessageCount(1);
        mock("direct:index-users").whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setBody(List.of(IMOGEN));
            exchange.setVariable("next", 9L);
        });

        var page = page(call("direct:show-rows", Visitors.asking(Visitors.USERS, null, Map.of("user_id", "9"))));

        assertTrue(page.contains("<a href=\"/admin/users/9\">imogen</a>"), page);
        assertTrue(page.contains("href=\"/admin/users?user_id=9&amp;before_id=9\""), page);
    }

    @Test
    void doesNotAskForWhatTheContractDoesNotHave() {
        var exchange = call("direct:show-rows", Visitors.asking(Visitors.USERS, null, Map.of("user_id", "' OR 1=1")));

        assertEquals(400, exchange.getVariable("page_status", Integer.class));
        assertTrue(page(exchange).contains("user_id: "));
    }

    @Test
    void showsARow() {
        expect("direct:read-user", IMOGEN);

        var page = page(call("direct:show-row", Visitors.of(Visitors.USERS, 9L)));

        assertTrue(page.contains("<h1>imogen</h1>"), page);
        assertTrue(page.contains("22 Nov 2026, 08:00:00 UTC"), page);
    }

    @Test
    void leavesAMissingRowToTheDoor() {
        expect("direct:read-user", new NotFound("There is no user 9 that you may see"));

        assertNotNull(call("direct:show-row", Visitors.of(Visitors.USERS, 9L)).getException(NotFound.class));
    }

    @Test
    void createsWhatAFormSays() {
        var create = mock("direct:create-user");
        create.expectedMessageCount(1);
        var said = new ArrayList<Object>();
        create.whenAnyExchangeReceived(exchange -> {
            said.add(exchange.getMessage().getBody());
            exchange.getMessage().setBody(IMOGEN);
        });

        var exchange = call("direct:create-from-form", Visitors.sending(Visitors.USERS, null, FORM));

        assertEquals(List.of(FORM), said);
        assertEquals("/admin/users/9?done=created", exchange.getVariable("location"));
    }

    @Test
    void showsAFormAgainThatIsNotAsTheContractHasIt() {
        var exchange = call("direct:create-from-form",
                Visitors.sending(Visitors.USERS, null, Map.of("username", "two words")));

        assertNull(exchange.getVariable("location"));
        assertEquals(422, exchange.getVariable("page_status"));
        assertTrue(page(exchange).contains("value=\"two words\""));
        assertTrue(page(exchange).contains("id=\"complaint-username\""));
    }

    @Test
    void showsAFormAgainThatTheOperationRefuses() {
        expect("direct:create-user", new Conflict("The username or the e-mail address is taken"));

        var exchange = call("direct:create-from-form", Visitors.sending(Visitors.USERS, null, FORM));

        assertNull(exchange.getVariable("location"));
        assertEquals(409, exchange.getVariable("page_status"));
        assertTrue(page(exchange).contains("The username or the e-mail address is taken."));
    }

    @Test
    void leavesAFailureToTheDoor() {
        expect("direct:create-user", new IllegalStateException());

        assertNotNull(call("direct:create-from-form", Visitors.sending(Visitors.USERS, null, FORM))
                .getException(IllegalStateException.class));
    }

    @Test
    void changesTheVersionThatTheFormWasMadeOf() {
        expect("direct:read-user", IMOGEN);
        var update = expect("direct:update-user", IMOGEN);

        var exchange = call("direct:update-from-form",
                Visitors.sending(Visitors.USERS, 9L, Map.of("email", "i@example.org", "version", VERSION)));

        assertEquals("/admin/users/9?done=changed", exchange.getVariable("location"));
        assertArrayEquals(new String[]{"2026-11-22T08:00:00.123456Z"},
                update.getExchanges().getFirst().getVariable("if_match", String[].class));
    }

    @Test
    void keepsTheVersionOfAFormThatCameTooLate() {
        expect("direct:read-user", IMOGEN);
        expect("direct:update-user", new PreconditionFailed("This user has changed since you read it"));

        var exchange = call("direct:update-from-form",
                Visitors.sending(Visitors.USERS, 9L, Map.of("email", "i@example.org", "version", VERSION)));

        assertEquals(412, exchange.getVariable("page_status"));
        assertTrue(page(exchange).contains("name=\"version\" value=\"" + VERSION + "\""));
    }

    @Test
    void asksBeforeItDestroysAndSaysWhatGoes() throws Exception {
        expect("direct:read-user", IMOGEN);
        var count = expectSql("count-dependents", "{\"images\": 2, \"jobs\": 1}");

        var page = page(call("direct:show-destroy-form", Visitors.of(Visitors.USERS, 9L)));

        assertTrue(page.contains("go 2 images, 1 job,"), page);
        assertTrue(page.contains("action=\"/admin/users/9/destroy\""), page);
        assertEquals(Map.of("variable.visit.rowClass.path", "users", "variable.visit.id", 9L), parameters(count));
    }

    @Test
    void destroysWhatWasConfirmed() {
        expect("direct:destroy-user", IMOGEN);

        var exchange = call("direct:destroy-from-form",
                Visitors.sending(Visitors.USERS, 9L, Map.of("version", VERSION)));

        assertEquals("/admin/users?done=destroyed", exchange.getVariable("location"));
    }

    private Exchange call(String route, Visit visit) {
        return to(route).withVariable("visit", visit).withVariable("id", visit.id())
                .withVariable("query", visit.query()).withVariable("user", Visitors.MINOR).send();
    }

    private static String page(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
