package dev.darkroom.frontend;

import dev.darkroom.http.Problems;
import dev.darkroom.parts.Role;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Answers what Vert.x refuses before Camel sees it, and paths that nobody serves, like every other problem. */
public final class RefusedRequests implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) throws Exception {
        var hint = Role.of(context).frontEnd()
                ? "; /openapi.yaml says what there is"
                : "; a worker takes job messages at /worker";
        context.addStartupListener((started, alreadyStarted) -> {
            var port = Integer.parseInt(started.resolvePropertyPlaceholders("{{darkroom.port}}"));
            var limit = started.resolvePropertyPlaceholders("{{camel.server.max-body-size}}");
            var router = VertxPlatformHttpRouter.lookup(started, VertxPlatformHttpRouter.getRouterNameFromPort(port));
            // a worker that takes no job messages by HTTP has none
            if (router != null) {
                router.route().order(Integer.MIN_VALUE).failureHandler(failed -> refuse(failed, limit));
                router.route().order(Integer.MAX_VALUE).handler(
                        unknown -> answer(unknown, 404, "There is nothing at " + unknown.normalizedPath() + hint));
            }
        });
    }

    private static void refuse(RoutingContext failed, String limit) {
        if (failed.statusCode() < 400 || failed.statusCode() >= 500 || failed.response().headWritten()) {
            failed.next();
        } else if (failed.statusCode() == 413) {
            answer(failed, 413, "The body of a request has at most " + limit + " bytes; photographs are uploaded to S3,"
                    + " as the image's upload says");
        } else {
            answer(failed, failed.statusCode(), "The request cannot be read; is its path encoded as it should be?");
        }
    }

    private static void answer(RoutingContext request, int status, String detail) {
        request.response().setStatusCode(status).putHeader("Content-Type", Problems.MEDIA_TYPE)
                .end(Problems.json(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail, List.of()));
    }
}
