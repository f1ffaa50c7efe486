package dev.darkroom.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import software.amazon.awssdk.core.exception.SdkClientException;

class ProblemsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    static Stream<Arguments> failures() {
        return Stream.of(arguments(new BadRequest("?"), 400), arguments(new Unauthorized("?"), 401),
                arguments(new Forbidden("?"), 403), arguments(new NotFound("?"), 404),
                arguments(new MethodNotAllowed("GET", "?"), 405), arguments(new NotAcceptable("?"), 406),
                arguments(new Conflict("?"), 409), arguments(new TooLarge("?"), 413),
                arguments(new UnsupportedMediaType("?"), 415), arguments(new Unprocessable("?"), 422),
                arguments(new RuntimeCamelException("in a bean", new Conflict("?")), 409),
                arguments(new CannotGetJdbcConnectionException("timeout"), 503),
                arguments(new QueryTimeoutException("timeout"), 503),
                arguments(new RuntimeCamelException(new SQLTransientConnectionException("timeout")), 503),
                arguments(SdkClientException.create("Connection refused"), 503),
                arguments(new DataIntegrityViolationException("invalid byte sequence",
                        new SQLException("invalid byte sequence", "22021")), 422),
                arguments(new DataIntegrityViolationException("not null", new SQLException("not null", "23502")), 500),
                arguments(new NullPointerException("secret"), 500));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsStatus(Exception failure, int status) throws Exception {
        var answer = answer(failure);

        assertEquals(status, answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        assertEquals(status, body(answer).get("status").asInt());
        assertEquals("application/problem+json", answer.getMessage().getHeader(Exchange.CONTENT_TYPE));
    }

    @Test
    void aProblemIsToldInItsOwnWords() throws Exception {
        var body = body(answer(new Conflict("Upload it first")));

        assertEquals(JSON.readTree("""
                {"type": "about:blank", "title": "Conflict", "status": 409, "detail": "Upload it first"}"""), body);
    }

    @Test
    void ofAFailureOfItsOwnItTellsOnlyWhereToLook() throws Exception {
        var answer = answer(new IllegalStateException("jdbc:postgresql://10.0.0.7/darkroom"));

        var detail = body(answer).get("detail").asText();
        assertFalse(detail.contains("10.0.0.7"), detail);
        assertTrue(detail.contains(answer.getExchangeId()), detail);
    }

    @Test
    void nothingOfTheRequestIsAnswered() {
        var exchange = failed(new NotFound("?"));
        exchange.getMessage().setHeader("Authorization", "Bearer t0k3n");

        new Problems().answer(exchange);

        assertNull(exchange.getMessage().getHeader("Authorization"));
    }

    @Test
    void headersSayWhatToDoNext() {
        assertEquals("Bearer", answer(new Unauthorized("?")).getMessage().getHeader("WWW-Authenticate"));
        assertEquals("GET, PUT", answer(new MethodNotAllowed("GET, PUT", "?")).getMessage().getHeader("Allow"));
        assertEquals("5", answer(SdkClientException.create("?")).getMessage().getHeader("Retry-After"));
    }

    private static Exchange answer(Exception failure) {
        var exchange = failed(failure);
        new Problems().answer(exchange);
        return exchange;
    }

    private static Exchange failed(Exception failure) {
        var exchange = new DefaultExchange(CONTEXT);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    private static JsonNode body(Exchange answer) throws Exception {
        return JSON.readTree(answer.getMessage().getBody(String.class));
    }
}
