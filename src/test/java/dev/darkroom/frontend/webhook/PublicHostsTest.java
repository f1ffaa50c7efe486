package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class PublicHostsTest {

    private static final String[] PUBLIC = {"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"};

    /** A name server that answers each question otherwise. */
    private record NameServer(Iterator<String[]> answers) implements DnsResolver {

        static NameServer answering(String[]... answers) {
            return new NameServer(List.of(answers).iterator());
        }

        @Override
        public InetAddress[] resolve(String host) {
            return List.of(answers.next()).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Test
    void answersAllAddressesOfAPublicHost() throws Exception {
        assertEquals(List.of(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC[0]), 443),
                new InetSocketAddress(InetAddress.ofLiteral(PUBLIC[1]), 443)),
                hosts("", PUBLIC).resolve("example.org", 443));
    }

    @Test
    void refusesAHostWithOneAddressThatIsNotPublic() {
        var hosts = hosts("", new String[]{PUBLIC[0], "10.0.0.1"});

        var refusal = assertThrows(RefusedAddressException.class, () -> hosts.resolve("example.org", 443));

        assertFalse(refusal.getMessage().contains("10.0.0.1"), refusal.getMessage());
    }

    @Test
    void judgesWhatItAnswersAndNothingThatWasAskedBefore() throws Exception {
        var hosts = hosts("", PUBLIC, new String[]{"127.0.0.1"});

        hosts.resolve("rebinding.example.org", 443);

        assertThrows(RefusedAddressException.class, () -> hosts.resolve("rebinding.example.org", 443));
    }

    @Test
    void asksOnceForEachConnection() throws Exception {
        // the second question would fail
        assertEquals(2, hosts("", PUBLIC).resolve("example.org", 443).size());
    }

    @Test
    void refusesAHostWithoutAddress() {
        assertThrows(UnknownHostException.class, () -> hosts("", new String[0]).resolve("example.org", 443));
    }

    @Test
    void letsAnAllowedHostPass() throws Exception {
        var loopback = new String[]{"127.0.0.1"};

        assertEquals(1, hosts("localhost", loopback).resolve("LocalHost", 8080).size());
        assertEquals(1, hosts("other, localhost:8080", loopback).resolve("localhost", 8080).size());
    }

    @Test
    void letsAnAllowedHostPassAtItsPortOnly() {
        var loopback = new String[]{"127.0.0.1"};

        assertThrows(RefusedAddressException.class, () -> hosts("localhost:8080", loopback).resolve("localhost", 8081));
        assertThrows(RefusedAddressException.class, () -> hosts("localhost:8080", loopback).resolve("localhost"));
        assertThrows(RefusedAddressException.class, () -> hosts("localhost", loopback).resolve("a.localhost", 8080));
    }

    private static PublicHosts hosts(String allowed, String[]... answers) {
        return new PublicHosts(NameServer.answering(answers), new PublicAddresses(), AllowedHosts.of(allowed));
    }
}
