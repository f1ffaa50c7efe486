package dev.darkroom.web;

import dev.darkroom.http.Problems;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.TooManyRequests;
import dev.darkroom.http.Unavailable;
import java.util.Map;
import org.apache.camel.Exchange;

/** What a page says when something went wrong; problems of the API are its problems too. */
public final class Refusals {

    /** Makes the exception that was caught the variable {@code refusal}, and its status that of the page. */
    public void receive(Exchange exchange) {
        var problem = Problems.of(exchange);
        exchange.setVariable("refusal", problem);
        exchange.setVariable("page_status", problem.status());
        exchange.removeVariable("location");
        switch (problem) {
            case MethodNotAllowed notAllowed ->
                exchange.setVariable("page_headers", Map.of("Allow", notAllowed.allowed()));
            case TooManyRequests tooMany -> exchange.setVariable("page_headers",
                    Map.of("Retry-After", Long.toString(tooMany.retrySeconds())));
            case Unavailable _ -> exchange.setVariable("page_headers",
                    Map.of("Retry-After", Integer.toString(Unavailable.RETRY_SECONDS)));
            default -> exchange.removeVariable("page_headers");
        }
    }
}
