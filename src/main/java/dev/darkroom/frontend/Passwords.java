package dev.darkroom.frontend;

import java.util.Map;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords, of which only an Argon2id hash is kept (RFC 9106; 16 MiB of memory, 2 passes). */
public final class Passwords {

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    /** @param registration as {@code NewUser} of the contract has it */
    public String encrypt(Map<String, Object> registration) {
        return encoder.encode((String) registration.get("password"));
    }
}
