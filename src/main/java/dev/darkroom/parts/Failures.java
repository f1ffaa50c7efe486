package dev.darkroom.parts;

import dev.darkroom.transport.UnreadableMessageException;
import dev.darkroom.worker.ClaimHeldException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tells of failures that reach a queue's or a timer's consumer, where nobody waits for an answer: a queue delivers its
 * message again, a timer comes again. One line for what is to be expected of parts that go away and come back; the
 * whole trace for anything else.
 */
public final class Failures implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

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
        var route = exchange == null ? "A consumer" : exchange.getFromRouteId();
        if (ObjectHelper.getException(ClaimHeldException.class, exception) != null) {
            LOG.info("{}: {}; this delivery comes again", route, exception.getMessage());
        } else if (ObjectHelper.getException(UnreadableMessageException.class, exception) != null) {
            LOG.warn("{}: {}", route,
                    ObjectHelper.getException(UnreadableMessageException.class, exception).getMessage());
        } else if (ObjectHelper.getException(SdkClientException.class, exception) != null
                || ObjectHelper.getException(DataAccessResourceFailureException.class, exception) != null) {
            LOG.warn("{}: a part is away and will be tried again: {}", route, exception.getMessage());
        } else {
            LOG.warn("{} failed and will try again", route, exception);
        }
    }
}
