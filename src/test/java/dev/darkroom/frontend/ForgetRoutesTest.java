package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.Map;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/17-forget",
        replaceRouteFromWith = {
                "expire-images=direct:expire-period-over",
                "forget-requests=direct:forget-period-over"},
        mockEndpointsAndSkip = "sql:.*")
class ForgetRoutesTest extends RouteTest {

    @Test
    void callsImagesExpiredThatAreLongOverdue() throws Exception {
        var expire = expectSql("expire-images");
        expire.whenAnyExchangeReceived(exchange -> exchange.getMessage().setHeader(SqlConstants.SQL_UPDATE_COUNT, 3));

        assertNull(to("direct:expire-period-over").send().getException());
        assertEquals(Map.of("properties:darkroom.upload.expire-hours", "24"), parameters(expire));
    }

    @Test
    void isContentWhenThereAreNone() {
        expectSql("expire-images").whenAnyExchangeReceived(
                exchange -> exchange.getMessage().setHeader(SqlConstants.SQL_UPDATE_COUNT, 0));

        assertNull(to("direct:expire-period-over").send().getException());
    }

    @Test
    void forgetsAnswersTokensSignInsAndDeliveriesOfLongAgo() throws Exception {
        var forget = expectSql("forget-requests");
        expectSql("forget-tokens");
        var deliveries = expectSql("forget-webhook-deliveries");

        assertNull(to("direct:forget-period-over").send().getException());
        assertEquals(Map.of("properties:darkroom.idempotency.hours", "24"), parameters(forget));
        assertEquals(Map.of("properties:darkroom.webhook.log-days", "30"), parameters(deliveries));
    }

    @Test
    void forgetsNothingWhenTheDatabaseIsAway() {
        expectSql("forget-requests", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(to("direct:forget-period-over").send().getException(CannotGetJdbcConnectionException.class));
    }

    @Test
    void failsWhenTheDatabaseIsAway() {
        expectSql("expire-images", new CannotGetJdbcConnectionException("timeout"));

        var exchange = to("direct:expire-period-over").send();

        assertNotNull(exchange.getException(CannotGetJdbcConnectionException.class));
    }
}
