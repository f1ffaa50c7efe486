package dev.darkroom.clean;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where the parts are that a cleaning would empty. The local cloud is what listens on loopback addresses alone: S3, SQS
 * and each of its queues, PostgreSQL, and Redis, over which workers are told to stop.
 */
public final class Whereabouts {

    private static final String JDBC = "darkroom.database.url";
    private static final String AWS = " is not set, which means AWS itself";

    /** The settings that say where a part is, but for the database's. */
    private static final List<String> ADDRESSES = List.of("darkroom.s3.endpoint", "darkroom.sqs.endpoint",
            "darkroom.sqs.jobs-url", "darkroom.sqs.dead-jobs-url", "darkroom.sqs.upload-events-url",
            "darkroom.redis.url");

    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param setting the value of a setting, by its name */
    public Whereabouts(Function<String, String> setting) {
        ADDRESSES.forEach(name -> settings.put(name, setting.apply(name)));
        settings.put(JDBC, setting.apply(JDBC));
    }

    /** What is not on this machine, a sentence's part for each; none when all of it is the local cloud. */
    public List<String> elsewhere() {
        return settings.entrySet().stream().map(entry -> elsewhere(entry.getKey(), entry.getValue()))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<String> elsewhere(String name, String value) {
        if (value.isBlank()) {
            return Optional.of(name + AWS);
        }
        var local = name.equals(JDBC) ? isLocalDatabase(value) : isLoopback(host(value));
        return local ? Optional.empty() : Optional.of(name + " does not lead to this machine alone");
    }

    /** Judged as the driver reads it, who takes several hosts, defaults, services, and sockets of another making. */
    private static boolean isLocalDatabase(String url) {
        Properties read = Driver.parseURL(url, new Properties());
        if (read == null || PGProperty.SOCKET_FACTORY.getOrDefault(read) != null) {
            return false;
        }
        var hosts = PGProperty.PG_HOST.getOrDefault(read);
        return hosts != null && Arrays.stream(hosts.split(",", -1)).allMatch(Whereabouts::isLoopback);
    }

    private static String host(String address) {
        try {
            return new URI(address).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** An address, or the one name that means this machine: any other name leads wherever its owner wants. */
    private static boolean isLoopback(String host) {
        if (host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase("localhost")
                    ? Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress)
                    : InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }
}
