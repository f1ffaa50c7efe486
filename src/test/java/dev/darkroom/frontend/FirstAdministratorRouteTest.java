package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {
                "routes=frontend/04-users.yaml,classpath:routes/frontend/05-tokens",
                "darkroom.administrator.password=half dome at noon"},
        replaceRouteFromWith = "create-first-administrator=direct:administrator-period-over",
        mockEndpointsAndSkip = "sql:.*")
class FirstAdministratorRouteTest extends RouteTest {

    @Test
    void createsAnAdministratorWhereThereIsNone() throws Exception {
        expectSql("find-administrator", NO_ROW);
        var insert = expectSql("insert-first-administrator");

        to("direct:administrator-period-over").send();

        var kept = parameters(insert);
        assertEquals("administrator", kept.get("properties:darkroom.administrator.username"));
        assertEquals("administrator@localhost", kept.get("properties:darkroom.administrator.email"));
        assertTrue(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().matches("half dome at noon",
                (String) kept.get("variable.encrypted_password")));
    }

    @Test
    void createsNoSecondAdministrator() {
        expectSql("find-administrator", 1L);

        to("direct:administrator-period-over").send();
    }

    @Test
    void failsWhenTheDatabaseIsAway() {
        expectSql("find-administrator", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(to("direct:administrator-period-over").send()
                .getException(CannotGetJdbcConnectionException.class));
    }
}
