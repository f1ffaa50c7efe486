package dev.darkroom.web;

import dev.darkroom.http.Forbidden;
import dev.darkroom.http.SessionCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions in a browser: a cookie that holds a token of the API, and the proof that a form was made for the one who
 * sends it.
 *
 * <p>That proof is an HMAC with the cookie's secret as its key (OWASP's Cross-Site Request Forgery Prevention Cheat
 * Sheet, "HMAC based token pattern"): a page of another site can have the browser send the cookie, but cannot know it.
 * Before the sign-in a random cookie takes the place of the session's, so that nobody can be signed in by others.
 */
public final class Sessions {

    static final String SIGN_IN_COOKIE = "darkroom_sign_in";
    static final String FORM_TOKEN = "form_token";

    private static final String START = "/";
    private static final String ACCOUNT = "/account";
    private static final String SIGN_IN = "/account/sign-in";
    /** No dot and no percent sign in the path: it cannot lead out. */
    private static final Pattern DESTINATION = Pattern
            .compile("/(?:(?:admin|batches)(?:/[\\w/-]*)?)?(?:\\?[\\w=&%.,:+-]*)?");
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final Duration life;
    private final boolean secure;

    /**
     * @param publicUrl where browsers reach Darkroom; over https cookies are sent over https only
     * @param life      after which a session ends
     */
    public Sessions(URI publicUrl, Duration life) {
        this.secure = "https".equals(publicUrl.getScheme());
        this.life = life;
    }

    private String create() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the forms of a page carry, given the secret of its cookie. */
    public String formToken(String secret) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal("form".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    /**
     * Holds a form against the cookie that came with it.
     *
     * @throws Forbidden when another site sent it, or when it was made for another session
     */
    public void checkForm(Visit visit) {
        if (SessionCookie.isForeign(visit.fetchSite(), visit.origin(), visit.host())) {
            throw new Forbidden("This was sent from another site. Nothing was changed");
        }
        checkFields(visit.session(), visit.form());
    }

    /**
     * Holds the fields of a form against the secret of the cookie that came with it.
     *
     * @throws Forbidden when it was made for another session
     */
    public void checkFields(String session, Map<String, String> fields) {
        var sent = fields.get(FORM_TOKEN);
        if (session == null || sent == null || !MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8),
                formToken(session).getBytes(StandardCharsets.UTF_8))) {
            throw new Forbidden("This form belongs to a session that is over. Nothing was changed; open the page"
                    + " again and send it from there");
        }
    }

    /** The cookie of a session, as {@code Set-Cookie} has it. */
    public String begin(String token) {
        return cookie(SessionCookie.NAME, token, START, life);
    }

    /** Has the browser forget the session. */
    public String end() {
        return cookie(SessionCookie.NAME, "", START, Duration.ZERO);
    }

    /** The visit with a new secret for the pages to sign in. */
    public Visit beginSignIn(Visit visit) {
        return visit.withSession(create());
    }

    /** What a registration form says, as {@code NewUser} of the contract has it. */
    public Map<String, Object> registration(Map<String, String> form) {
        return Map.of("username", form.getOrDefault("username", ""), "email", form.getOrDefault("email", ""),
                "password", form.getOrDefault("password", ""));
    }

    /** What a sign-in form says, as {@code NewToken} of the contract has it. */
    public Map<String, Object> credentials(Map<String, String> form) {
        return Map.of("login", form.getOrDefault("login", ""), "password", form.getOrDefault("password", ""), "name",
                "browser");
    }

    /** The address of the sign-in that leads to a page. */
    public String signInFor(String address) {
        return address.equals(START)
                ? SIGN_IN
                : SIGN_IN + "?next=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    /** The cookie of the pages to sign in. */
    public String signInCookie(String secret) {
        return cookie(SIGN_IN_COOKIE, secret, ACCOUNT, life);
    }

    private String cookie(String name, String value, String path, Duration age) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    /** Where to go after the sign-in: a page of these, whatever the form says. */
    public String destination(String wanted) {
        return wanted != null && DESTINATION.matcher(wanted).matches()
                ? wanted
                : START;
    }
}
