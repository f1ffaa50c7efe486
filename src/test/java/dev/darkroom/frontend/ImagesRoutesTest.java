package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Forbidden;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.PreconditionFailed;
import dev.darkroom.http.Unprocessable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/06-images",
        mockEndpointsAndSkip = "(sql|aws2-s3):.*|direct:(list-named-sequences|find-image|list-images|store-original|wait-for)")
class ImagesRoutesTest extends RouteTest {

    private static final String INPUT_BUCKET = "aws2-s3:darkroom-input";
    private static final Map<String, Object> UPLOADED = Map.of("s3_key", "images/12345/beach.jpg");

    @Test
    void announcesAnImageAndAnswersWhereToUploadIt() throws Exception {
        var insert = expectSql("insert-image", 12345L);
        expect("direct:find-image", object("announced-image.json")).expectedVariableReceived("id", 12345L);

        var exchange = create(ANSEL)
                .withBody(Map.of("name", "beach.jpg", "job_sequence", List.of("grayscale"))).send();

        var parameters = parameters(insert);
        assertEquals("beach.jpg", parameters.get("variable.image[name]"));
        assertEquals("image/jpeg", parameters.get("variable.image[content_type]"));
        assertEquals(7L, parameters.get("variable.image[user_id]"));
        assertEquals(List.of("process", "grayscale"),
                List.of((Object[]) parameters.get("variable.image[job_sequence]")));
        assertEquals("PUT", ((Map<?, ?>) image(exchange).get("upload")).get("method"));
    }

    @Test
    void refusesToAnnounceAnImageForSomebodyElse() {
        var exchange = create(ANSEL).withBody(Map.of("user_id", 8)).send();

        assertNotNull(exchange.getException(Forbidden.class));
    }

    @Test
    void refusesToAnnounceAnImageForAUserThatThereIsNot() {
        expectSql("insert-image", NO_ROW);

        var exchange = create(ADMINISTRATOR).withBody(Map.of("user_id", 8))
                .send();

        assertEquals("A user must be assigned to the image: there is no user 8",
                exchange.getException(Unprocessable.class).getMessage());
    }

    @Test
    void announcesAnImageForAnotherUserForAnAdministrator() throws Exception {
        var insert = expectSql("insert-image", 12345L);
        expect("direct:find-image", object("announced-image.json"));

        create(ADMINISTRATOR).withBody(Map.of("user_id", 7)).send();

        assertEquals(7, parameters(insert).get("variable.image[user_id]"));
    }

    @Test
    void answersAPageOfImagesWithLinksToThem() throws Exception {
        var list = expect("direct:list-images", List.of(object("stored-image.json"), object("announced-image.json")));

        var images = index(new HashMap<>(Map.of("n", "2", "status", "created"))).getMessage().getBody(List.class);

        assertTrue(((Map<?, ?>) images.getFirst()).containsKey("url"));
        assertTrue(((Map<?, ?>) images.getLast()).containsKey("upload"));
        var page = page(list);
        assertEquals(3, page.get("limit"));
        assertEquals("7", page.get("user_id"));
        assertEquals("created", page.get("status"));
        assertNull(page.get("image_type_id"));
    }

    @Test
    void narrowsAPageOfImagesToOneType() throws Exception {
        var find = expectSql("find-image-type-by-name", 3L);
        var list = expect("direct:list-images", List.of());

        index(new HashMap<>(Map.of("image_type", "histogram")));

        assertEquals(Map.of("variable.query[image_type]", "histogram"), parameters(find));
        assertEquals(3L, page(list).get("image_type_id"));
    }

    @Test
    void answersThePageOfATypeUnderItsPlural() throws Exception {
        var find = expectSql("find-image-type-by-plural", "histogram");
        var narrow = expectSql("find-image-type-by-name", 3L);
        var list = expect("direct:list-images", List.of());

        var exchange = to("direct:index-images-of-type").withVariable("plural", "histograms")
                .withVariable("query", new HashMap<>(Map.of("days", "today"))).withVariable("user", ANSEL).send();

        assertEquals(Map.of("histograms", List.of()), exchange.getMessage().getBody());
        assertEquals(Map.of("variable.plural", "histograms"), parameters(find));
        assertEquals(Map.of("variable.query[image_type]", "histogram"), parameters(narrow));
        assertEquals(3L, page(list).get("image_type_id"));
        assertNotNull(page(list).get("since"));
    }

    @Test
    void refusesAPluralOfNoType() {
        expectSql("find-image-type-by-plural", NO_ROW);

        var exchange = to("direct:index-images-of-type").withVariable("plural", "albums")
                .withVariable("query", new HashMap<>()).withVariable("user", ANSEL).send();

        assertEquals("There is nothing at /api/albums, neither a class nor an image type; /openapi.yaml says what there"
                + " is", exchange.getException(NotFound.class).getMessage());
    }

    @Test
    void answersAnImageWithALinkToIt() throws Exception {
        expect("direct:wait-for", object("stored-image.json"));
        expectSql("find-results-of-image", "[]");

        var exchange = to("direct:read-image").withVariable("id", 12345L).withVariable("user", ANSEL).send();

        assertTrue(image(exchange).get("url").toString().contains("/images/12345/beach.jpg?"));
        assertFalse(image(exchange).containsKey("upload"));
    }

