package dev.darkroom.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the ports that the servers listen on. */
public final class Ports {

    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    private static final int RANGE = 5_000;
    // Below the range that the system takes outgoing connections from: a client that retries a stopped server on a
    // port of that range can connect to itself, and the server could not come back. And a range for each JVM of tests:
    // what one stops, to start it again, the other does not take.
    private static final int LOWEST = 20_000 + RANGE * (Integer.getInteger("darkroom.test.fork", 1) - 1);
    private static final int HIGHEST = LOWEST + RANGE;

    private static final Set<Integer> GIVEN_AWAY = ConcurrentHashMap.newKeySet();

    private Ports() {
    }

    /** The preferred port, or a free one when somebody else listens there. */
    static int preferred(String server, int preferred) {
        if (isFree(preferred) && GIVEN_AWAY.add(preferred)) {
            return preferred;
        }
        int port = free();
        LOG.info("Port {} is taken: {} listens on port {} this time", preferred, server, port);
        return port;
    }

    /** A free port; nobody else in this JVM is given it. */
    public static int free() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN_AWAY.add(port)) {
                return port;
            }
        }
        throw new LocalCloudException("No free port was found between %d and %d".formatted(LOWEST, HIGHEST));
    }

    static void giveBack(int port) {
        GIVEN_AWAY.remove(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LocalAws.HOST), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
