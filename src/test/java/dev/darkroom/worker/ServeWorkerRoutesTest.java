package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.transport.ClaimHeldException;
import dev.darkroom.transport.UnreadableMessageException;
import java.net.ConnectException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"routes=worker/6-serve-worker", "darkroom.worker.http=true", "camel.server.enabled=false"},
        replaceRouteFromWith = "serve-worker=direct:delivery",
        mockEndpointsAndSkip = "direct:develop")
class ServeWorkerRoutesTest extends RouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "Bearer the-token-of-the-workers-in-tests";

    @Test
    void answersWhenTheJobIsDone() throws Exception {
        expectDevelop("processing").expectedBodiesReceived(file("job-message.json"));

        var answer = delivery().send();

        assertAnswer(200, "application/json", answer);
        assertEquals(JSON.readTree("{\"job_id\":2131,\"status\":\"completed\"}"), body(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "gone"})
    void answersThatAJobNeedsNoWork(String state) throws Exception {
        expectDevelop(state);

        var answer = delivery().send();

        assertAnswer(200, "application/json", answer);
        assertEquals(state, body(answer).get("status").asText());
    }

    @Test
    void answersWhyAJobCanNeverWork() throws Exception {
        expectDevelop("processing").whenAnyExchangeReceived(exchange -> exchange.setVariable("problem",
                Map.of("title", "The photograph cannot be developed", "detail", "Too dark")));

        assertProblem(422, "Too dark", delivery().send());
    }

    @Test
    void handsNoHeaderOfTheDaemonOn() throws Exception {
        expectDevelop("processing").expectedNoHeaderReceived();

        var answer = delivery().withHeader("spoof", "1").withHeader("CamelAwsS3Key", "other.jpg")
                .withHeader("CamelHttpUri", "http://127.0.0.1:1").withHeader("X-Aws-Sqsd-Msgid", "1").send();

        assertAnswer(200, "application/json", answer);
        assertEquals(Set.of(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE, "Cache-Control"),
                answer.getMessage().getHeaders().keySet());
    }

    @Test
    void takesNothingWithoutAToken() throws Exception {
        var answer = delivery().withHeader("Authorization", null).send();

        assertProblem(401, "Send the header Authorization: Bearer <token> with the workers' token", answer);
        assertEquals("Bearer", answer.getMessage().getHeader("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the-token-of-the-workers-in-test", "the-token-of-the-workers-in-testss", "nobody", " "})
    void takesNothingWithAnotherToken(String token) throws Exception {
        assertProblem(403, "This is not the workers' token",
                delivery().withHeader("Authorization", "Bearer " + token).send());
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "json", ","})
    void takesNothingButJson(String contentType) throws Exception {
        assertAnswer(415, "application/problem+json",
                delivery().withHeader(Exchange.CONTENT_TYPE, contentType).send());
    }

    @Test
    void takesNoOtherMethodThanPost() throws Exception {
        var answer = delivery().withHeader(Exchange.HTTP_METHOD, "GET").send();

        assertProblem(405, "Here job messages are taken, by POST", answer);
        assertEquals("POST", answer.getMessage().getHeader("Allow"));
    }

    @Test
    void answersThatAMessageIsNoJob() throws Exception {
        expect("direct:develop", new UnreadableMessageException("This is no job message: Unexpected end", null));

        assertProblem(400, "This is no job message: Unexpected end", delivery().send());
    }

    static Stream<Exception> whatMayPass() {
        return Stream.of(new ClaimHeldException("job 2131 is being worked on"), new ConnectException("refused"),
                SdkClientException.create("S3 is away"),
                new HttpOperationFailedException("http://front-end", 401, "", null, null, null),
                new IllegalStateException("password=secret"));
    }

    @ParameterizedTest
    @MethodSource("whatMayPass")
    void asksForTheMessageAgainWhenTheJobMayWorkAnotherTime(Exception failure) throws Exception {
        expect("direct:develop", failure);

        var answer = delivery().send();

        assertAnswer(503, "application/problem+json", answer);
        assertEquals("5", answer.getMessage().getHeader("Retry-After"));
        assertFalse(answer.getMessage().getBody(String.class).contains("secret"));
    }

    private MockEndpoint expectDevelop(String state) throws Exception {
        var develop = expect("direct:develop");
        develop.whenAnyExchangeReceived(exchange -> {
            exchange.setVariable("job", Jobs.of("grayscale"));
            exchange.setVariable("state", state);
        });
        return develop;
    }

    private FluentProducerTemplate delivery() throws Exception {
        return to("direct:delivery").withHeader(Exchange.HTTP_METHOD, "POST").withHeader("Authorization", TOKEN)
                .withHeader(Exchange.CONTENT_TYPE, "application/json").withBody(file("job-message.json"));
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
