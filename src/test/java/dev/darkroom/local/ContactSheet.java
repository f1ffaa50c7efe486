package dev.darkroom.local;

import dev.darkroom.analysis.HistogramDrawing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A page of the local run: each sample with what its steps made of it, and short addresses for them. */
final class ContactSheet {

    private final SampleRun samples;

    ContactSheet(SampleRun samples) {
        this.samples = samples;
    }

    // not a RouteBuilder itself: Camel would find it and want to make one of its own
    void addTo(CamelContext context) throws Exception {
        RouteBuilder.addRoutes(context, this::routes);
    }

    private void routes(RouteBuilder routes) {
        routes.from("platform-http:/samples?httpMethodRestrict=GET").routeId("show-contact-sheet")
                .description("Shows the samples with their results")
                .removeHeaders("*")
                .setBody(exchange -> page())
                .setHeader(Exchange.CONTENT_TYPE, routes.constant("text/html; charset=utf-8"));

        routes.from("platform-http:/samples/{name}/{step}?httpMethodRestrict=GET").routeId("show-sample")
                .description(
                        "Leads to the original of a sample, or to what a step made of it, by a link signed just now")
                .setBody(exchange -> link(exchange.getMessage().getHeader("name", String.class),
                        exchange.getMessage().getHeader("step", String.class)))
                .removeHeaders("*")
                .setHeader("Location", routes.body())
                .setHeader(Exchange.HTTP_RESPONSE_CODE, routes.constant(302))
                .setBody(routes.constant(""));
    }

    private String link(String name, String step) {
        return attempt(() -> step.equals("original") ? samples.original(name) : samples.result(name, step));
    }

    private String page() {
        var rows = samples.names().stream().map(this::row).collect(Collectors.joining());
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Darkroom</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
              body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
              figure { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .75rem;
                       margin: 0 0 2rem; align-items: start }
              figcaption { grid-column: 1 / -1; font-weight: 600 }
              img, svg { width: 100%%; border-radius: .25rem; box-sizing: border-box }
              svg { background: color-mix(in srgb, currentColor 8%%, transparent); padding: .5rem }
            </style>
            <h1>Darkroom</h1>
            <p>The samples, as they were sent, made grey, and their histograms: 256 levels from black to white.
               <a href="/">Send your own</a>.</p>
            %s
            </html>
            """.formatted(rows);
    }

    private String row(String name) {
        return """
            <figure>
              <figcaption>%1$s</figcaption>
              <a href="/samples/%1$s/original"><img src="/samples/%1$s/original" alt="%1$s as it was sent"></a>
              <a href="/samples/%1$s/grayscale"><img src="/samples/%1$s/grayscale" alt="%1$s made grey"></a>
              <a href="/samples/%1$s/histogram">%2$s</a>
            </figure>
            """.formatted(name, HistogramDrawing.draw(attempt(() -> samples.bytes(samples.result(name, "histogram")))));
    }

    private interface Call<T> {
        T get() throws IOException, InterruptedException;
    }

    private static <T> T attempt(Call<T> call) {
        try {
            return call.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
