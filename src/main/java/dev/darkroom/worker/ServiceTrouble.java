package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, in a line with the job's id, of every call of a service that failed; the route tries again by itself. */
public final class ServiceTrouble implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceTrouble.class);

    @Override
    public void process(Exchange exchange) {
        LOG.warn("job {}: {} failed: {}", exchange.getVariable("job", Job.class).jobId(),
                exchange.getVariable("service"),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }
}