    @Test
    void waitsUntilTheImageIsDevelopedAndAnswersItsResultsWithLinks() throws Exception {
        var wait = expect("direct:wait-for", object("stored-image.json"));
        wait.expectedVariableReceived("topic", "image 12345");
        wait.expectedVariableReceived("finder", "image");
        var find = expectSql("find-results-of-image", """
                [{"image_id": 12346, "step": "grayscale", "s3_key": "images/12345/grayscale-beach.jpg",
                  "content_type": "image/jpeg"}]""");

        var exchange = to("direct:read-image").withVariable("id", 12345L).withVariable("user", ANSEL).send();

        var result = (Map<?, ?>) ((List<?>) image(exchange).get("results")).getFirst();
        assertTrue(result.get("url").toString().contains("darkroom-output"));
        assertTrue(result.get("url").toString().contains("/images/12345/grayscale-beach.jpg?"));
        assertEquals(Map.of("variable.id", 12345L), parameters(find));
    }

    @Test
    void answersAnImageThatIsNotThereWithANewUpload() throws Exception {
        expect("direct:wait-for", object("announced-image.json"));
        expectSql("find-results-of-image", "[]");

        var exchange = to("direct:read-image").withVariable("id", 12345L).withVariable("user", ANSEL).send();

        assertFalse(image(exchange).containsKey("url"));
        assertTrue(image(exchange).containsKey("upload"));
    }

    @Test
    void refusesAnImageThatIsNobodys() {
        expect("direct:wait-for", new NotFound("There is no image 12345 that you may see"));

        var exchange = to("direct:read-image").withVariable("id", 12345L).withVariable("user", ANSEL).send();

        assertEquals("There is no image 12345 that you may see", exchange.getException(NotFound.class).getMessage());
    }

    @Test
    void takesTheWordThatAnOriginalIsThereAfterALook() throws Exception {
        expect("direct:find-image", object("announced-image.json"), object("stored-image.json"));
        expect(INPUT_BUCKET, found(2841331)).expectedHeaderReceived("CamelAwsS3Key", "images/12345/beach.jpg");
        var store = expect("direct:store-original");
        store.expectedVariableReceived("s3_key", "images/12345/beach.jpg");
        store.expectedVariableReceived("byte_size", 2841331L);

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withBody(UPLOADED).send();

        assertEquals("original stored", image(exchange).get("status"));
    }

    @Test
    void answersConflictWhileTheOriginalIsNotThere() throws Exception {
        expect("direct:find-image", object("announced-image.json"));
        expect(INPUT_BUCKET, NoSuchKeyException.builder().message("Not found").statusCode(404).build());

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withBody(UPLOADED).send();

        assertEquals("The original is not in the bucket yet. Upload it as the image's upload says, then say so again",
                exchange.getException(Conflict.class).getMessage());
    }

    @Test
    void doesNotSayThatAnOriginalIsMissingWhenS3IsAway() throws Exception {
        expect("direct:find-image", object("announced-image.json"));
        expect(INPUT_BUCKET, SdkClientException.create("Connection refused"));

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withBody(UPLOADED).send();

        assertNull(exchange.getException(Conflict.class));
        assertNotNull(exchange.getException(SdkClientException.class));
    }

    @Test
    void refusesTheKeyOfAnotherImage() throws Exception {
        expect("direct:find-image", object("announced-image.json"));

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withBody(Map.of("s3_key", "images/1/secret.jpg")).send();

        assertNotNull(exchange.getException(Unprocessable.class));
    }

    @Test
    void refusesTheWordOfAClientThatHasReadAnotherVersion() throws Exception {
        expect("direct:find-image", object("announced-image.json"));

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withVariable("if_match", new String[]{"2026-11-22T07:00Z"}).withBody(UPLOADED).send();

        assertNotNull(exchange.getException(PreconditionFailed.class));
    }

    @Test
    void refusesToUpdateAnImageThatIsNobodys() {
        expect("direct:find-image", new NotFound("There is no image 12345 that you may see"));

        var exchange = to("direct:update-image").withVariable("id", 12345L).withVariable("user", ANSEL)
                .withBody(UPLOADED).send();

        assertNotNull(exchange.getException(NotFound.class));
    }

    @Test
    void refusesAResultWhereAnOriginalIsNeeded() {
        var exchange = to("direct:complete-upload")
                .withBody(Map.of("id", 12399, "status", "result stored", "original_id", 12345)).send();

        assertEquals("Image 12399 is a result, made from image 12345; originals are uploaded and developed",
                exchange.getException(Unprocessable.class).getMessage());
    }

    @Test
    void handsS3NoHeaderButTheKey() {
        var head = expect(INPUT_BUCKET, found(1));

        var exchange = to("direct:find-original").withVariable("s3_key", "images/12345/beach.jpg")
                .withHeader("CamelAwsS3BucketName", "somebody-elses").withHeader("spoof", "1").send();

        assertEquals(Map.of("CamelAwsS3Key", "images/12345/beach.jpg"),
                head.getExchanges().getFirst().getMessage().getHeaders());
        assertEquals(Map.of(), exchange.getMessage().getHeaders());
    }

    private Exchange index(Map<String, String> query) {
        return to("direct:index-images").withVariable("query", query).withVariable("user", ANSEL).send();
    }

    /** The page that the list was asked for. */
    private static Map<?, ?> page(MockEndpoint list) {
        return list.getExchanges().getFirst().getVariable("page", Map.class);
    }

    private static HeadObjectResponse found(long bytes) {
        return HeadObjectResponse.builder().contentLength(bytes).build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> image(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }

    /** No named sequences are there. */
    private FluentProducerTemplate create(Map<String, Object> user) {
        expect("direct:list-named-sequences");
        return to("direct:create-image").withVariable("user", user).withVariable("named", List.of());
    }
}
