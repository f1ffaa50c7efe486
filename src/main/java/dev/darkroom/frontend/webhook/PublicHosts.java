package dev.darkroom.frontend.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the HTTP client, which connects to the addresses that it gets from here and resolves nothing
 * itself: what was judged is what is connected to, whatever the name leads to a moment later. Literal addresses pass
 * here too.
 */
public final class PublicHosts implements DnsResolver {

    private final DnsResolver resolver;
    private final PublicAddresses addresses;
    private final AllowedHosts allowed;

    public PublicHosts(DnsResolver resolver, PublicAddresses addresses, AllowedHosts allowed) {
        this.resolver = resolver;
        this.addresses = addresses;
        this.allowed = allowed;
    }

    /**
     * The addresses of a host.
     *
     * @throws RefusedAddressException when one of them is not public
     * @throws UnknownHostException    when there are none
     */
    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var found = resolver.resolve(host);
        if (found == null || found.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!allowed.has(host, port) && !Arrays.stream(found).allMatch(addresses::isPublic)) {
            throw new RefusedAddressException(host);
        }
        return Arrays.stream(found).map(address -> new InetSocketAddress(address, port)).toList();
    }

    /** For clients that do not tell the port; only hosts that are allowed for every port pass unjudged. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
