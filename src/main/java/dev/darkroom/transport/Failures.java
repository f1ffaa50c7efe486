package dev.darkroom.transport;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells of failures that reach a queue's or a timer's consumer, where nobody waits for an answer: a queue delivers its
 * message again, a timer comes again. One line for what is to be expected of parts that go away and come back; the
 * whole trace, once, for anything else.
 */
public final class Failures implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String TOLD = "failureTold";

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        if (exchange != null) {
            // the consumer and the exchange's completion both tell
            if (exchange.getProperty(TOLD) == exception) {
                return;
            }
            exchange.setProperty(TOLD, exception);
        }
        if (ObjectHelper.getException(ClaimHeldException.class, exception) != null) {
            LOG.info("{}: {}; this delivery comes again", where(exchange), exception.getMessage());
        } else if (isExpected(exception)) {
            LOG.warn("{} comes again: {}", where(exchange), root(exception).toString());
        } else {
            LOG.warn("{} failed and comes again", where(exchange), exception);
        }
    }

    private static String where(Exchange exchange) {
        if (exchange == null) {
            return "A consumer";
        }
        var job = exchange.getVariable("job");
        return job instanceof Job known
                ? exchange.getFromRouteId() + ": job " + known.jobId()
                : exchange.getFromRouteId();
    }

    private static boolean isExpected(Throwable exception) {
        return Stream
                .of(SdkException.class, TransientDataAccessException.class,
                        DataAccessResourceFailureException.class, HttpOperationFailedException.class,
                        IOException.class, UnreadableMessageException.class)
                .anyMatch(kind -> ObjectHelper.getException(kind, exception) != null);
    }

    private static Throwable root(Throwable exception) {
        return exception.getCause() == null ? exception : root(exception.getCause());
    }
}
