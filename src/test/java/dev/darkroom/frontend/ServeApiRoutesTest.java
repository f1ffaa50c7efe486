package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Unauthorized;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/01-serve-api",
        replaceRouteFromWith = "serve-api=direct:request",
        mockEndpointsAndSkip = "direct:(authenticate|answer-once|create-image|read-job|update-job|store-result)")
class ServeApiRoutesTest extends RouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void callsTheRouteThatIsNamedAfterTheOperation() throws Exception {
        expect("direct:authenticate").expectedVariableReceived("token", "t0k3n");
        var operation = expect("direct:read-job", Map.of("id", 2131, "status", "processing"));
        operation.expectedVariableReceived("id", 2131L);

        var answer = request("GET", "/api/jobs/2131.json").withHeader(Exchange.HTTP_RAW_QUERY, "wait=20")
                .withHeader("Authorization", "Bearer t0k3n").send();

        assertAnswer(200, "application/json", answer);
        assertEquals("processing", body(answer).get("status").asText());
        assertEquals(Map.of("wait", "20"), operation.getExchanges().getFirst().getVariable("query"));
    }

    @Test
    void answersWithTheStatusThatTheContractHasForTheOperation() throws Exception {
        expect("direct:authenticate");
        var operation = expect("direct:create-image", Map.of("id", 12345));

        var answer = request("POST", "/api/photographs").withHeader("Content-Type", "application/json")
                .withBody("{\"name\":\"beach.jpg\"}").send();

        assertAnswer(201, "application/json", answer);
        assertEquals(Map.of("name", "beach.jpg"), operation.getExchanges().getFirst().getMessage().getBody());
    }

    @Test
    void answersAHeadAsAGet() {
        expect("direct:authenticate");
        expect("direct:read-job", Map.of("id", 2131));

        assertAnswer(200, "application/json", request("HEAD", "/api/jobs/2131").send());
    }

    @Test
    void answersTheVersionOfARow() {
        expect("direct:authenticate");
        expect("direct:read-job", Map.of("id", 2131, "updated_at", "2026-11-22T08:00:00.123456+00:00"));

        assertEquals("\"2026-11-22T08:00:00.123456+00:00\"",
                request("GET", "/api/jobs/2131").send().getMessage().getHeader("ETag"));
    }

    @Test
    void hasARequestWithAnIdempotencyKeyAnsweredOnce() {
        expect("direct:authenticate");
        var once = expect("direct:answer-once");
        once.expectedVariableReceived("idempotency_key", "k3y");

        var answer = request("POST", "/api/images").withHeader("Content-Type", "application/json")
                .withHeader("Idempotency-Key", "k3y").withBody("{\"name\":\"beach.jpg\"}").send();

        assertNull(answer.getException());
        assertEquals(Map.of("name", "beach.jpg"), once.getExchanges().getFirst().getMessage().getBody());
    }

    @Test
    void answersARequestThatChangesNothingAsOftenAsItComes() {
        expect("direct:authenticate");
        expect("direct:read-job", Map.of("id", 2131));

        assertAnswer(200, "application/json",
                request("GET", "/api/jobs/2131").withHeader("Idempotency-Key", "k3y").send());
    }

    @Test
    void answersAProblemOfARequestThatIsAnsweredOnce() throws Exception {
        expect("direct:authenticate");
        expect("direct:answer-once", new Conflict("Not answered yet"));

        assertProblem(409, "Not answered yet", request("POST", "/api/images")
                .withHeader("Content-Type", "application/json").withHeader("Idempotency-Key", "k3y").withBody("{}")
                .send());
    }

    @Test
    void handsNoHeaderOfAClientOn() {
        expect("direct:authenticate").expectedNoHeaderReceived();
        var operation = expect("direct:read-job", Map.of());
        operation.expectedNoHeaderReceived();

        var answer = request("GET", "/api/jobs/2131").withHeader("spoof", "1").withHeader("id", "1")
                .withHeader("CamelSqlQuery", "DROP TABLE users").withHeader("user", "root").send();

        assertAnswer(200, "application/json", answer);
        assertNull(answer.getMessage().getHeader("spoof"));
        assertNull(operation.getExchanges().getFirst().getVariable("user"));
    }

    @Test
    void letsNobodyNameAnotherRoute() {
        expect("direct:authenticate");
        expect("direct:read-job", Map.of());

        var answer = request("GET", "/api/jobs/2131").withHeader("operation", "store-result")
                .withHeader(Exchange.SLIP_ENDPOINT, "direct:store-result")
                .withHeader(Exchange.HTTP_RAW_QUERY, "wait=0").send();

        assertAnswer(200, "application/json", answer);
    }

    @Test
    void answersWhatTheCallerMayNot() throws Exception {
        expect("direct:authenticate", new Unauthorized("Send a token"));

        var answer = request("GET", "/api/jobs/2131").send();

        assertProblem(401, "Send a token", answer);
        assertEquals("Bearer", answer.getMessage().getHeader("WWW-Authenticate"));
    }

    @Test
    void looksWhoCallsBeforeWhatIsSaid() throws Exception {
        expect("direct:authenticate", new Unauthorized("Send a token"));

        var answer = request("POST", "/api/images").withHeader("Content-Type", "application/json")
                .withBody("no JSON").send();

        assertProblem(401, "Send a token", answer);
    }

    @Test
    void refusesARequestThatIsNotAsTheContractHasIt() throws Exception {
        expect("direct:authenticate");

        var answer = request("POST", "/api/images").withHeader("Content-Type", "application/json")
                .withBody("{\"byte_size\":-1}").send();

        assertAnswer(422, "application/problem+json", answer);
        assertTrue(body(answer).get("detail").asText().contains("byte_size"));
    }

    @Test
    void saysWhichFieldsAreWrong() throws Exception {
        expect("direct:authenticate");

        var answer = request("POST", "/api/image_types").withHeader("Content-Type", "application/json")
                .withBody("{\"type_name\":\"\"}").send();

        assertProblem(422, "A name must be assigned to the image type.", answer);
        assertEquals("[{\"detail\":\"A name must be assigned to the image type.\",\"pointer\":\"#/type_name\"}]",
                body(answer).get("errors").toString());
    }

    @Test
    void answersWhereThereIsNothing() throws Exception {
        assertProblem(404, "There is nothing at /api/albums/1; /openapi.yaml says what there is",
                request("GET", "/api/albums/1").send());
    }

    @Test
    void answersWhichMethodsThereAre() throws Exception {
        var answer = request("POST", "/api/jobs/2131").send();

        assertProblem(405, "/api/jobs/2131 has no POST, only DELETE, GET, PUT", answer);
        assertEquals("DELETE, GET, PUT", answer.getMessage().getHeader("Allow"));
    }

    @Test
    void answersAProblemOfTheOperation() throws Exception {
        expect("direct:authenticate");
        expect("direct:read-job", new Conflict("Not yet"));

        assertProblem(409, "Not yet", request("GET", "/api/jobs/2131").send());
    }

    @Test
    void answersThatAPartIsAway() throws Exception {
        expect("direct:authenticate", new CannotGetJdbcConnectionException("timeout after 5000ms"));

        var answer = request("GET", "/api/jobs/2131").send();

        assertAnswer(503, "application/problem+json", answer);
        assertEquals("5", answer.getMessage().getHeader("Retry-After"));
    }

    @Test
    void answersNothingOfItsInsideWhenItFails() throws Exception {
        expect("direct:authenticate");
        expect("direct:read-job", new IllegalStateException("password=secret"));

        var answer = request("GET", "/api/jobs/2131").send();

        assertAnswer(500, "application/problem+json", answer);
        assertFalse(answer.getMessage().getBody(String.class).contains("secret"));
    }

    private FluentProducerTemplate request(String method, String path) {
        return to("direct:request").withHeader(Exchange.HTTP_METHOD, method).withHeader(Exchange.HTTP_PATH, path);
    }

    private static void assertAnswer(int status, String contentType, Exchange answer) {
        assertNull(answer.getException());
        assertEquals(status, answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE),
                () -> answer.getMessage().getBody(String.class));
        assertEquals(contentType, answer.getMessage().getHeader(Exchange.CONTENT_TYPE));
    }

    private static void assertProblem(int status, String detail, Exchange answer) throws Exception {
        assertAnswer(status, "application/problem+json", answer);
        assertEquals(detail, body(answer).get("detail").asText());
    }

    private static JsonNode body(Exchange answer) throws Exception {
        return JSON.readTree(answer.getMessage().getBody(String.class));
    }
}
