package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/18-delete-objects",
        replaceRouteFromWith = "sweep-doomed-objects=direct:delete-period-over",
        mockEndpointsAndSkip = "(sql|aws2-s3):.*")
class DeleteObjectsRoutesTest extends RouteTest {

    private static final String INPUT_BUCKET = "aws2-s3:darkroom-input";
    private static final String OUTPUT_BUCKET = "aws2-s3:darkroom-output";
    private static final String ORIGINAL = "images/12345/beach.jpg";
    private static final String ANOTHER = "images/12346/dog.jpg";
    private static final String NOTHING = "{\"objects\":[],\"folders\":[]}";

    @Test
    void looksIntoBothBuckets() {
        var take = taking(0, 0);

        assertNull(sweep().getException());
        take.message(0).variable("bucket").isEqualTo("input");
        take.message(1).variable("bucket").isEqualTo("output");
    }

    @Test
    void deletesWhatItTookAndWasNotSpared() throws Exception {
        taking(2, 0, 0);
        expectSql("spare-objects");
        expectSql("find-doomed-objects",
                "{\"objects\":[\"" + ORIGINAL + "\",\"" + ANOTHER + "\"],\"folders\":[]}");
        var delete = expect(INPUT_BUCKET, deleted(ORIGINAL, ANOTHER));
        var forget = expectSql("forget-deleted-objects");

        assertNull(sweep().getException());
        delete.expectedHeaderReceived("CamelAwsS3KeysToDelete", List.of(ORIGINAL, ANOTHER));
        assertArrayEquals(new String[]{ORIGINAL, ANOTHER}, (String[]) parameters(forget).get("body"));
    }

    @Test
    void takesUntilNothingIsLeft() {
        taking(1000, 1, 0, 1, 0);
        expectSql("spare-objects", 0, 0, 0);
        expectSql("find-doomed-objects", NOTHING, NOTHING, NOTHING);

        assertNull(sweep().getException());
    }

    @Test
    void everyLookHasALeaseOfItsOwn() {
        var take = taking(0, 0);

        sweep();

        assertEquals(2, take.getExchanges().stream().map(exchange -> exchange.getVariable("lease")).distinct().count());
    }

    @Test
    void keepsInMindWhatS3DidNotDelete() throws Exception {
        taking(0, 2, 0);
        expectSql("spare-objects");
        expectSql("find-doomed-objects",
                "{\"objects\":[\"" + ORIGINAL + "\",\"" + ANOTHER + "\"],\"folders\":[]}");
        expect(OUTPUT_BUCKET, DeleteObjectsResponse.builder().deleted(DeletedObject.builder().key(ANOTHER).build())
                .errors(S3Error.builder().key(ORIGINAL).code("AccessDenied").build()).build());
        var forget = expectSql("forget-deleted-objects");

        assertNull(sweep().getException());
        assertArrayEquals(new String[]{ANOTHER}, (String[]) parameters(forget).get("body"));
    }

    @Test
    void forgetsNothingWhenS3IsAway() {
        taking(1);
        expectSql("spare-objects");
        expectSql("find-doomed-objects", "{\"objects\":[\"" + ORIGINAL + "\"],\"folders\":[]}");
        expect(INPUT_BUCKET, SdkClientException.create("S3 is away"));

        assertNotNull(sweep().getException(SdkClientException.class));
    }

    @Test
    void doomsWhatIsInAFolder() throws Exception {
        taking(0, 1, 0);
        expectSql("spare-objects");
        expectSql("find-doomed-objects", "{\"objects\":[],\"folders\":[\"images/12345/\"]}");
        var list = expect(OUTPUT_BUCKET, List.of(S3Object.builder().key("images/12345/grayscale-beach.jpg").build()));
        var doom = expectSql("doom-objects");

        assertNull(sweep().getException());
        list.expectedHeaderReceived("CamelAwsS3Prefix", "images/12345/");
        assertEquals("output", parameters(doom).get("variable.bucket"));
        assertArrayEquals(new String[]{"images/12345/grayscale-beach.jpg"},
                (String[]) parameters(doom).get("variable.s3_keys"));
    }

    @Test
    void isDoneWithAnEmptyFolder() throws Exception {
        taking(0, 1, 0);
        expectSql("spare-objects");
        expectSql("find-doomed-objects", "{\"objects\":[],\"folders\":[\"images/12345/\"]}");
        expect(OUTPUT_BUCKET, List.of());
        var forget = expectSql("forget-empty-folder");

        assertNull(sweep().getException());
        assertEquals("images/12345/", parameters(forget).get("variable.folder"));
    }

    /** Expects as many looks as there are counts of rows. */
    private MockEndpoint taking(int... rows) {
        var take = expectSql("take-doomed-objects");
        take.expectedMessageCount(rows.length);
        for (int i = 0; i < rows.length; i++) {
            var count = rows[i];
            take.whenExchangeReceived(i + 1,
                    exchange -> exchange.getMessage().setHeader(SqlConstants.SQL_UPDATE_COUNT, count));
        }
        return take;
    }

    private Exchange sweep() {
        return to("direct:delete-period-over").send();
    }

    private static DeleteObjectsResponse deleted(String... keys) {
        return DeleteObjectsResponse.builder()
                .deleted(Stream.of(keys).map(key -> DeletedObject.builder().key(key).build()).toList())
                .build();
    }
}
