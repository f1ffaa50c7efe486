package dev.darkroom.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.http.MediaTypes;
import dev.darkroom.http.Problems;
import dev.darkroom.http.Tokens;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.Problem;
import dev.darkroom.http.Unauthorized;
import dev.darkroom.http.Unavailable;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.transport.ClaimHeldException;
import dev.darkroom.transport.Failures;
import dev.darkroom.transport.Job;
import dev.darkroom.transport.UnreadableMessageException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/**
 * Job messages that come by HTTP, and how they are answered: as the daemon of an AWS Elastic Beanstalk worker tier
 * expects it, for which every status but 200 means that it is to hand the message over again, until its queue's redrive
 * policy takes it away.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html">AWS
 *      Elastic Beanstalk worker environments</a>
 */
public final class Deliveries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METHOD = "POST";

    private final Tokens tokens;
    private final Failures failures;

    public Deliveries(Tokens tokens, Failures failures) {
        this.tokens = tokens;
        this.failures = failures;
    }

    /**
     * Makes the request a message as a queue delivers it: a text without any header.
     *
     * @throws MethodNotAllowed when it is not a {@code POST}
     * @throws Unauthorized     when it comes without a token
     * @throws Forbidden        when it comes with another token than the workers'
     */
    public void receive(Exchange exchange) {
        var message = exchange.getMessage();
        if (!METHOD.equals(message.getHeader(Exchange.HTTP_METHOD, String.class))) {
            throw new MethodNotAllowed(METHOD, "Here job messages are taken, by " + METHOD);
        }
        authenticate(message.getHeader("Authorization", String.class));
        var body = message.getBody(byte[].class);
        var text = MediaTypes.readJson(message.getHeader(Exchange.CONTENT_TYPE, String.class),
                message.getHeader(Exchange.CONTENT_ENCODING, String.class), body == null ? new byte[0] : body);
        message.removeHeaders("*");
        message.setBody(text);
    }

    private void authenticate(String authorization) {
        var token = Tokens.bearer(authorization);
        if (token == null) {
            throw new Unauthorized("Send the header Authorization: Bearer <token> with the workers' token");
        }
        if (!tokens.isWorker(token)) {
            throw new Forbidden("This is not the workers' token");
        }
    }

    /**
     * Says what has become of the job: completed now, or, when it needed no work, before.
     *
     * @throws Unprocessable when it was reported as failed just now, with the reason
     */
    public void answer(Exchange exchange) {
        if (exchange.getVariable("problem") instanceof Map<?, ?> problem) {
            throw new Unprocessable((String) problem.get("detail"));
        }
        var before = exchange.getVariable("state", String.class);
        var state = "processing".equals(before) ? "completed" : before;
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(JSON.createObjectNode().put("job_id", exchange.getVariable("job", Job.class).jobId())
                .put("status", state).toString());
    }

    /** Answers a message that was not dealt with. What is the message's fault stays so; anything else may work later. */
    public void refuse(Exchange exchange) {
        Problems.answerWith(exchange,
                problem(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }

    private Problem problem(Exchange exchange, Throwable cause) {
        var problem = ObjectHelper.getException(Problem.class, cause);
        if (problem != null) {
            return problem;
        }
        var unreadable = ObjectHelper.getException(UnreadableMessageException.class, cause);
        if (unreadable != null) {
            return new BadRequest(unreadable.getMessage());
        }
        failures.handleException(null, exchange, cause);
        return new Unavailable(ObjectHelper.getException(ClaimHeldException.class, cause) != null
                ? "Another delivery of this job is being worked on"
                : "The job cannot be done at the moment");
    }
}
