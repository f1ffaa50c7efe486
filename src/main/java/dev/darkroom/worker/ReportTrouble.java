package dev.darkroom.worker;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, in a line with the job's id, of every report that did not get through; the route tries again by itself. */
public final class ReportTrouble implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ReportTrouble.class);

    @Override
    public void process(Exchange exchange) {
        LOG.warn("job {} could not be reported: {}", exchange.getVariable("job", Job.class).jobId(),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }
}
