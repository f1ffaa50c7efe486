package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Problem;
import dev.darkroom.http.Unprocessable;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractProblemsTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static final Contract CONTRACT = ContractTest.contract();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/image_types   | {}                              | #/type_name | A name must be assigned to the image type.
            POST | /api/image_types   | {"type_name":null}              | #/type_name | A name must be assigned to the image type.
            POST | /api/image_types   | {"type_name":""}                | #/type_name | A name must be assigned to the image type.
            PUT  | /api/image_types/3 | {"type_name":""}                | #/type_name | A name must be assigned to the image type.
            POST | /api/image_types   | {"type_name":"Edges"}           | #/type_name | A type_name has lower-case letters, digits and underscores, and begins with a letter; 64 characters at most
            POST | /api/images        | {"user_id":null}                | #/user_id   | A user must be assigned to the image
            POST | /api/images        | {"user_id":"ansel"}             | #/user_id   | A user must be assigned to the image
            POST | /api/images        | {"name":"../beach.jpg"}         | #/name      | A name has letters, digits, dots, hyphens and underscores, and begins with a letter or digit; 100 characters at most
            POST | /api/jobs          | {"image_id":1,"user_id":null}   | #/user_id   | A user must be assigned to the job
            POST | /api/job_types     | {"job_name":"pack"}             | #/job_sequence | job_sequence: is missing
            POST | /api/images        | {"nmae":"beach.jpg"}            | #/nmae      | nmae: there is no such field
            PUT  | /api/jobs/2131     | {"status":"completed","results":[{"step":"a","s3_key":"b","content_type":"c"}]} | #/results/0/byte_size | results/0/byte_size: is missing
            """)
    void saysOfAFieldWhatIsWrongAndWhereItIs(String method, String path, String body, String pointer, String detail) {
        var problem = assertThrows(Unprocessable.class, () -> validate(method, path, null, body));

        assertEquals(List.of(new Problem.Error(detail, pointer)), problem.errors());
        assertEquals(detail, problem.getMessage());
    }

    @Test
    void saysOfEachFieldWhatIsWrong() {
        var problem = assertThrows(Unprocessable.class,
                () -> validate("POST", "/api/users", null, "{\"username\":\"a b\",\"password\":\"short\"}"));

        assertEquals(List.of("#/email", "#/password", "#/username"),
                problem.errors().stream().map(Problem.Error::pointer).sorted().toList());
        assertEquals(3, problem.getMessage().split("; ").length, problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/images   | n=0            | n: 1 to 999999, or all
            /api/images   | n=some         | n: 1 to 999999, or all
            /api/images   | count=-1       | count: 1 to 999999, or all
            /api/images   | days=yesterday | days: today, or a number of days
            """)
    void saysOfAParameterWhatIsWrong(String path, String query, String detail) {
        assertEquals(detail,
                assertThrows(BadRequest.class, () -> validate("GET", path, query, null)).getMessage());
    }

    private static void validate(String method, String path, String query, String body) {
        var exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        if (body != null) {
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setBody(body);
        }
        CONTRACT.receive(exchange);
        CONTRACT.validate(exchange);
    }
}
