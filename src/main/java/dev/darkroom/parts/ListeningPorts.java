package dev.darkroom.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Looks, before anything is started, whether the ports are free: a server whose port is taken keeps Camel waiting for
 * ever.
 */
public final class ListeningPorts implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        requireFree(context, "camel.server.enabled", "darkroom.host", "darkroom.port");
        requireFree(context, "camel.management.enabled", "darkroom.management.host", "darkroom.management.port");
    }

    private static void requireFree(CamelContext context, String enabled, String host, String port) {
        if (!Boolean.parseBoolean(property(context, enabled))) {
            return;
        }
        var number = Integer.parseInt(property(context, port));
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(property(context, host), number));
        } catch (IOException e) {
            throw new IllegalArgumentException("Port " + number + " is taken by another program: stop it, or set "
                    + port + " to another port", e);
        }
    }

    private static String property(CamelContext context, String name) {
        return context.resolvePropertyPlaceholders("{{" + name + "}}");
    }
}
