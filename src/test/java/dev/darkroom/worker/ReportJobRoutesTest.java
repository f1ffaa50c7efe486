package dev.darkroom.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.net.ConnectException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.apache.camel.test.main.junit5.Configure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CamelMainTest(mainClass = Darkroom.class, properties = "routes=worker/5-report-job", mockEndpointsAndSkip = "http:.*")
class ReportJobRoutesTest extends RouteTest {

    private static final String TAKING_JOBS = "receive-jobs";
    private static final String FRONT_END = "http:front-end";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the route develop does when a job can never work. */
    @Configure
    void catchAFailure(MainConfigurationProperties main) {
        main.addLambdaRouteBuilder(routes -> routes.from("direct:job-that-can-never-work").doTry()
                .throwException(UnworkableJobException.class, "Too dark").doCatch(UnworkableJobException.class)
                .to("direct:report-failed"));
    }

    /** The route that takes jobs, of a transport. */
    @Configure
    void takeJobs(MainConfigurationProperties main) {
        main.addLambdaRouteBuilder(routes -> routes.from("direct:job-message").routeId(TAKING_JOBS)
                .to("direct:start-job"));
    }

    @Test
    void saysThatAJobStarts() throws Exception {
        var frontEnd = expect(FRONT_END, "{\"id\":2131,\"status\":\"processing\"}");

        var exchange = send("direct:start-job");

        assertEquals("processing", exchange.getVariable("state"));
        assertEquals(JSON.readTree("{\"status\":\"processing\",\"worker\":\"worker-1\"}"), report(frontEnd));
    }

    @Test
    void learnsThatAJobNeedsNoWork() {
        expect(FRONT_END, "{\"id\":2131,\"status\":\"completed\"}");

        assertEquals("completed", send("direct:start-job").getVariable("state"));
    }

    @Test
    void learnsThatAJobIsGone() {
        expect(FRONT_END, "{\"id\":2131,\"status\":\"gone\"}");

        var exchange = send("direct:start-job");

        assertNull(exchange.getException());
        assertEquals("gone", exchange.getVariable("state"));
    }

    @Test
    void reportsToTheJobWithTheWorkersToken() {
        var frontEnd = expect(FRONT_END, "{\"id\":2131,\"status\":\"processing\"}");

        var exchange = send("direct:start-job");

        assertEquals(
                Map.of("CamelHttpMethod", "PUT", "CamelHttpPath", "/api/jobs/2131", "Content-Type", "application/json",
                        "Authorization", "Bearer the-token-of-the-workers-in-tests"),
                frontEnd.getExchanges().getFirst().getMessage().getHeaders());
        assertEquals(Map.of(), exchange.getMessage().getHeaders());
    }

    @Test
    void reportsAgainWhileTheFrontEndIsAway() {
        expect(FRONT_END, new ConnectException("Connection refused"), status(503),
                "{\"id\":2131,\"status\":\"processing\"}");

        assertEquals("processing", send("direct:start-job").getVariable("state"));
    }

    @Test
    void reportsAgainWhileSomethingElseAnswersInPlaceOfTheFrontEnd() {
        expect(FRONT_END, status(404), "{\"id\":2131,\"status\":\"processing\"}");

        assertEquals("processing", send("direct:start-job").getVariable("state"));
    }

    @Test
    void doesNotRepeatAReportThatIsRefused() {
        expect(FRONT_END, status(422));

        assertEquals(422, send("direct:start-job").getException(HttpOperationFailedException.class).getStatusCode());
    }

    @ParameterizedTest
    @CsvSource({"401, Suspended", "403, Suspended", "422, Started"})
    void takesNoMoreJobsWhenTheFrontEndDoesNotKnowTheWorkersToken(int status, ServiceStatus after) throws Exception {
        expect(FRONT_END, status(status));
        var controller = getCamelContext().getRouteController();

        send("direct:start-job");

        await().until(() -> controller.getRouteStatus(TAKING_JOBS) == after);
        controller.resumeRoute(TAKING_JOBS);
    }

    @Test
    void failsWhenTheFrontEndStaysAway() {
        expect(FRONT_END, status(503), status(503), status(503));

        assertNotNull(send("direct:start-job").getException(HttpOperationFailedException.class));
    }

    @Test
    void reportsWhatTheStepsStored() throws Exception {
        var frontEnd = expect(FRONT_END, "{\"id\":2131,\"status\":\"completed\"}");

        assertNull(send("direct:report-completed").getException());

        var report = report(frontEnd);
        assertEquals("completed", report.get("status").asText());
        assertEquals(JSON.readTree(file("one-result.json")), report.get("results"));
    }

    @Test
    void reportsWhyAJobCanNeverWorkAndWhatWasStoredBefore() throws Exception {
        var frontEnd = expect(FRONT_END, "{\"id\":2131,\"status\":\"failed\"}");

        assertNull(send("direct:job-that-can-never-work").getException());

        var report = report(frontEnd);
        assertEquals("failed", report.get("status").asText());
        assertEquals("Too dark", report.get("problem").get("detail").asText());
        assertEquals("histogram", report.get("problem").get("step").asText());
        assertEquals(JSON.readTree(file("one-result.json")), report.get("results"));
    }

    private Exchange send(String route) {
        return to(route).withVariable("job", Jobs.of("grayscale", "histogram"))
                .withVariable("results", oneResultOfTwo()).withHeader("spoof", "1")
                .withHeader("CamelHttpUri", "http://elsewhere").withHeader("CamelHttpQuery", "a=b").send();
    }

    private static Results oneResultOfTwo() {
        var results = Jobs.results("grayscale", "histogram");
        results.beginStep();
        var grey = results.add(Jobs.made("jpg", "grey"));
        grey.encode();
        grey.stored();
        results.beginStep();
        return results;
    }

    private static HttpOperationFailedException status(int status) {
        return new HttpOperationFailedException("http://front-end/api/jobs/2131", status, "", null, Map.of(), "");
    }

    private static JsonNode report(MockEndpoint frontEnd) throws Exception {
        return JSON.readTree(frontEnd.getExchanges().getFirst().getMessage().getBody(String.class));
    }
}
