package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.sequence.TestSteps;
import dev.darkroom.transport.Job;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = {"camel.main.routes-include-pattern=classpath:routes/errors.yaml,"
                + "classpath:routes/worker/3-fetch-set.yaml,classpath:routes/worker/5-report-job.yaml"},
        mockEndpointsAndSkip = "(aws2-s3|http):.*")
class FetchSetRoutesTest extends RouteTest {

    private static final String INDEX = "http:front-end";
    private static final String BUCKET = "aws2-s3:darkroom-output";
    private static final String NONE = "{\"histograms\": []}";

    @Test
    void asksOnBehalfOfTheJobWithTheWorkersToken() {
        var index = expect(INDEX, NONE);

        fetch("QUERY='days=today&user_id=7' TARGET_IMAGE_ID=5");

        var headers = index.getExchanges().getFirst().getMessage().getHeaders();
        assertEquals("days=today&user_id=7&for_job_id=2131&n=all", headers.get("CamelHttpQuery"));
        assertEquals("GET", headers.get("CamelHttpMethod"));
        assertEquals("Bearer the-token-of-the-workers-in-tests", headers.get("Authorization"));
        assertNull(headers.get("spoof"));
    }

    @Test
    void gathersWhatIsFoundInItsOrderPageAfterPage() {
        var index = expect(INDEX);
        index.expectedMessageCount(2);
        index.whenExchangeReceived(1, exchange -> page(exchange, "next", 9, 8));
        index.whenExchangeReceived(2, exchange -> page(exchange, null, 7));
        expectObjects(3);

        var found = fetched(fetch("TARGET_IMAGE_ID=5"));

        assertEquals(List.of("images/9/h.npy", "images/8/h.npy", "images/7/h.npy"),
                found.stream().map(QuerySet.Member::s3Key).toList());
        assertEquals("images/9/h.npy", new String(found.getFirst().content()));
        assertEquals(900, found.getFirst().imageId());
        assertEquals("for_job_id=2131&n=all&before_id=8", index.getExchanges().get(1).getMessage()
                .getHeader("CamelHttpQuery"));
    }

    @Test
    void asksForNoMoreThanTheQueryDoes() {
        var index = expect(INDEX);
        index.expectedMessageCount(2);
        index.whenExchangeReceived(1, exchange -> page(exchange, "next", 9, 8));
        index.whenExchangeReceived(2, exchange -> page(exchange, "next", 7));
        expectObjects(3);

        assertEquals(3, fetched(fetch("QUERY=n=3 TARGET_IMAGE_ID=5")).size());
        assertEquals("for_job_id=2131&n=1&before_id=8", index.getExchanges().get(1).getMessage()
                .getHeader("CamelHttpQuery"));
    }

    @Test
    void leavesOutWhatWasDeletedMeanwhile() {
        expect(INDEX).whenAnyExchangeReceived(exchange -> page(exchange, null, 9, 8));
        var bucket = expect(BUCKET);
        bucket.expectedMessageCount(2);
        bucket.whenAnyExchangeReceived(exchange -> {
            if (exchange.getMessage().getHeader("CamelAwsS3Key").equals("images/9/h.npy")) {
                throw NoSuchKeyException.builder().message("gone").build();
            }
            object(exchange);
        });

        assertEquals(List.of("images/8/h.npy"),
                fetched(fetch("TARGET_IMAGE_ID=5")).stream().map(QuerySet.Member::s3Key).toList());
    }

    @Test
    void leavesTheJobWhenTheBucketIsAway() {
        expect(INDEX).whenAnyExchangeReceived(exchange -> page(exchange, null, 9));
        expect(BUCKET, SdkClientException.create("Connection refused"));

        assertNotNull(fetch("TARGET_IMAGE_ID=5").getException(SdkClientException.class));
    }

    @Test
    void asksAgainWhileTheFrontEndIsAway() {
        expect(INDEX, status(503, ""), status(404, ""), NONE);

        assertNull(fetch("TARGET_IMAGE_ID=5").getException());
    }

