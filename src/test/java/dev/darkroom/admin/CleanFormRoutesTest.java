package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.web.Visitors;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=admin/4-clean", "darkroom.clean.allowed=true"},
        mockEndpointsAndSkip = "direct:clean-darkroom")
class CleanFormRoutesTest extends RouteTest {

    private static final Map<String, String> FORM = Map.of("delete_everything_in", "darkroom-input");

    @Test
    void saysWhatWouldGo() {
        var page = visit("show-clean-form", false).getMessage().getBody(String.class);

        assertTrue(page.contains("<b>darkroom-input</b>") && page.contains("<b>darkroom-output</b>"), page);
        assertTrue(page.contains("name=\"form_token\""), page);
    }

    @Test
    void leadsToTheDashboardWhenEverythingIsDeleted() {
        var clean = expect("direct:clean-darkroom");

        var exchange = visit("clean-from-form", true);

        assertEquals("/admin?done=cleaned", exchange.getVariable("location"));
        assertEquals(FORM, clean.getExchanges().getFirst().getIn().getBody());
    }

    @Test
    void asksAgainForAnotherName() {
        expect("direct:clean-darkroom", new Unprocessable("The input bucket is darkroom-input"));

        var exchange = visit("clean-from-form", true);

        assertNull(exchange.getVariable("location"));
        assertEquals(422, exchange.getVariable("page_status"));
        assertTrue(exchange.getMessage().getBody(String.class).contains("This is not the name of the input bucket"));
    }

    @Test
    void leavesEverythingElseToTheDoor() {
        expect("direct:clean-darkroom", new Conflict("Photographs come as fast as they are deleted"));

        assertNotNull(visit("clean-from-form", true).getException(Conflict.class));
    }

    private Exchange visit(String page, boolean post) {
        return to("direct:" + page).withVariable("user", Visitors.MINOR)
                .withVariable("visit",
                        Visitors.to(Access.ADMINISTRATOR, post, "/admin/clean", post ? FORM : Map.of()))
                .send();
    }
}
