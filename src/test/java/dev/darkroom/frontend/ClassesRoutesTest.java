package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.PreconditionFailed;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Each template with one of the routes that are made of it; what differs from route to route, with each. */
@CamelMainTest(mainClass = Darkroom.class, properties = "routes=frontend/03-classes", mockEndpointsAndSkip = "sql:.*")
class ClassesRoutesTest extends RouteTest {

    private static final String EDGES = "{\"id\": 4, \"type_name\": \"edges\"}";
    private static final String LINES = "{\"id\": 4, \"type_name\": \"lines\"}";
    private static final String[] VERSION = {"2026-11-22T08:00:00.123456Z"};

    @Test
    void findsARowAsTheUserWhoAsks() throws Exception {
        var find = expectSql("find-image", file("stored-image.json"));

        var exchange = to("direct:find-image").withVariable("id", 12345L).withVariable("user", ANSEL).send();

        assertEquals(object("stored-image.json"), exchange.getMessage().getBody());
        assertEquals(Map.of("variable.id", 12345L, "variable.user[id]", 7L, "variable.user[role]", "user"),
                parameters(find));
    }

    @ParameterizedTest
    @CsvSource({"user, user", "image-type, image type", "image, image", "job-type, job type", "job, job",
            "token, token", "webhook-delivery, webhook delivery"})
    void refusesARowThatIsNotThereOrNotToBeSeen(String name, String noun) {
        expectSql("find-" + name, NO_ROW);

        assertEquals("There is no " + noun + " 3 that you may see",
                send("find-" + name, null).getException(NotFound.class).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "image-type", "job-type", "webhook-delivery"})
    void readsARow(String name) {
        expectSql("find-" + name, "{\"id\": 3}");

        assertEquals(Map.of("id", 3), send("read-" + name, null).getMessage().getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "image-types", "job-types", "jobs", "tokens", "webhook-deliveries"})
    void answersAPageAndWhereTheNextOneBegins(String names) {
        expectSql("index-" + names, "[{\"id\": 9}, {\"id\": 8}, {\"id\": 7}]");

        var exchange = index(names, Map.of("n", "2"));

        assertEquals(List.of(Map.of("id", 9), Map.of("id", 8)), exchange.getMessage().getBody());
        assertEquals(8L, exchange.getVariable("next"));
    }

    @Test
    void answersTheLastPageWithoutANextOne() {
        expectSql("index-jobs", "[{\"id\": 9}, {\"id\": 8}]");

        var exchange = index("jobs", Map.of("n", "2"));

        assertEquals(List.of(Map.of("id", 9), Map.of("id", 8)), exchange.getMessage().getBody());
        assertNull(exchange.getVariable("next"));
    }

    @Test
    void narrowsAnIndexByWhoAsksAndWhatFor() throws Exception {
        var index = expectSql("index-jobs", "[]");

        index("jobs", Map.of("before_id", "2131", "status", "failed"));

        var parameters = parameters(index);
        assertEquals("7", parameters.get("variable.page[user_id]"));
        assertEquals("2131", parameters.get("variable.page[before_id]"));
        assertEquals("failed", parameters.get("variable.page[status]"));
        assertEquals(21, parameters.get("variable.page[limit]"));
        assertNull(parameters.get("variable.page[image_id]"));
        assertNull(parameters.get("variable.page[since]"));
    }

    @Test
    void listsImagesForTheirIndex() {
        expectSql("index-images", "[{\"id\": 9}, {\"id\": 8}, {\"id\": 7}]");

        var exchange = to("direct:list-images").withVariable("page", Map.of("limit", 3)).send();

        assertEquals(List.of(Map.of("id", 9), Map.of("id", 8)), exchange.getMessage().getBody());
        assertEquals(8L, exchange.getVariable("next"));
    }

    @Test
    void createsARowAndAnswersIt() throws Exception {
        var insert = expectSql("insert-image-type", 4L);
        expectSql("find-image-type", EDGES).expectedVariableReceived("id", 4L);

        var exchange = to("direct:create-image-type").withBody(Map.of("type_name", "edges")).send();

        assertEquals(Map.of("id", 4, "type_name", "edges"), exchange.getMessage().getBody());
        assertEquals("edges", parameters(insert).get("body[type_name]"));
    }

    @ParameterizedTest
    @CsvSource({"image-type, 'This name, or its plural, is taken: by an image type or by a path of the API'",
            "named-sequence, There is a job type of this name already"})
    void refusesToCreateARowWhoseNameIsTaken(String name, String detail) {
        expectSql("insert-" + name, NO_ROW);

        assertEquals(detail, send("create-" + name, Map.of("type_name", "edges"))
                .getException(Conflict.class).getMessage());
    }

