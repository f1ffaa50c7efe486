package dev.darkroom.frontend.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that may be called though their addresses are not public, as {@code darkroom.webhook.allowed-hosts} names
 * them.
 *
 * @param names each {@code host}, for every port of it, or {@code host:port}; an IPv6 address in brackets
 */
public record AllowedHosts(Set<String> names) {

    /** @param list names, separated by commas; blank for none */
    public static AllowedHosts of(String list) {
        return new AllowedHosts(Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        return names.contains(name) || names.contains(name + ":" + port);
    }
}
