package dev.darkroom.frontend.webhook;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public Internet: all that IANA's registries of special-purpose addresses (RFC 6890) do
 * not call "not globally reachable". What looks like IPv6 and carries an IPv4 address is judged by the latter, or
 * refused.
 */
public final class PublicAddresses {

    private static final List<IPAddress> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "168.63.129.16/32", // the host of a virtual machine in Azure
            "169.254.0.0/16", // link-local, RFC 3927; metadata services of clouds
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // relays of 6to4, RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast, RFC 1112
            "240.0.0.0/4"); // reserved, RFC 1112; limited broadcast

    /** All that is given to hosts. Loopback, mapped, unique local, link-local, multicast lie outside, and what else. */
    private static final IPAddress GLOBAL_UNICAST_V6 = block("2000::/3");

    private static final List<IPAddress> NOT_PUBLIC_V6 = blocks(
            "2001::/23", // protocol assignments, RFC 2928; Teredo among them, which carries an IPv4 address
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056, which carries an IPv4 address
            "3fff::/20"); // documentation, RFC 9637

    /** Hosts of IPv4 as a network of IPv6 alone sees them, RFC 6052. */
    private static final IPAddress TRANSLATED = block("64:ff9b::/96");

    private final IPAddressGenerator generator = new IPAddressGenerator();

    /** Whether a host of that address can be a host of the public Internet. */
    public boolean isPublic(InetAddress address) {
        return isPublic(generator.from(address));
    }

    boolean isPublic(IPAddress address) {
        if (address.isIPv4()) {
            return NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address));
        }
        if (TRANSLATED.contains(address)) {
            return isPublic(address.toIPv6().getEmbeddedIPv4Address());
        }
        return GLOBAL_UNICAST_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(
                block -> block.contains(address));
    }

    private static List<IPAddress> blocks(String... blocks) {
        return Arrays.stream(blocks).map(PublicAddresses::block).toList();
    }

    private static IPAddress block(String block) {
        return new IPAddressString(block).getAddress();
    }
}
