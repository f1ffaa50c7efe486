package dev.darkroom.frontend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.frontend.problem.MethodNotAllowed;
import dev.darkroom.frontend.problem.Problem;
import dev.darkroom.frontend.problem.Unauthorized;
import java.sql.SQLTransientException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExceptionHelper;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers a request that failed: RFC 9457 {@code application/problem+json}, and nothing of the system's inside. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RETRY_SECONDS = "5";

    /** Takes the exception that was caught and makes the whole answer of it. */
    public void answer(Exchange exchange) {
        var cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");

        var problem = ObjectHelper.getException(Problem.class, cause);
        if (problem != null) {
            switch (problem) {
                case Unauthorized _ -> message.setHeader("WWW-Authenticate", "Bearer");
                case MethodNotAllowed notAllowed -> message.setHeader("Allow", notAllowed.allowed());
                default -> {
                }
            }
            write(exchange, problem.status(), problem.title(), problem.getMessage());
        } else if (isPartAway(cause)) {
            LOG.warn("A part that the front end needs does not answer: {}", cause.getMessage());
            message.setHeader("Retry-After", RETRY_SECONDS);
            write(exchange, 503, "Not available now",
                    "A part of Darkroom does not answer at the moment. Nothing was lost; try again in "
                            + RETRY_SECONDS + " seconds");
        } else {
            LOG.error("Request {} failed: {}", exchange.getExchangeId(), ExceptionHelper.stackTraceToString(cause));
            write(exchange, 500, "Internal error",
                    "Darkroom failed. The operator finds the reason under " + exchange.getExchangeId());
        }
    }

    private static boolean isPartAway(Throwable cause) {
        return ObjectHelper.getException(DataAccessResourceFailureException.class, cause) != null
                || ObjectHelper.getException(RecoverableDataAccessException.class, cause) != null
                || ObjectHelper.getException(TransientDataAccessException.class, cause) != null
                || ObjectHelper.getException(SQLTransientException.class, cause) != null
                || ObjectHelper.getException(SdkException.class, cause) != null;
    }

    private static void write(Exchange exchange, int status, String title, String detail) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(problem.toString());
    }
}
