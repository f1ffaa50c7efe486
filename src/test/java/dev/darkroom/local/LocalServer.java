package dev.darkroom.local;

/**
 * One server of the local cloud. It can be stopped and started again, as an outage would: it comes back on the same
 * port and, except for SQS, with the same data.
 */
public interface LocalServer extends AutoCloseable {

    /** Starts the server and returns when it answers; nothing happens when it runs already. */
    void start();

    /** Stops the server and returns when it is gone; nothing happens when it is stopped already. */
    void stop();

    /** The port on 127.0.0.1, the same before and after an outage. */
    int port();

    @Override
    default void close() {
        stop();
    }
}
