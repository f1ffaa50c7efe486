package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import software.amazon.awssdk.core.exception.SdkClientException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/10-queue-job",
        replaceRouteFromWith = "resend-unsent-jobs=direct:resend-period-over",
        mockEndpointsAndSkip = "sql:.*|direct:send-job")
class QueueJobRoutesTest extends RouteTest {

    @Test
    void sendsAnUnfinishedJobAndNotesThatItWasSent() throws Exception {
        var message = file("job-message.json");
        var find = expectSql("find-job-message", message);
        expect("direct:send-job").expectedBodiesReceived(message);
        var mark = expectSql("mark-job-sent");

        var exchange = to("direct:queue-job").withVariable("job_id", 2131L).send();

        assertNull(exchange.getException());
        assertEquals(Map.of("variable.job_id", 2131L), parameters(find));
        assertEquals(Map.of("variable.job_id", 2131L, "properties:darkroom.resend.unfinished-seconds", "900"),
                parameters(mark));
    }

    @Test
    void doesNotSendAJobThatIsFinished() {
        expectSql("find-job-message", NO_ROW);

        assertNull(to("direct:queue-job").withVariable("job_id", 2131L).send().getException());
    }

    @Test
    void leavesAJobThatCannotBeSentToTheSweep() throws Exception {
        expectSql("find-job-message", file("job-message.json"));
        expect("direct:send-job", SdkClientException.create("Connection refused"));

        assertNull(to("direct:queue-job").withVariable("job_id", 2131L).send().getException());
    }

    @Test
    void leavesAJobThatIsNotNotedAsSentToTheSweep() throws Exception {
        expectSql("find-job-message", file("job-message.json"));
        expect("direct:send-job");
        expectSql("mark-job-sent", new CannotGetJdbcConnectionException("timeout"));

        assertNull(to("direct:queue-job").withVariable("job_id", 2131L).send().getException());
    }

    @Test
    void queuesEveryJobThatTheSweepFinds() throws Exception {
        expectSql("take-unsent-jobs", List.of(Map.of("id", 1L), Map.of("id", 2L)));
        var find = expectSql("find-job-message", file("job-message.json"), NO_ROW);
        find.message(0).variable("job_id").isEqualTo(1L);
        find.message(1).variable("job_id").isEqualTo(2L);
        expect("direct:send-job");
        expectSql("mark-job-sent");

        assertNull(to("direct:resend-period-over").send().getException());
    }

    @Test
    void queuesNothingWhenTheSweepFindsNothing() {
        expectSql("take-unsent-jobs", List.of());

        assertNull(to("direct:resend-period-over").send().getException());
    }

    @Test
    void queuesTheOtherJobsWhenOneFails() throws Exception {
        expectSql("take-unsent-jobs", List.of(Map.of("id", 1L), Map.of("id", 2L)));
        expectSql("find-job-message", new CannotGetJdbcConnectionException("timeout"), file("job-message.json"));
        expect("direct:send-job");
        expectSql("mark-job-sent");

        assertNull(to("direct:resend-period-over").send().getException());
    }
}
