package dev.darkroom.worker;

import dev.darkroom.parts.Role;
import dev.darkroom.transport.Job;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, in a line with the job's id, of every word to the front end that did not get through; the route tries again by itself. A
 * worker whose token the front end does not know stops taking jobs: they are not to fail for the worker's fault.
 */
public final class ReportTrouble implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ReportTrouble.class);

    private final Executor beside;

    public ReportTrouble() {
        // beside the delivery, for which suspending the route would wait
        this(suspension -> Thread.ofVirtual().name("stop-taking-jobs").start(suspension));
    }

    ReportTrouble(Executor beside) {
        this.beside = beside;
    }

    @Override
    public void process(Exchange exchange) {
        var trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn("job {}: the front end did not answer as it should: {}",
                exchange.getVariable("job", Job.class).jobId(), trouble.getMessage());
        if (trouble instanceof HttpOperationFailedException answer && (answer.getStatusCode() == 401
                || answer.getStatusCode() == 403 && isReport(exchange))) {
            LOG.error("The front end does not know this worker's token. No more jobs are taken; start the worker with"
                    + " the DARKROOM_WORKER_TOKEN of the front end");
            beside.execute(() -> suspend(exchange));
        }
    }

    /** A query that is refused is refused to the job's owner, and says nothing of the worker. */
    private static boolean isReport(Exchange exchange) {
        return "PUT".equals(exchange.getMessage().getHeader(Exchange.HTTP_METHOD));
    }

    private static void suspend(Exchange exchange) {
        for (var route : Role.TAKING_JOBS) {
            try {
                exchange.getContext().getRouteController().suspendRoute(route);
            } catch (Exception e) {
                LOG.error("The route {} cannot be suspended", route, e);
            }
        }
    }
}
