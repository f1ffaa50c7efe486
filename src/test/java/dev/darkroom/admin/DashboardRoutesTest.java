package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.web.Visit.Access;
import dev.darkroom.web.Visit;
import dev.darkroom.web.Visitors;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=admin/1-dashboard",
        mockEndpointsAndSkip = "sql:.*")
class DashboardRoutesTest extends RouteTest {

    private static final String STATES = """
            {"jobs": {"completed": 41, "failed": 2}, "images": {"original stored": 7}, "webhooks": {"pending": 3}, "late": 1}""";
    private static final String FAILURES = """
            [{"id": 8, "user_id": 7, "username": "<b>ansel", "image_id": 4, "job_sequence": ["process", "grayscale"],
              "title": "The photograph cannot be developed", "detail": "This is not a JPEG or PNG image", "step": null,
              "worker": "worker-1", "finished_at": "2026-11-22T08:00:00.123456+00:00"}]""";
    private static final String WORKERS = """
            [{"worker": "worker-1", "last_seen_at": "2026-11-22T08:00:00.123456+00:00", "seconds_ago": 71,
              "completed": 41, "failed": 2, "working_on": [9, 10]}]""";

    @Test
    void showsHowDarkroomIs() {
        expectSql("count-states", STATES);
        expectSql("list-failures", FAILURES);
        expectSql("list-workers", WORKERS);

        var page = page();

        assertTrue(page.contains("<b>41</b>"), page);
        assertTrue(page.contains("This is not a JPEG or PNG image"), page);
        assertTrue(page.contains("&lt;b&gt;ansel"), page);
        assertTrue(page.contains("1 min ago"), page);
        assertTrue(page.contains("<a href=\"/admin/jobs/10\">job 10</a>"), page);
    }

    @Test
    void showsWhatTheDatabaseKnowsWithoutTheQueues() {
        expectSql("count-states", STATES);
        expectSql("list-failures", "[]");
        expectSql("list-workers", "[]");

        // for the client of SQS in tests of routes does not answer
        var page = page();

        assertTrue(page.contains("The queues cannot be looked at"), page);
        assertTrue(page.contains("Nothing has failed."), page);
        assertTrue(page.contains("None was seen."), page);
    }

    @Test
    void showsTheOtherPartsWhenOneCannotBeLookedAt() {
        expectSql("count-states", new CannotGetJdbcConnectionException("timeout after 5000ms"));
        expectSql("list-failures", FAILURES);
        expectSql("list-workers", WORKERS);

        var page = page();

        assertTrue(page.contains("The jobs cannot be looked at"), page);
        assertTrue(page.contains("This is not a JPEG or PNG image"), page);
        assertTrue(page.contains("worker-1"), page);
    }

    private String page() {
        Exchange exchange = to("direct:show-dashboard").withVariable("user", Visitors.MINOR)
                .withVariable("visit", Visitors.to(Access.ADMINISTRATOR, false, "/admin", Map.of())).send();
        assertNull(exchange.getException());
        return exchange.getMessage().getBody(String.class);
    }
}
