package dev.darkroom.http;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The cookie with which a browser carries a token of the API. Browsers send it along whoever has them ask; so it counts
 * only for what a page of Darkroom's own asks (OWASP's Cross-Site Request Forgery Prevention Cheat Sheet, "Fetch
 * Metadata headers").
 */
public final class SessionCookie {

    public static final String NAME = "darkroom_session";

    /**
     * The headers that decide who somebody is. Vert.x hands parameters of the query and fields of a form on as headers
     * too: none may pass for one of these.
     */
    private static final List<String> TRUSTED = List.of("Cookie", "Origin", "Sec-Fetch-Site");
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    /** Somebody typed the address, or has it as a bookmark. */
    private static final Set<String> OWN_READING = Set.of("same-origin", "none");

    private SessionCookie() {
    }

    /** The cookies of a header {@code Cookie}, by name; of two of a name the first. */
    public static Map<String, String> cookies(String header) {
        return header == null
                ? Map.of()
                : ServerCookieDecoder.STRICT.decode(header).stream()
                        .collect(Collectors.toMap(Cookie::name, Cookie::value, (first, second) -> first));
    }

    /**
     * The token of a page's session, with which a request of the API comes.
     *
     * @param method     as the request is served
     * @param parameters the names of those of its query
     * @return null when it has none, or the cookie does not count
     * @throws BadRequest when a parameter pretends to be a header
     */
    public static String token(Message request, String method, Collection<String> parameters) {
        requireNoHeaders(parameters);
        return counts(method, request.getHeader("Sec-Fetch-Site", String.class),
                request.getHeader("Origin", String.class), host(request.getHeader(Exchange.HTTP_URL, String.class)))
                        ? cookies(request.getHeader("Cookie", String.class)).get(NAME)
                        : null;
    }

    /** @throws BadRequest when a parameter or field pretends to be a header */
    public static void requireNoHeaders(Collection<String> names) {
        names.stream().filter(name -> TRUSTED.stream().anyMatch(name::equalsIgnoreCase)).findFirst()
                .ifPresent(name -> {
                    throw new BadRequest("There is no field " + name);
                });
    }

    /**
     * Whether it is said of a request that another site has the browser send it.
     *
     * @param fetchSite its header {@code Sec-Fetch-Site}, null where there is none: of older browsers, and over HTTP
     * @param origin    its header {@code Origin}, null where there is none
     * @param host      host and port that the browser believes to talk to
     */
    public static boolean isForeign(String fetchSite, String origin, String host) {
        return fetchSite != null && !fetchSite.equals("same-origin") || origin != null && !isOf(origin, host);
    }

    /**
     * Whether a page of Darkroom's own asks: for what changes something, the browser has to say so. What only reads may
     * come without, for the cookie is sent to no other site ({@code SameSite=Strict}), and no other page sees the answer.
     */
    public static boolean counts(String method, String fetchSite, String origin, String host) {
        return SAFE.contains(method)
                ? (fetchSite == null || OWN_READING.contains(fetchSite)) && (origin == null || isOf(origin, host))
                : (fetchSite != null || origin != null) && !isForeign(fetchSite, origin, host);
    }

    /**
     * Host and port of an address.
     *
     * @param url as the browser has it, which {@link java.net.URI} may refuse; or null
     */
    public static String host(String url) {
        return url == null ? null : url.replaceFirst("^[^/]*//([^/?#]*).*", "$1");
    }

    private static boolean isOf(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
