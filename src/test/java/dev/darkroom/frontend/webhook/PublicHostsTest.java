package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpResponse;
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

    @Test
    void theClientConnectsToTheAddressThatWasJudgedAndAsksNobodyElse() throws Exception {
        try (var server = new Server(); var client = client("darkroom.invalid", new String[]{"127.0.0.1"})) {
            assertEquals(204, client.execute(new HttpGet("http://darkroom.invalid:" + server.port() + "/"),
                    HttpResponse::getCode));
        }
    }

    @Test
    void theClientDoesNotConnectToANameThatLeadsElsewhereTheSecondTime() throws Exception {
        try (var server = new Server();
                var client = client("", new String[]{"240.0.0.1"}, new String[]{"127.0.0.1"})) {
            var get = new HttpGet("http://rebinding.invalid:" + server.port() + "/");

            assertThrows(RefusedAddressException.class, () -> client.execute(get, HttpResponse::getCode));
            assertThrows(RefusedAddressException.class, () -> client.execute(get, HttpResponse::getCode));
            assertEquals(0, server.requests());
        }
    }

    @Test
    void theClientHasLiteralAddressesJudgedToo() throws Exception {
        var system = SystemDefaultDnsResolver.INSTANCE;
        try (var server = new Server();
                var client = client(new PublicHosts(system, new PublicAddresses(), AllowedHosts.of("")))) {
            for (var host : List.of("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "localhost")) {
                var get = new HttpGet("http://" + host + ":" + server.port() + "/");

                assertThrows(RefusedAddressException.class, () -> client.execute(get, HttpResponse::getCode), host);
            }
            assertEquals(0, server.requests());
        }
    }

    /** An HTTP server on this machine, which nobody is to reach. */
    private static final class Server implements AutoCloseable {

        private final AtomicInteger requests = new AtomicInteger();
        private final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                0);

        Server() throws IOException {
            http.createContext("/", exchange -> {
                requests.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            });
            http.start();
        }

        int port() {
            return http.getAddress().getPort();
        }

        int requests() {
            return requests.get();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    private static CloseableHttpClient client(String allowed, String[]... answers) {
        return client(hosts(allowed, answers));
    }

    /** As Darkroom's own is made. */
    private static CloseableHttpClient client(PublicHosts hosts) {
        return HttpClients.custom().setConnectionManager(WebhookBeans.connections(hosts, 1, 5)).build();
    }

    private static PublicHosts hosts(String allowed, String[]... answers) {
        return new PublicHosts(NameServer.answering(answers), new PublicAddresses(), AllowedHosts.of(allowed));
    }
}
