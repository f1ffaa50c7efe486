package dev.darkroom;

import org.apache.camel.main.Main;

/**
 * Starts Darkroom: the front end, a worker, or both in one process, as {@code darkroom.role} says. Everything else is
 * in {@code routes/}; every setting is in {@code application.properties}.
 */
public final class Darkroom {

    private Darkroom() {
    }

    public static void main(String... args) throws Exception {
        System.exit(new Main(Darkroom.class).run(args));
    }
}
