package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.http.BadRequest;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.Problem;
import dev.darkroom.http.UnsupportedMediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static final Contract CONTRACT = contract();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/users                   | index-users           | administrator,user
            POST   | /api/users                   | create-user           |
            GET    | /api/users/7                 | read-user             | administrator,user
            PUT    | /api/users/7                 | update-user           | administrator,user
            DELETE | /api/users/7                 | destroy-user          | administrator,user
            GET    | /api/tokens                  | index-tokens          | administrator,user
            POST   | /api/tokens                  | create-token          |
            DELETE | /api/tokens/current          | destroy-current-token | administrator,user
            DELETE | /api/tokens/31               | destroy-token         | administrator,user
            GET    | /api/image_types             | index-image-types     | administrator,user
            POST   | /api/image_types             | create-image-type     | administrator
            GET    | /api/image_types/3           | read-image-type       | administrator,user
            PUT    | /api/image_types/3           | update-image-type     | administrator
            DELETE | /api/image_types/3           | destroy-image-type    | administrator
            GET    | /api/images                  | index-images          | administrator,user,worker
            POST   | /api/images                  | create-image          | administrator,user
            GET    | /api/images/12345            | read-image            | administrator,user
            PUT    | /api/images/12345            | update-image          | administrator,user
            DELETE | /api/images/12345            | destroy-image         | administrator,user
            GET    | /api/photographs             | index-images          | administrator,user,worker
            POST   | /api/photographs             | create-image          | administrator,user
            GET    | /api/photographs/12345       | read-image            | administrator,user
            PUT    | /api/photographs/12345       | update-image          | administrator,user
            DELETE | /api/photographs/12345       | destroy-image         | administrator,user
            GET    | /api/job_types               | index-job-types       | administrator,user
            POST   | /api/job_types               | create-job-type       | administrator
            GET    | /api/job_types/1             | read-job-type         | administrator,user
            PUT    | /api/job_types/1             | update-job-type       | administrator
            DELETE | /api/job_types/1             | destroy-job-type      | administrator
            GET    | /api/jobs                    | index-jobs            | administrator,user
            POST   | /api/jobs                    | create-job            | administrator,user
            GET    | /api/jobs/2131               | read-job              | administrator,user
            PUT    | /api/jobs/2131               | update-job            | administrator,user,worker
            DELETE | /api/jobs/2131               | destroy-job           | administrator,user
            GET    | /api/batches                 | index-batches         | administrator,user
            POST   | /api/batches                 | create-batch          | administrator,user
            GET    | /api/batches/12              | read-batch            | administrator,user
            DELETE | /api/batches/12              | destroy-batch         | administrator,user
            GET    | /api/histograms              | index-images-of-type  | administrator,user,worker
            """)
    void findsTheOperationAndWhoMayCallItWithAndWithoutSuffix(String method, String path, String operation,
            String access) {
        for (var asked : List.of(path, path + ".json")) {
            var exchange = request(method, asked);

            CONTRACT.receive(exchange);

            assertEquals(operation, exchange.getVariable("operation"));
            assertEquals(access == null ? List.of() : List.of(access.split(",")), exchange.getVariable("access"));
        }
    }

    @Test
    void takesHeadForGet() {
        var exchange = request("HEAD", "/api/jobs/2131");

        CONTRACT.receive(exchange);

        assertEquals("read-job", exchange.getVariable("operation"));
    }

    @ParameterizedTest
    @CsvSource({"/api", "/api/", "/api/.json", "/api/photographsalbum/1", "/api/images/12345/jobs",
            "/api/../openapi.yaml", "/api/tokens/current/1"})
    void knowsNoOtherPaths(String path) {
        assertThrows(NotFound.class, () -> CONTRACT.receive(request("GET", path)));
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/jobs/2131, 'DELETE, GET, PUT'", "DELETE, /api/users, 'GET, POST'",
            "BREW, /api/images, 'GET, POST'", "get, /api/jobs/2131, 'DELETE, GET, PUT'", "GET, /api/tokens/31, DELETE",
            "HEAD, /api/tokens/31, DELETE", "POST, /api/histograms, GET"})
    void tellsWhichMethodsThereAre(String method, String path, String allowed) {
        assertEquals(allowed, assertThrows(MethodNotAllowed.class, () -> CONTRACT.receive(request(method, path)))
                .allowed());
    }

    @ParameterizedTest
    @CsvSource(
            value = {"Bearer t0k3n, t0k3n", "bearer  t0k3n , t0k3n", "Basic dTpw, NULL", "t0k3n, NULL",
                    "NULL, NULL", "Bearer, NULL"},
            nullValues = "NULL")
    void takesTheTokenOfABearer(String authorization, String token) {
        var exchange = request("GET", "/api/jobs/2131");
        exchange.getMessage().setHeader("Authorization", authorization);

        CONTRACT.receive(exchange);

        assertEquals(token, exchange.getVariable("token"));
    }

    @ParameterizedTest(name = "{0} with {1}, from {2}: {3}")
    @CsvSource(
            value = {"POST, NULL, http://localhost, t0k3n", "POST, NULL, https://evil.example, NULL",
                    "POST, NULL, NULL, NULL", "GET, NULL, NULL, t0k3n", "POST, Bearer other, http://localhost, other",
                    "POST, Basic dTpw, http://localhost, NULL"},
            nullValues = "NULL")
    void takesTheCookieOfAPageForWhichNobodySaysAnythingElse(String method, String authorization, String origin,
            String token) {
        var exchange = request(method, "/api/jobs");
        exchange.getMessage().setHeader("Cookie", "darkroom_session=t0k3n");
        exchange.getMessage().setHeader("Authorization", authorization);
        exchange.getMessage().setHeader("Origin", origin);
        exchange.getMessage().setHeader(Exchange.HTTP_URL, "http://localhost/api/jobs");

        CONTRACT.receive(exchange);

        assertEquals(token, exchange.getVariable("token"));
        assertEquals("t0k3n".equals(token) ? token : null, exchange.getVariable("session"));
    }

    @Test
    void takesNoParameterForTheCookie() {
        var exchange = request("GET", "/api/jobs");
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, "cookie=darkroom_session%3Dt0k3n");

        assertThrows(BadRequest.class, () -> CONTRACT.receive(exchange));
    }

    @Test
    void takesNothingElseOfTheHeaders() {
        var exchange = request("GET", "/api/jobs/2131");
        exchange.getMessage().setHeader("operation", "store-result");
        exchange.getMessage().setHeader("CamelSqlQuery", "DROP TABLE users");

        CONTRACT.receive(exchange);

        assertEquals(Map.of(), exchange.getMessage().getHeaders());
        assertEquals("read-job", exchange.getVariable("operation"));
    }

    @Test
    void leavesTheIdOfThePathAndTheBodyAsAMap() {
        var exchange = request("PUT", "/api/images/12345.json", "{\"s3_key\":\"images/12345/beach.jpg\"}");

        CONTRACT.receive(exchange);
        CONTRACT.validate(exchange);

        assertEquals(12345L, exchange.getVariable("id"));
        assertEquals(Map.of("s3_key", "images/12345/beach.jpg"), exchange.getMessage().getBody());
    }

    @Test
    void takesTheFirstValueOfAParameterDecoded() {
        var exchange = request("GET", "/api/jobs/2131");
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, "wait=2%30&wait=60&x=a%26b");

        CONTRACT.receive(exchange);

        assertEquals(Map.of("wait", "20", "x", "a&b"), exchange.getVariable("query"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"POST, k3y, k3y", "POST, NULL, NULL", "GET, k3y, NULL", "PUT, k3y, NULL", "HEAD, k3y, NULL"},
            nullValues = "NULL")
    void takesTheIdempotencyKeyOfAPost(String method, String sent, String taken) {
        var exchange = request(method, method.equals("POST") ? "/api/jobs" : "/api/jobs/2131");
        exchange.getMessage().setHeader("Idempotency-Key", sent);

        CONTRACT.receive(exchange);

        assertEquals(taken, exchange.getVariable("idempotency_key"));
    }

    @Test
    void takesTheVersionsThatARequestIsFor() {
        var exchange = request("DELETE", "/api/jobs/2131");
        exchange.getMessage().setHeader("If-Match", "\"2026-11-22T08:00:00.123456+00:00\"");

        CONTRACT.receive(exchange);

        assertArrayEquals(new String[]{"2026-11-22T08:00:00.123456Z"}, (String[]) exchange.getVariable("if_match"));
    }

    @Test
    void leavesThePluralOfThePath() {
        var exchange = request("GET", "/api/histograms.json");

        CONTRACT.receive(exchange);
        CONTRACT.validate(exchange);

        assertEquals("histograms", exchange.getVariable("plural"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            /api/images            | NULL                       | /api/images?before_id=8
            /api/photographs.json  | n=2                        | /api/images?n=2&before_id=8
            /api/jobs              | n=2&before_id=10           | /api/jobs?n=2&before_id=8
            /api/jobs              | status=job%20queued&n=2    | /api/jobs?status=job%20queued&n=2&before_id=8
            /api/histograms        | days=today                 | /api/histograms?days=today&before_id=8
            """)
    void linksToTheNextPageOfTheSameIndex(String path, String query, String next) throws Exception {
        var exchange = request("GET", path);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        CONTRACT.receive(exchange);
        exchange.setVariable("next", 8L);
        exchange.getMessage().setBody(List.of());

        CONTRACT.answer(exchange);

        var link = exchange.getMessage().getHeader("Link", String.class);
        assertTrue(link.startsWith("<") && link.endsWith(">; rel=\"next\""), link);
        var reference = link.substring(1, link.indexOf('>'));
        assertEquals(new TreeSet<>(List.of(next.split("[?&]"))), new TreeSet<>(List.of(reference.split("[?&]"))));
        assertTrue(reference.startsWith(next.substring(0, next.indexOf('?') + 1)), reference);
    }

    @Test
    void linksToNoPageAfterTheLast() throws Exception {
        var exchange = request("GET", "/api/jobs");
        CONTRACT.receive(exchange);
        exchange.setVariable("next", null);
        exchange.getMessage().setBody(List.of());

        CONTRACT.answer(exchange);

        assertFalse(exchange.getMessage().getHeaders().containsKey("Link"));
    }

    @Test
    void answersTheVersionOfARowAndWhatItsRouteAdds() throws Exception {
        var exchange = request("GET", "/api/images/12345");
        CONTRACT.receive(exchange);
        exchange.setVariable("answer_headers", Map.of("Cache-Control", "no-store"));
        exchange.getMessage().setBody(Map.of("updated_at", "2026-11-22T08:00:00.123456+00:00"));

        CONTRACT.answer(exchange);

        assertEquals("\"2026-11-22T08:00:00.123456+00:00\"", exchange.getMessage().getHeader("ETag"));
        assertEquals("no-store", exchange.getMessage().getHeader("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            POST | /api/users  | NULL                                                       | 400 | body
            GET  | /api/jobs/1 | {}                                                         | 400 | body
            POST | /api/users  | {"username":"a","email":"a@b"}                             | 422 | password
            POST | /api/users  | {"username":"a b","email":"a@b","password":"half dome"}    | 422 | username
            POST | /api/images | {"name":                                                   | 400 | JSON
            POST | /api/images | [1]                                                        | 422 | array
            POST | /api/images | {"nmae":"beach.jpg"}                                       | 422 | nmae
            POST | /api/images | {"name":"../beach.jpg"}                                    | 422 | name
            POST | /api/images | {"sha256":"12"}                                            | 422 | sha256
            POST | /api/jobs   | {"image_id":1,"job_type":"direct:x"}                       | 422 | job_type
            PUT  | /api/jobs/1 | {"status":"gone"}                                          | 422 | status
            """)
    void refusesBodiesThatAreNotAsDescribed(String method, String path, String body, int status, String word) {
        var exchange = request(method, path, body);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");

        CONTRACT.receive(exchange);
        var problem = assertThrows(Problem.class, () -> CONTRACT.validate(exchange));

        assertEquals(status, problem.status(), problem::getMessage);
        assertTrue(problem.getMessage().contains(word), problem::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "image/jpeg"})
    void readsJsonOnly(String contentType) {
        var exchange = request("POST", "/api/images", "{}");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);

        CONTRACT.receive(exchange);

        assertThrows(UnsupportedMediaType.class, () -> CONTRACT.validate(exchange));
    }

    @ParameterizedTest
    @CsvSource({"/api/jobs/0,", "/api/jobs/-1,", "/api/jobs/first,", "/api/jobs/99999999999999999999,",
            "/api/jobs/2131, wait=61", "/api/jobs/2131, wait=soon", "/api/jobs/2131, wait=-1",
            "/api/jobs/2131, wait=%", "/api/images, image_type=%00", "/api/events, job_id=",
            "/api/jobs, before_id=99999999999999999999", "/api/jobs, before_id=0", "/api/jobs, user_id=ansel",
            "/api/jobs, image_id=1.5", "/api/jobs, status=gone", "/api/images, status=failed", "/api/jobs, n=0",
            "/api/jobs, n=-1", "/api/jobs, n=1000000", "/api/jobs, days=0", "/api/jobs, days=100000",
            "/api/jobs, days=yesterday", "/api/Histograms,", "/api/direct:store-result,"})
    void refusesParametersThatAreNotAsDescribed(String path, String query) {
        var exchange = request("GET", path);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);

        assertEquals(400, assertThrows(Problem.class, () -> {
            CONTRACT.receive(exchange);
            CONTRACT.validate(exchange);
        }).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "/api/jobs/first || id: a number from 1 to 9223372036854775807",
                    "/api/jobs/2131%00 || id: a number from 1 to 9223372036854775807",
                    "/api/jobs | user_id=03 | user_id: a number from 1 to 9223372036854775807",
                    "/api/jobs/2131 | wait=soon | wait: a number of seconds from 0 to 60",
                    "/api/Histograms || plural: lower-case letters, digits and underscores, and a letter first"})
    void saysWhatAParameterCanBe(String path, String query, String detail) {
        var exchange = request("GET", path);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        CONTRACT.receive(exchange);

        assertEquals(detail, assertThrows(BadRequest.class, () -> CONTRACT.validate(exchange)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a\nb"})
    void refusesKeysOfIdempotencyThatAreNotAsDescribed(String key) {
        for (var bad : List.of(key, "a".repeat(256))) {
            var exchange = request("POST", "/api/images", "{}");
            exchange.getMessage().setHeader("Idempotency-Key", bad);
            CONTRACT.receive(exchange);

            assertThrows(BadRequest.class, () -> CONTRACT.validate(exchange));
        }
    }

    @ParameterizedTest
    @CsvSource({"application/json, 0", "*/*, 0", "text/html, 406", "'text/html, application/json;q=0.9', 0"})
    void answersJsonOnly(String accept, int status) {
        var exchange = request("GET", "/api/jobs/2131");
        exchange.getMessage().setHeader("Accept", accept);

        CONTRACT.receive(exchange);

        if (status == 0) {
            CONTRACT.validate(exchange);
        } else {
            assertEquals(status, assertThrows(Problem.class, () -> CONTRACT.validate(exchange)).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/images, 201", "GET, /api/jobs/2131, 200"})
    void answersWithTheStatusOfSuccess(String method, String path, int status) throws Exception {
        var exchange = request(method, path);
        CONTRACT.receive(exchange);
        exchange.getMessage().setBody(Map.of("id", 1));
        exchange.getMessage().setHeader("left", "over");

        CONTRACT.answer(exchange);

        assertEquals(Map.of(Exchange.HTTP_RESPONSE_CODE, status, Exchange.CONTENT_TYPE, "application/json",
                "Cache-Control", "no-store"), exchange.getMessage().getHeaders());
        assertEquals("{\"id\":1}", exchange.getMessage().getBody());
    }

    @Test
    void isNotMadeOfSomethingElse() {
        assertThrows(IllegalArgumentException.class, () -> new Contract("openapi: [broken"));
    }

    static Contract contract() {
        try (var yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return new Contract(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exchange request(String method, String path) {
        return request(method, path, null);
    }

    private static Exchange request(String method, String path, String body) {
        var exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
        if (body != null) {
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setBody(body);
        }
        return exchange;
    }
}
