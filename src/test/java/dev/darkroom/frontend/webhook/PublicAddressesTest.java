package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private final PublicAddresses addresses = new PublicAddresses();

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                    "126.255.255.255", "128.0.0.0", "168.63.129.15", "169.253.255.255", "169.255.0.0", "172.15.255.255",
                    "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
                    "223.255.255.255", "2606:4700:4700::1111", "2001:200::1", "2a00:1450:4001:82a::200e",
                    "3ffe::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"})
    void isPublic(String address) {
        assertEquals(true, addresses.isPublic(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200",
                    "100.127.255.255", "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254",
                    "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.88.99.1",
                    "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1",
                    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"})
    void isNotPublic(String address) {
        assertEquals(false, addresses.isPublic(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1",
                    "2001::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1", "2001:db8::1", "3fff::1", "3fff:fff::1",
                    "4000::1", "5f00::1", "fe80::1%1"})
    void isNotPublicInIpv6(String address) {
        assertEquals(false, addresses.isPublic(InetAddress.ofLiteral(address)));
    }

    /** Mapped, compatible, IPv4-translated (RFC 2765), NAT64, NAT64 of one's own, 6to4, Teredo, ISATAP. */
    @ParameterizedTest
    @ValueSource(
            strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1",
                    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::8.8.8.8", "2002:7f00:1::1",
                    "2002:808:808::1", "2001:0:7f00:1::1", "fe80::5efe:127.0.0.1"})
    void isNotPublicWhenItCarriesOneThatIsNot(String address) {
        assertEquals(false, addresses.isPublic(InetAddress.ofLiteral(address)));
    }
}