    @Test
    void failsForGoodWhenTheFrontEndRefuses() {
        expect(INDEX, status(403, "{\"detail\": \"Your user_id is 7\"}"));

        assertEquals("The query is refused: Your user_id is 7",
                fetch("TARGET_IMAGE_ID=5").getException(UnworkableJobException.class).getMessage());
    }

    @Test
    void findsTheTargetAndLeavesTheBody() {
        var index = expect(INDEX);
        index.whenAnyExchangeReceived(exchange -> page(exchange, null, 9));
        expectObjects(1);

        var exchange = target(Map.of("TARGET_IMAGE_ID", 900L, "K", 3));

        assertEquals("the set", exchange.getMessage().getBody());
        assertEquals("images/9/h.npy", exchange.getVariable("target", QuerySet.Member.class).s3Key());
        assertEquals("original_id=900&for_job_id=2131&n=1",
                index.getExchanges().getFirst().getMessage().getHeader("CamelHttpQuery"));
    }

    @Test
    void failsForGoodWhenThereIsNoSuchTarget() {
        expect(INDEX, NONE);

        assertEquals("There is no such target that you may see: [TARGET_S3_HIST=images/1/h.npy]",
                target(Map.of("TARGET_S3_HIST", "images/1/h.npy", "K", 3)).getException(UnworkableJobException.class)
                        .getMessage());
    }

    @Test
    void failsForGoodWhenTheTargetIsAnotherUsers() {
        expect(INDEX).whenAnyExchangeReceived(exchange -> page(exchange, null, 9));

        assertNotNull(target(Map.of("TARGET_IMAGE_ID", 900L, "USER", 8L)).getException(UnworkableJobException.class));
    }

    private Exchange fetch(String environment) {
        var job = job(environment);
        return to("direct:fetch-set").withVariable("job", job).withVariable("results", new Results(job, 1000, 600))
                .withVariable("sequence", TestSteps.SEQUENCES.read(job.jobSequence(), job.environment()))
                .withHeader("spoof", "1").withHeader("CamelHttpUri", "http://elsewhere").send();
    }

    private Exchange target(Map<String, Object> parameters) {
        var job = job("TARGET_IMAGE_ID=5");
        return to("direct:fetch-target").withVariable("job", job).withVariable("parameters", parameters)
                .withVariable("sequence", TestSteps.SEQUENCES.read(job.jobSequence(), job.environment()))
                .withBody("the set").send();
    }

    private static Job job(String environment) {
        return Jobs.withSequence(environment, "search", "histogram", "nearest_neighbor");
    }

    private static List<QuerySet.Member> fetched(Exchange exchange) {
        assertNull(exchange.getException());
        var members = new ArrayList<QuerySet.Member>();
        try (var set = exchange.getMessage().getBody(QuerySet.class)) {
            set.forEach(members::add);
        }
        return members;
    }

    private static void page(Exchange exchange, String link, int... ids) {
        var rows = new ArrayList<String>();
        for (var id : ids) {
            rows.add("""
                    {"id": %d, "original_id": %d, "user_id": 7, "s3_key": "images/%d/h.npy"}""".formatted(id, id * 100,
                    id));
        }
        exchange.getMessage().setHeader("Link", link == null
                ? null
                : "</api/histograms?n=all&before_id=%d>; rel=\"next\"".formatted(ids[ids.length - 1]));
        exchange.getMessage().setBody("{\"histograms\": [" + String.join(",", rows) + "]}");
    }

    private MockEndpoint expectObjects(int count) {
        var bucket = expect(BUCKET);
        bucket.expectedMessageCount(count);
        bucket.whenAnyExchangeReceived(FetchSetRoutesTest::object);
        return bucket;
    }

    private static void object(Exchange exchange) {
        var bytes = exchange.getMessage().getHeader("CamelAwsS3Key", String.class).getBytes();
        exchange.getMessage().setHeader("CamelAwsS3ContentLength", (long) bytes.length);
        exchange.getMessage().setBody(new ByteArrayInputStream(bytes));
    }

    private static HttpOperationFailedException status(int status, String body) {
        return new HttpOperationFailedException("http://front-end/api/histograms", status, "", null, Map.of(), body);
    }
}
