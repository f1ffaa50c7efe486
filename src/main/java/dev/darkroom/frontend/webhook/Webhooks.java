package dev.darkroom.frontend.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.client5.http.HttpHostConnectException;

/** Writes and signs messages after Standard Webhooks, and judges how an attempt to deliver one ended. */
public final class Webhooks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GONE = 410;
    private static final int ANSWER_LENGTH = 500;
    private static final int PROBLEM_LENGTH = 300;

    private final Retries retries;
    private final Clock clock;

    public Webhooks(Retries retries, Clock clock) {
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * Makes the message of a delivery, dated now.
     *
     * @param delivery a row of find-due-webhook.sql
     * @param job      as the API answers it
     */
    public Attempt write(Map<String, Object> delivery, Map<String, Object> job)
            throws JsonProcessingException, WebhookSigningException {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", delivery.get("type"));
        payload.put("timestamp", delivery.get("created_at"));
        payload.put("data", job);
        var body = JSON.writeValueAsString(payload);
        var id = (String) delivery.get("message_id");
        var now = clock.instant();
        var signatures = ((List<?>) delivery.get("secrets")).stream().map(String.class::cast)
                .map(secret -> sign(secret, id, now, body)).collect(Collectors.joining(" "));
        return new Attempt(((Number) delivery.get("attempts_count")).intValue() + 1, id, now, body, signatures);
    }

    static String sign(String secret, String id, Instant at, String body) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /**
     * How an attempt ended that was answered.
     *
     * @param retryAfter the header of that name, or null
     * @param answer     the beginning of the answer's body, or null
     * @return what record-webhook-attempt.sql records: status of the delivery, status_code, duration_ms, problem, answer
     *         and pause_seconds
     */
    public Map<String, Object> answered(Attempt attempt, int statusCode, String retryAfter, byte[] answer) {
        var excerpt = answer == null ? null : text(new String(answer, StandardCharsets.UTF_8), ANSWER_LENGTH);
        if (statusCode >= 200 && statusCode < 300) {
            return outcome(attempt, "delivered", statusCode, null, excerpt, Duration.ZERO);
        }
        if (statusCode == GONE) {
            return outcome(attempt, "switched off", statusCode,
                    "The receiver is gone for good. Nothing more is sent there, until callback_url is set again or"
                            + " this delivery is tried again",
                    excerpt, Duration.ZERO);
        }
        var problem = statusCode >= 300 && statusCode < 400
                ? "The receiver answered " + statusCode + "; redirections are not followed"
                : "The receiver answered " + statusCode;
        var asked = statusCode == 429 || statusCode == 503 ? pause(retryAfter) : Duration.ZERO;
        return again(attempt, statusCode, problem, excerpt, asked);
    }

    /** How an attempt ended that was not answered: as {@link #answered}. */
    public Map<String, Object> failed(Attempt attempt, Exception failure) {
        return again(attempt, null, text(reason(failure), PROBLEM_LENGTH), null, Duration.ZERO);
    }

    private Map<String, Object> again(Attempt attempt, Integer statusCode, String problem, String answer,
            Duration asked) {
        var pause = retries.after(attempt.number(), asked);
        return outcome(attempt, pause.isPresent() ? "pending" : "failed", statusCode, problem, answer,
                pause.orElse(Duration.ZERO));
    }

    private Map<String, Object> outcome(Attempt attempt, String status, Integer statusCode, String problem,
            String answer, Duration pause) {
        var outcome = new HashMap<String, Object>();
        outcome.put("status", status);
        outcome.put("status_code", statusCode);
        outcome.put("duration_ms", Duration.between(attempt.sentAt(), clock.instant()).toMillis());
        outcome.put("problem", problem);
        outcome.put("answer", answer);
        outcome.put("pause_seconds", pause.plusMillis(999).toSeconds());
        return outcome;
    }

    private static String reason(Exception failure) {
        var refused = ObjectHelper.getException(RefusedAddressException.class, failure);
        if (refused != null) {
            return refused.getMessage();
        }
        if (ObjectHelper.getException(UnknownHostException.class, failure) != null) {
            return "There is no host of that name";
        }
        var tls = ObjectHelper.getException(SSLException.class, failure);
        if (tls != null) {
            return "No secure connection: " + tls.getMessage();
        }
        if (ObjectHelper.getException(HttpHostConnectException.class, failure) != null
                || ObjectHelper.getException(ConnectException.class, failure) != null) {
            return "Nobody listens there, or the connection was refused";
        }
        if (ObjectHelper.getException(SocketTimeoutException.class, failure) != null
                || ObjectHelper.getException(InterruptedIOException.class, failure) != null) {
            return "No answer in time";
        }
        return "The connection broke: " + failure.getMessage();
    }

    /** Seconds or a date, RFC 9110, 10.2.3; nothing of what cannot be read. */
    private Duration pause(String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        var value = retryAfter.strip();
        try {
            var pause = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** What a stranger sent, as text that a database and a page can hold. */
    private static String text(String strange, int length) {
        var plain = strange.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() > length ? plain.substring(0, length) : plain;
    }
}
