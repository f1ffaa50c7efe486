package dev.darkroom.frontend.webhook;

import dev.darkroom.http.Problem;
import dev.darkroom.http.Unprocessable;
import inet.ipaddr.IPAddressString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Addresses that users give for their webhooks: what can never be called is refused when it is given. What a name leads
 * to is judged at each call, by {@link PublicHosts}.
 */
public final class CallbackUrls {

    /** Below are the ports of services that are not HTTP, but for those of the schemes. */
    private static final int FIRST_FREE_PORT = 1024;

    private final List<String> schemes;
    private final AllowedHosts allowed;
    private final PublicAddresses addresses;

    public CallbackUrls(List<String> schemes, AllowedHosts allowed, PublicAddresses addresses) {
        this.schemes = schemes;
        this.allowed = allowed;
        this.addresses = addresses;
    }

    /**
     * The {@code callback_url} of a request.
     *
     * @return the address in the form in which it is called; null, when the request has none
     * @throws Unprocessable when it can never be called, with the reason
     */
    public String check(Map<String, Object> request) {
        return check((String) request.get("callback_url"));
    }

    String check(String url) {
        if (url == null) {
            return null;
        }
        var uri = parse(url);
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw refusal("it has to begin with " + String.join(":// or ", schemes) + "://");
        }
        if (uri.getRawUserInfo() != null) {
            throw refusal("it must have no user and password; a secret may be in its path or query");
        }
        if (uri.getHost() == null) {
            throw refusal("it names no host; names of other scripts are written as xn--…");
        }
        if (uri.getRawFragment() != null) {
            throw refusal("what follows # would not be sent");
        }
        var port = port(uri);
        if (!allowed.has(uri.getHost(), port)) {
            requirePublic(uri.getHost());
            if (port < FIRST_FREE_PORT && port != defaultPort(uri) || port > 65535) {
                throw refusal("its port can be " + defaultPort(uri) + ", or " + FIRST_FREE_PORT + " to 65535");
            }
        }
        return uri.toASCIIString();
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refusal("it is no URL: " + e.getReason());
        }
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? defaultPort(uri) : uri.getPort();
    }

    private static int defaultPort(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private void requirePublic(String host) {
        // in whatever form: 127.0.0.1 is also 0x7f000001
        var literal = new IPAddressString(host.replaceAll("^\\[|]$", "")).getAddress();
        if (literal != null && !addresses.isPublic(literal)) {
            throw refusal(host + " is not a public address");
        }
    }

    private static Unprocessable refusal(String reason) {
        var detail = "callback_url cannot be called: " + reason;
        return new Unprocessable(detail, List.of(new Problem.Error(detail, "#/callback_url")));
    }
}
