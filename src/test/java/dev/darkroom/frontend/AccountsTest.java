package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {

    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");
    private static final Map<String, Object> ADMINISTRATOR = Map.of("id", 1L, "role", "administrator");

    private final Accounts accounts = new Accounts("open");

    /** The outcome is the role of the new user, or the status of the problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            open   | nobody        | -             | user
            open   | nobody        | user          | 403
            open   | nobody        | administrator | 403
            open   | user          | -             | user
            open   | user          | administrator | 403
            open   | administrator | -             | user
            open   | administrator | user          | user
            open   | administrator | administrator | administrator
            closed | nobody        | -             | 403
            closed | user          | -             | 403
            closed | administrator | -             | user
            closed | administrator | administrator | administrator
            """)
    void whoMayRegisterWhom(String registration, String caller, String role, String outcome) {
        Map<String, Object> request = role == null ? Map.of() : Map.of("role", role);

        assertEquals(outcome, outcome(() -> new Accounts(registration).checkRegistration(request, user(caller))));
    }

    @Test
    void registrationIsOpenOrClosed() {
        assertThrows(IllegalArgumentException.class, () -> new Accounts("ajar"));
    }

    /** Of user 7, by itself, or by an administrator, or of administrator 1 by itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user          | 7 | username                   | allowed
            user          | 7 | password                   | 422
            user          | 7 | password current_password  | allowed
            user          | 7 | role                       | 403
            administrator | 7 | username                   | allowed
            administrator | 7 | password                   | allowed
            administrator | 7 | role                       | allowed
            administrator | 1 | password                   | 422
            administrator | 1 | password current_password  | allowed
            administrator | 1 | role                       | allowed
            """)
    void whoMayChangeWhatOfWhom(String caller, long id, String fields, String outcome) {
        var update = new HashMap<String, Object>();
        for (var field : fields.split(" ")) {
            update.put(field, "user");
        }

        assertEquals(outcome, outcome(() -> {
            accounts.checkUpdate(update, user(caller), id);
            return "allowed";
        }));
    }

    @Test
    void aNewUserSeesItselfAndNothingElse() {
        assertEquals(Map.of("id", 7L, "role", "user"), accounts.self(7L));
    }

    @Test
    void aSignInIsAnsweredWithTheTokenAndWhoseItIsAndNoHash() {
        var answer = accounts.show(Map.of("id", 31), "t0k3n",
                Map.of("id", 7L, "username", "ansel", "role", "user", "encrypted_password", "$argon2id$"));

        assertEquals(Map.of("id", 31, "authentication_token", "t0k3n", "user",
                Map.of("id", 7L, "username", "ansel", "role", "user")), answer);
    }

    private static Map<String, Object> user(String caller) {
        return switch (caller) {
            case "user" -> ANSEL;
            case "administrator" -> ADMINISTRATOR;
            default -> null;
        };
    }

    private static String outcome(Supplier<String> check) {
        try {
            return check.get();
        } catch (Problem problem) {
            return Integer.toString(problem.status());
        }
    }
}
