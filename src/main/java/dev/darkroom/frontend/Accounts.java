package dev.darkroom.frontend;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.Unprocessable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Accounts: who may register and change what of whom. */
public final class Accounts {

    static final String USER = "user";
    static final String ADMINISTRATOR = "administrator";

    private final boolean open;

    /** @param registration {@code darkroom.registration}: open, or closed but for administrators */
    public Accounts(String registration) {
        open = switch (registration) {
            case "open" -> true;
            case "closed" -> false;
            default -> throw new IllegalArgumentException(
                    "darkroom.registration is open or closed, not " + registration);
        };
    }

    static boolean isAdministrator(Map<String, Object> user) {
        return user != null && ADMINISTRATOR.equals(user.get("role"));
    }

    /**
     * @param registration as {@code NewUser} of the contract has it
     * @param user         who registers somebody; null when somebody registers itself
     * @return the role that the new user has
     * @throws Forbidden when only an administrator may
     */
    public String checkRegistration(@Variable("request") Map<String, Object> registration,
            @Variable("user") Map<String, Object> user) {
        if (!open && !isAdministrator(user)) {
            throw new Forbidden("Registration is closed; an administrator can register you");
        }
        requireRoleIsNotOwnChoice(registration, user);
        return (String) registration.getOrDefault("role", USER);
    }

    /**
     * @param update as {@code UserUpdate} of the contract has it
     * @param user   who changes the user of this id: itself, or an administrator
     * @throws Forbidden     when only an administrator may
     * @throws Unprocessable when a new password comes without the current one
     */
    public void checkUpdate(Map<String, Object> update, Map<String, Object> user, Number id) {
        requireRoleIsNotOwnChoice(update, user);
        var itself = id.longValue() == ((Number) user.get("id")).longValue();
        if (update.containsKey("password") && !update.containsKey("current_password")
                && (itself || !isAdministrator(user))) {
            throw new Unprocessable("A new password takes the current_password too");
        }
    }

    private static void requireRoleIsNotOwnChoice(Map<String, Object> request, Map<String, Object> user) {
        if (request.containsKey("role") && !isAdministrator(user)) {
            throw new Forbidden("Only an administrator may say which role a user has");
        }
    }

    /** The new user as the one who asks to see it. */
    public Map<String, Object> self(@Variable("id") Number id) {
        return Map.of("id", id, "role", USER);
    }

    /** The answer to a sign-in: the token's row, the token itself, and whose it is. */
    public Map<String, Object> show(@Body Map<String, Object> row, @Variable("token") String token,
            @Variable("sign_in") Map<String, Object> account) {
        var answer = new LinkedHashMap<>(row);
        answer.put("authentication_token", token);
        answer.put("user", Map.of("id", account.get("id"), "username", account.get("username"), "role",
                account.get("role")));
        return answer;
    }
}