    @Test
    void changesARowAndAnswersItAsItIsThen() throws Exception {
        expectSql("find-image-type", EDGES, LINES);
        var update = expectSql("update-image-type", 1L);

        var exchange = to("direct:update-image-type").withVariable("id", 1L).withVariable("if_match", VERSION)
                .withVariable("user", ADMINISTRATOR).withBody(Map.of("type_name", "lines")).send();

        assertEquals("lines", exchange.getMessage().getBody(Map.class).get("type_name"));
        var parameters = parameters(update);
        assertEquals("lines", parameters.get("variable.request[type_name]"));
        assertEquals(1L, parameters.get("variable.id"));
        assertArrayEquals(VERSION, (String[]) parameters.get("variable.if_match"));
    }

    @Test
    void refusesToChangeARowThatIsNotThere() {
        expectSql("find-image-type", NO_ROW);

        assertNotNull(send("update-image-type", Map.of("type_name", "edges")).getException(NotFound.class));
    }

    @Test
    void refusesToChangeARowThatHasChangedMeanwhile() {
        expectSql("find-image-type", EDGES, EDGES);
        expectSql("update-image-type", NO_ROW);

        assertEquals("This image type has changed since you read it. Read it again, and decide anew",
                send("update-image-type", Map.of("type_name", "lines")).getException(PreconditionFailed.class)
                        .getMessage());
    }

    @Test
    void answersThatARowHasGoneMeanwhile() {
        expectSql("find-image-type", EDGES, NO_ROW, EDGES, NO_ROW);
        expectSql("update-image-type", NO_ROW);
        expectSql("destroy-image-type", NO_ROW);

        assertNotNull(send("update-image-type", Map.of("type_name", "lines")).getException(NotFound.class));
        assertNotNull(send("destroy-image-type", null).getException(NotFound.class));
    }

    @ParameterizedTest
    @CsvSource({"image-type, 'This name, or its plural, is taken: by an image type or by a path of the API'",
            "named-sequence, There is a job type of this name already"})
    void refusesToGiveARowANameThatIsTaken(String name, String detail) {
        expectSql("find-" + name, "{\"id\": 3}");
        expectSql("update-" + name, new DuplicateKeyException("the constraint's name"));

        assertEquals(detail, send("update-" + name, Map.of("type_name", "histogram"))
                .getException(Conflict.class).getMessage());
    }

    @Test
    void doesNotSayThatANameIsTakenWhenTheDatabaseIsAway() {
        expectSql("find-image-type", EDGES);
        expectSql("update-image-type", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(send("update-image-type", Map.of("type_name", "lines"))
                .getException(CannotGetJdbcConnectionException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-type", "image", "named-sequence", "job", "token"})
    void destroysARowAndAnswersItOnceMore(String name) throws Exception {
        expectSql("find-" + name, "{\"id\": 3}");
        var destroy = expectSql("destroy-" + name, 3L);

        assertEquals(Map.of("id", 3), send("destroy-" + name, null).getMessage().getBody());
        assertEquals(3L, parameters(destroy).get("variable.id"));
    }

    @Test
    void destroysTheVersionOnlyThatTheClientNames() throws Exception {
        expectSql("find-job", "{\"id\": 3}");
        var destroy = expectSql("destroy-job", 3L);

        to("direct:destroy-job").withVariable("id", 3L).withVariable("user", ANSEL).withVariable("if_match", VERSION)
                .send();

        assertArrayEquals(VERSION, (String[]) parameters(destroy).get("variable.if_match"));
    }

    @Test
    void refusesToDestroyARowThatIsNotTheirs() {
        expectSql("find-job", NO_ROW);

        assertNotNull(send("destroy-job", null).getException(NotFound.class));
    }

    @Test
    void refusesToDestroyARowThatHasChangedMeanwhile() {
        expectSql("find-image", "{\"id\": 3}", "{\"id\": 3}");
        expectSql("destroy-image", NO_ROW);

        assertEquals("This image has changed since you read it. Read it again, and decide anew",
                send("destroy-image", null).getException(PreconditionFailed.class).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"image-type | Images are of this type; an image type in use stays",
                    "named-sequence | It is in use"})
    void refusesToDestroyARowThatOthersNeed(String name, String detail) {
        expectSql("find-" + name, "{\"id\": 3}");
        expectSql("destroy-" + name, new DataIntegrityViolationException("the constraint's name"));

        assertEquals(detail, send("destroy-" + name, null).getException(Conflict.class).getMessage());
    }

    @Test
    void doesNotSayThatARowIsInUseWhenTheDatabaseIsAway() {
        expectSql("find-image-type", EDGES);
        expectSql("destroy-image-type", new CannotGetJdbcConnectionException("timeout"));

        assertNotNull(send("destroy-image-type", null).getException(CannotGetJdbcConnectionException.class));
    }

    private Exchange send(String route, Object body) {
        return to("direct:" + route).withVariable("id", 3L).withVariable("user", ANSEL).withBody(body).send();
    }

    private Exchange index(String names, Map<String, String> query) {
        return to("direct:index-" + names).withVariable("query", query).withVariable("user", ANSEL).send();
    }
}
