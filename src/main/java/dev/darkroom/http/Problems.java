package dev.darkroom.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
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

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The class of SQLSTATE for values that a column does not take. */
    private static final String DATA_EXCEPTION = "22";

    /** Takes the exception that was caught and makes the whole answer of it. */
    public void answer(Exchange exchange) {
        answerWith(exchange, of(exchange));
    }

    /** Makes the whole answer of a problem. */
    public static void answerWith(Exchange exchange, Problem problem) {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, MEDIA_TYPE);
        switch (problem) {
            case Unauthorized _ -> message.setHeader("WWW-Authenticate", "Bearer");
            case MethodNotAllowed notAllowed -> message.setHeader("Allow", notAllowed.allowed());
            case TooManyRequests tooMany -> message.setHeader("Retry-After", Long.toString(tooMany.retrySeconds()));
            case Unavailable _ -> message.setHeader("Retry-After", Integer.toString(Unavailable.RETRY_SECONDS));
            default -> {
            }
        }
        write(exchange, problem.status(), problem.title(), problem.getMessage(), problem.errors());
    }

    /** What the exception that was caught is to whoever sent the request; the log tells the operator more. */
    public static Problem of(Exchange exchange) {
        var cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var problem = problem(cause);
        if (problem != null) {
            return problem;
        }
        LOG.error("Request {} failed: {}", exchange.getExchangeId(), ExceptionHelper.stackTraceToString(cause));
        return new Failure("Darkroom failed. The operator finds the reason under " + exchange.getExchangeId());
    }

    private static Problem problem(Throwable cause) {
        if (isPartAway(cause)) {
            LOG.warn("A part that the front end needs does not answer: {}", cause.getMessage());
            return new Unavailable("A part of Darkroom does not answer at the moment");
        }
        if (isUnstorable(cause)) {
            return new Unprocessable(
                    "A value cannot be stored: a text has the character NUL, or a number is out of range");
        }
        return ObjectHelper.getException(Problem.class, cause);
    }

    private static boolean isPartAway(Throwable cause) {
        return ObjectHelper.getException(DataAccessResourceFailureException.class, cause) != null
                || ObjectHelper.getException(RecoverableDataAccessException.class, cause) != null
                || ObjectHelper.getException(TransientDataAccessException.class, cause) != null
                || ObjectHelper.getException(SQLTransientException.class, cause) != null
                || ObjectHelper.getException(SdkException.class, cause) != null;
    }

    private static boolean isUnstorable(Throwable cause) {
        var refused = ObjectHelper.getException(SQLException.class, cause);
        return refused != null && refused.getSQLState() != null && refused.getSQLState().startsWith(DATA_EXCEPTION);
    }

    private static void write(Exchange exchange, int status, String title, String detail, List<Problem.Error> errors) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(json(status, title, detail, errors));
    }

    public static String json(int status, String title, String detail, List<Problem.Error> errors) {
        var problem = JSON.createObjectNode().put("type", "about:blank").put("title", title).put("status", status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            problem.set("errors", JSON.valueToTree(errors));
        }
        return problem.toString();
    }
}
