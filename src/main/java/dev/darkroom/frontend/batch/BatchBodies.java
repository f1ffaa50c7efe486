package dev.darkroom.frontend.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.MediaTypes;
import dev.darkroom.http.Problem;
import dev.darkroom.http.TooLarge;
import dev.darkroom.http.TooManyRequests;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.util.ObjectHelper;

/**
 * The bodies of requests that make batches. One of JSON is read at once, like those of all other requests; a form with
 * photographs, which may be gigabytes, only when its turn comes: variable {@code form} holds it until then.
 */
public final class BatchBodies {

    private static final long RETRY_SECONDS = 10;
    /** More than a client sends on before it looks for an answer. */
    private static final long MOST_DISCARDED = 64 << 20;

    private final int maxBodyBytes;
    private final Duration patience;
    private final int maxImages;
    private final long maxBytes;
    private final int maxForms;
    /** Whose the forms are that are being read here. */
    private final Map<Form, Number> senders = new ConcurrentHashMap<>();
    private final Set<RequestStream> open = ConcurrentHashMap.newKeySet();

    /**
     * @param maxBodyBytes how many bytes a body of JSON has at most: {@code camel.server.max-body-size}
     * @param patience     after which a request of which nothing comes has broken off: {@code darkroom.batch.idle-seconds}
     * @param maxImages    how many images a batch has at most: {@code darkroom.batch.images}
     * @param maxBytes     how many bytes an original has at most: {@code darkroom.limits.bytes}
     * @param maxForms     how many forms of one user are read here at a time: {@code darkroom.batch.forms}
     */
    public BatchBodies(int maxBodyBytes, Duration patience, int maxImages, long maxBytes, int maxForms) {
        this.maxBodyBytes = maxBodyBytes;
        this.patience = patience;
        this.maxImages = maxImages;
        this.maxBytes = maxBytes;
        this.maxForms = maxForms;
    }

    /** A form that nobody has read yet. */
    public record Form(RequestStream body, String contentType) {
    }

    /**
     * Whether whoever sends a form is answered with a page. Whoever announces images in JSON is not: they are still to be
     * uploaded.
     *
     * @param accept what its header {@code Accept} says
     */
    public boolean wantsPage(String contentType, String accept) {
        return MediaTypes.isForm(contentType) && MediaTypes.prefers(accept, "text/html", "application/json");
    }

    /**
     * Takes the request over from the server. The body becomes the bytes of one that is no form, and nothing of a form.
     *
     * @throws TooLarge   when it is no form and has more bytes than any request may
     * @throws BadRequest when it breaks off
     */
    public void receive(Exchange exchange) {
        var message = exchange.getMessage(HttpMessage.class);
        var request = message.getRequest();
        var contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        var form = MediaTypes.isForm(contentType);
        var body = new RequestStream(request, patience);
        exchange.setVariable("body_stream", body);
        open.add(body);
        if (form && message.getHeader("Idempotency-Key") != null) {
            throw new BadRequest(
                    "A form is not remembered by an Idempotency-Key; announce the images in JSON to use one");
        }
        if (form) {
            exchange.setVariable("form", new Form(body, contentType));
            message.setBody(null);
        } else {
            message.setBody(readAll(body));
        }
    }

    private byte[] readAll(RequestStream body) {
        try {
            var bytes = body.readNBytes(maxBodyBytes + 1);
            if (bytes.length > maxBodyBytes) {
                throw new TooLarge("A body of JSON has at most " + maxBodyBytes + " bytes; photographs come as"
                        + " multipart/form-data, or are uploaded to S3");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadRequest("The request broke off: " + e.getMessage());
        }
    }

    /**
     * Begins to read a form.
     *
     * @return null when the request is none
     * @throws TooManyRequests when so many forms of the user are being read that it has to wait
     */
    public Uploads open(@Variable("form") Form form, @Variable("user") Map<String, Object> user) {
        if (form == null) {
            return null;
        }
        var sender = (Number) user.get("id");
        senders.put(form, sender);
        if (Collections.frequency(senders.values(), sender) > maxForms) {
            throw new TooManyRequests("You are sending " + maxForms + " forms already; send this one after them",
                    RETRY_SECONDS);
        }
        return new Uploads(form.body(), form.contentType(), maxImages, maxBytes);
    }

    /**
     * Passes on why a form could not be taken to its end, and says what of it was.
     *
     * @throws Exception the reason
     */
    public void tellWhatCame(@ExchangeException Exception reason, @Variable("uploads") Uploads uploads,
            @Variable("batch_id") Long batchId) throws Exception {
        var problem = ObjectHelper.getException(Problem.class, reason);
        if (problem == null) {
            throw reason;
        }
        var detail = problem.getMessage() + ". " + uploads.taken() + " of its images came, as batch " + batchId;
        throw switch (problem) {
            case TooLarge _ -> new TooLarge(detail);
            case BadRequest _ -> new BadRequest(detail);
            case Conflict _ -> new Conflict(detail + ", unless that was destroyed");
            default -> problem;
        };
    }

    /** Why a photograph that came could not be stored, as {@code JobProblem} of the contract has it, in JSON. */
    public String failure(@ExchangeException Exception reason) throws JsonProcessingException {
        return Part.failure(reason);
    }

    /** The request is answered: what was not read of it is not of interest any more. */
    public void release(@Variable("body_stream") RequestStream body, @Variable("form") Form form, Exchange exchange) {
        if (form != null) {
            senders.remove(form);
        }
        if (body == null) {
            return;
        }
        open.remove(body);
        if (body.discardRest(MOST_DISCARDED)) {
            exchange.getMessage().setHeader(HttpHeaders.CONNECTION.toString(), "close");
        }
    }

    /** Darkroom stops: what has come of forms is closed as their batches, and their senders hear of it. */
    public void stop() {
        open.forEach(RequestStream::giveUp);
    }
}
