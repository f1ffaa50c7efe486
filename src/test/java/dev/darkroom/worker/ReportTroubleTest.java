package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTroubleTest {

    private static final String TAKING_JOBS = "receive-jobs";

    @ParameterizedTest(name = "{1} to a {0}")
    @CsvSource({"PUT, 401, Suspended", "PUT, 403, Suspended", "PUT, 422, Started", "PUT, 503, Started",
            "GET, 401, Suspended", "GET, 403, Started", "GET, 503, Started"})
    void onlyAWrongTokenEndsTheTakingOfJobs(String method, int status, ServiceStatus after) throws Exception {
        try (var context = new DefaultCamelContext()) {
            var takingJobs = new RouteDefinition("direct:jobs").routeId(TAKING_JOBS);
            takingJobs.log("a job");
            context.addRouteDefinition(takingJobs);
            context.start();
            var exchange = new DefaultExchange(context);
            exchange.setVariable("job", Jobs.of("grayscale"));
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT,
                    new HttpOperationFailedException("http://front-end", status, "", null, Map.of(), ""));

            new ReportTrouble(Runnable::run).process(exchange);

            assertEquals(after, context.getRouteController().getRouteStatus(TAKING_JOBS));
        }
    }
}
