package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.transport.ClaimHeldException;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.transport.UnreadableMessageException;
import dev.darkroom.analysis.QuerySet;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=worker/1-develop",
        mockEndpointsAndSkip = "direct:(start-job|fetch-original|fetch-set|step-.*|store-result|answer-search|report-.*)")
class DevelopRoutesTest extends RouteTest {

    private static final Set<String> CLAIM = Set.of("darkroom:claim:2131");

    @Test
    void followsTheSlipAndReports() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original", "photograph");
        expect("direct:step-grayscale", "grey photograph").expectedBodiesReceived("photograph");
        expect("direct:step-histogram", "histogram").expectedBodiesReceived("grey photograph");
        expect("direct:store-result", "grey photograph", "histogram")
                .expectedBodiesReceived("grey photograph", "histogram");
        expect("direct:report-completed");

        assertNull(develop("job-message.json").getException());
    }

    @Test
    void visitsTheStepsInTheirOrderAndStoresBehindEach() throws Exception {
        var visited = new ArrayList<String>();
        expectStart("processing");
        expect("direct:fetch-original");
        for (var step : List.of("step-grayscale", "step-histogram", "store-result", "report-completed")) {
            expect("direct:" + step).whenAnyExchangeReceived(_ -> visited.add(step));
        }
        mock("direct:store-result").expectedMessageCount(2);

        develop("job-message.json");

        assertEquals(List.of("step-grayscale", "store-result", "step-histogram", "store-result", "report-completed"),
                visited);
    }

    @Test
    void aSearchWorksOnWhatItFindsAndStoresNothing() throws Exception {
        expectStart("processing");
        expect("direct:fetch-set", "set");
        expect("direct:step-nearest-neighbor", "neighbours").expectedBodiesReceived("set");
        expect("direct:answer-search").expectedBodiesReceived("neighbours");
        expect("direct:report-completed");

        assertNull(develop("search-message.json").getException());
    }

    @Test
    void deletesWhatAQueryFoundWhenItIsDone() throws Exception {
        var set = new QuerySet();
        set.add(new QuerySet.Member(5, 7, "images/5/histogram-beach.npy", new byte[]{1}));
        expectStart("processing");
        expect("direct:fetch-set").whenAnyExchangeReceived(exchange -> exchange.setVariable("set", set));
        expect("direct:step-nearest-neighbor", new IllegalArgumentException("too few"));
        expect("direct:report-failed");

        develop("search-message.json");

        assertThrows(UncheckedIOException.class, set::iterator);
    }

    @Test
    void reportsAJobThatTakesMoreMemoryThanThereIs() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original");
        expect("direct:step-grayscale", new RuntimeCamelException(new OutOfMemoryError("of a bean")));
        expect("direct:report-failed");

        assertNull(develop("job-message.json").getException());
    }

    @Test
    void givesEachStepItsParameters() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original");
        expect("direct:step-gamma").expectedVariableReceived("parameters", new HashMap<>(Map.of("GAMMA", 2.5)));
        expect("direct:step-grayscale").expectedVariableReceived("parameters", new HashMap<>());
        expect("direct:store-result", "bright", "grey");
        expect("direct:report-completed");

        assertNull(develop("job-with-parameters.json").getException());
    }

    @Test
    void doesNotWorkOnAJobThatNeedsNoWork() throws Exception {
        expectStart("completed");

        assertNull(develop("job-message.json").getException());
    }

    @Test
    void holdsTheClaimWhileItWorksAndNoLonger() throws Exception {
        expectStart("processing").whenAnyExchangeReceived(exchange -> {
            exchange.setVariable("state", "completed");
            exchange.setVariable("held", redis.held());
        });

        var exchange = develop("job-message.json");

        assertEquals(CLAIM, exchange.getVariable("held"));
        assertEquals(Set.of(), redis.held());
    }

    @Test
    void doesNothingToAJobThatAnotherDeliveryIsAt() throws Exception {
        redis.hold("darkroom:claim:2131");

        assertNotNull(develop("job-message.json").getException(ClaimHeldException.class));
        assertEquals(CLAIM, redis.held());
    }

    @Test
    void worksWithoutRedis() throws Exception {
        redis.goAway();
        expectStart("completed");

        assertNull(develop("job-message.json").getException());
    }

    @Test
    void refusesAMessageThatIsNoJob() {
        assertNotNull(to("direct:develop").withBody("good morning").send()
                .getException(UnreadableMessageException.class));
    }

    @Test
    void reportsAnOriginalThatIsGone() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original", NoSuchKeyException.builder().message("The specified key does not exist")
                .build());
        expect("direct:report-failed");

        assertNull(develop("job-message.json").getException());
        assertEquals(Set.of(), redis.held());
    }

    @Test
    void reportsAStepThatThisWorkerDoesNotKnow() throws Exception {
        expectStart("processing");
        var report = expect("direct:report-failed");

        assertNull(develop("job-with-unknown-step.json").getException());

        assertNotNull(ObjectHelper.getException(UnworkableJobException.class, report.getExchanges().getFirst()
                .getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    @Test
    void takesNoEndpointForAStep() throws Exception {
        expectStart("processing");
        expect("direct:report-failed");

        assertNull(develop("job-with-endpoint-as-step.json").getException());
    }

    @Test
    void takesNoSlipFromTheMessage() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original");
        expect("direct:step-grayscale");
        expect("direct:step-histogram");
        expect("direct:store-result", "grey photograph", "histogram");
        expect("direct:report-completed");

        to("direct:develop").withHeader("slip", "direct:report-failed")
                .withHeader("CamelSlipEndpoint", "direct:report-failed").withBody(file("job-message.json")).send();
    }

    @Test
    void goesNoFurtherThanTheStepThatCannotWork() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original");
        expect("direct:step-grayscale", new UnworkableJobException("too dark"));
        expect("direct:report-failed");

        assertNull(develop("job-message.json").getException());
    }

    @Test
    void leavesAJobThatMayWorkAnotherTimeAndReportsNothing() throws Exception {
        var away = SdkClientException.create("Connection refused");
        expectStart("processing");
        expect("direct:fetch-original", away);

        assertSame(away, develop("job-message.json").getException());
        assertEquals(Set.of(), redis.held());
    }

    @Test
    void leavesAJobWhoseReportIsNotTaken() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original");
        expect("direct:step-grayscale");
        expect("direct:step-histogram");
        expect("direct:store-result", "grey photograph", "histogram");
        expect("direct:report-completed", new IllegalStateException("503"));

        assertNotNull(develop("job-message.json").getException(IllegalStateException.class));
        assertEquals(Set.of(), redis.held());
    }

    @Test
    void leavesAJobWhoseFailureCannotBeReported() throws Exception {
        expectStart("processing");
        expect("direct:fetch-original", NoSuchKeyException.builder().message("gone").build());
        expect("direct:report-failed", new IllegalStateException("503"));

        assertNotNull(develop("job-message.json").getException(IllegalStateException.class));
    }

    private MockEndpoint expectStart(String state) {
        var start = expect("direct:start-job");
        start.whenAnyExchangeReceived(exchange -> exchange.setVariable("state", state));
        return start;
    }

    private Exchange develop(String message) throws Exception {
        return to("direct:develop").withBody(file(message)).send();
    }
}
