package dev.darkroom.frontend;

import dev.darkroom.frontend.problem.TooLarge;
import dev.darkroom.parts.Role;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Answers a body beyond {@code camel.server.max-body-size} like every other problem; Vert.x refuses it before Camel sees it. */
public final class TooLargeBodies implements CamelConfiguration {

    private static final int TOO_LARGE = 413;

    @Override
    public void configure(CamelContext context) throws Exception {
        if (Role.of(context).frontEnd()) {
            context.addStartupListener((started, alreadyStarted) -> {
                var port = Integer.parseInt(started.resolvePropertyPlaceholders("{{darkroom.port}}"));
                var limit = started.resolvePropertyPlaceholders("{{camel.server.max-body-size}}");
                var router = VertxPlatformHttpRouter.lookup(started,
                        VertxPlatformHttpRouter.getRouterNameFromPort(port));
                if (router != null) {
                    router.route().order(Integer.MIN_VALUE).failureHandler(failed -> answer(failed, limit));
                }
            });
        }
    }

    private static void answer(RoutingContext failed, String limit) {
        if (failed.statusCode() == TOO_LARGE && !failed.response().headWritten()) {
            var problem = new TooLarge(
                    "The body of a request has at most " + limit + " bytes; photographs are uploaded to"
                            + " S3, as the image's upload says");
            failed.response().setStatusCode(problem.status()).putHeader("Content-Type", Problems.MEDIA_TYPE)
                    .end(Problems.json(problem.status(), problem.title(), problem.getMessage()));
        } else {
            failed.next();
        }
    }
}
