package dev.darkroom.http;

import dev.darkroom.parts.Migrations;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Keeps the front doors shut while not all routes are there, or the database has no tables yet. Camel opens the port
 * before the first route starts, and closes it after the last has stopped; without this, a request in between would be
 * answered with 404, in HTML. While Darkroom stops, workers are let in: they have jobs to report that were begun before.
 */
public final class FrontDoors implements CamelConfiguration {

    private static final String API_DOOR = "serve-api";

    /** What a server asks about each request before it looks for its route is who it is from; there it is put in. */
    @Override
    public void configure(CamelContext context) {
        var server = context.hasService(MainHttpServer.class);
        if (server == null) {
            return;
        }
        var shut = new AuthenticationConfigEntry() {
            @Override
            public Handler<RoutingContext> createAuthenticationHandler(Vertx vertx) {
                return request -> letIn(request, context);
            }
        };
        shut.setPath("/*");
        var authentication = server.getConfiguration().getAuthenticationConfig();
        authentication.getEntries().add(shut);
        authentication.setEnabled(true);
    }

    private static void letIn(RoutingContext request, CamelContext context) {
        var stops = context.isStopping() || context.isStopped();
        if (isReady(context) || stops && isReport(request, context)) {
            request.next();
            return;
        }
        var problem = new Unavailable(stops ? "Darkroom stops here" : "Darkroom is starting");
        request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Retry-After", Integer.toString(Unavailable.RETRY_SECONDS))
                .end(Problems.json(problem.status(), problem.title(), problem.getMessage(), List.of()));
    }

    private static boolean isReady(CamelContext context) {
        var migrations = context.hasService(Migrations.class);
        return context.isStarted() && (migrations == null || migrations.done());
    }

    /** From a worker, not what a daemon sends it: that would be new work. */
    private static boolean isReport(RoutingContext request, CamelContext context) {
        var door = context.getRoute(API_DOOR);
        if (door == null || !ServiceHelper.isStarted(door.getConsumer())
                || !request.normalizedPath().startsWith("/api/")) {
            return false;
        }
        var tokens = context.getRegistry().lookupByNameAndType("tokens", Tokens.class);
        var token = Tokens.bearer(request.request().getHeader(HttpHeaders.AUTHORIZATION));
        return tokens != null && token != null && tokens.isWorker(token);
    }
}
