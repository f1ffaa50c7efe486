package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unavailable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    private static final String PASSWORD = "half dome at noon";
    private static final String KEPT = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD);
    private static final Passwords PASSWORDS = new Passwords(10);

    @AfterAll
    static void stop() {
        PASSWORDS.close();
    }

    /** Nobody has no password, not even an empty one. */
    @ParameterizedTest
    @CsvSource({"ansel, half dome at noon, true", "ansel, Half dome at noon, false", "ansel, '', false",
            "nobody, half dome at noon, false", "nobody, '', false"})
    void aPasswordIsThatOfAnAccountOrNot(String who, String password, boolean matches) throws Exception {
        assertEquals(matches, PASSWORDS.matches(account(true, who.equals("ansel") ? KEPT : null), password));
    }

    @ParameterizedTest
    @CsvSource({"ansel", "nobody"})
    void whoFailedTooOftenIsToldWhenToTryAgain(String who) {
        var problem = assertThrows(TooManyRequests.class,
                () -> PASSWORDS.matches(account(false, who.equals("ansel") ? KEPT : null), PASSWORD));

        assertEquals(8, problem.retrySeconds());
        assertEquals("Too many sign-ins have failed; try again in 8 s", problem.getMessage());
    }

    @Test
    void onlyAnArgon2idHashIsKeptWithASaltOfItsOwn() throws Exception {
        var kept = PASSWORDS.encrypt(PASSWORD);

        assertTrue(kept.startsWith("$argon2id$v=19$m=16384,t=2,p=1$"), kept);
        assertNotEquals(kept, PASSWORDS.encrypt(PASSWORD));
        assertTrue(PASSWORDS.matches(account(true, kept), PASSWORD));
    }

    @Test
    void whoseTurnDoesNotComeIsToldToTryAgain() {
        var stopped = new Passwords(1);
        stopped.close();

        assertThrows(Unavailable.class, () -> stopped.encrypt(PASSWORD));
        assertThrows(Unavailable.class, () -> stopped.matches(account(true, KEPT), PASSWORD));
    }

    private static Map<String, Object> account(boolean allowed, String kept) {
        var account = new HashMap<String, Object>();
        account.put("allowed", allowed);
        account.put("wait_seconds", 8L);
        account.put("encrypted_password", kept);
        return account;
    }
}
