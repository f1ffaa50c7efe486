package dev.darkroom.it;

import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.local.Ports;
import dev.darkroom.parts.Migrations;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListener;

/** One Darkroom in this JVM, started as {@link Darkroom#main} does. */
final class Node implements AutoCloseable {

    private final Properties settings = new Properties();
    private MainListener listener;
    private Main main;

    Node(Map<String, String> settings) {
        this.settings.put("darkroom.port", Integer.toString(Ports.free()));
        this.settings.put("darkroom.management.port", Integer.toString(Ports.free()));
        this.settings.putAll(settings);
    }

    /** Starts, also again after a stop, and returns when it can be used. */
    Node start() {
        boot();
        if (!settings.get("darkroom.role").equals("worker")) {
            await().atMost(TestSystem.PATIENCE).until(() -> context().hasService(Migrations.class).done());
        }
        return this;
    }

    /** Starts, and returns though its database may not answer. */
    void boot() {
        main = new Main(Darkroom.class);
        main.setOverrideProperties(settings);
        if (listener != null) {
            main.addMainListener(listener);
        }
        main.start();
    }

    /** Has somebody hear of each start from now on, and of what happens in it. */
    void listen(MainListener newListener) {
        listener = newListener;
    }

    void stop() {
        if (main != null) {
            main.stop();
            main = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    String url() {
        return "http://localhost:" + settings.get("darkroom.port");
    }

    String managementUrl() {
        return "http://localhost:" + settings.get("darkroom.management.port");
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Has every exchange pass through here before it enters a route. */
    void before(String route, Processor processor) throws Exception {
        AdviceWith.adviceWith(context(), route, false, advice -> advice.weaveAddFirst().process(processor));
    }

    void stopRoute(String route) throws Exception {
        context().getRouteController().stopRoute(route);
    }

    void startRoute(String route) throws Exception {
        context().getRouteController().startRoute(route);
    }
}
