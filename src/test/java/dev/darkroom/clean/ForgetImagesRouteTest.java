package dev.darkroom.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=clean/2-forget-images",
        mockEndpointsAndSkip = "sql:.*")
class ForgetImagesRouteTest extends RouteTest {

    private Cleaning cleaning;

    @BeforeEach
    void begin() {
        cleaning = new Cleaning();
    }

    @Test
    void forgetsBatchesThenJobsThenImagesUntilNoneIsLeft() {
        expectSql("forget-batches", 2L, 0L);
        expectSql("forget-jobs", 1000L, 7L, 0L);
        expectSql("forget-images", 14L, 0L);
        expectSql("forget-all-answers");

        assertNull(forget());
        assertEquals(2L, cleaning.outcome().get("batches"));
        assertEquals(1007L, cleaning.outcome().get("jobs"));
        assertEquals(14L, cleaning.outcome().get("images"));
    }

    @Test
    void isDoneWhenThereIsNothing() {
        expectSql("forget-batches", 0L);
        expectSql("forget-jobs", 0L);
        expectSql("forget-images", 0L);
        expectSql("forget-all-answers");

        cleaning.beginRound();

        assertNull(forget());
        assertEquals(true, cleaning.isComplete());
    }

    @Test
    void failsWhenTheDatabaseIsAway() {
        expectSql("forget-batches", new CannotGetJdbcConnectionException("timeout after 5000ms"));

        assertNotNull(forget());
    }

    private Exception forget() {
        return to("direct:forget-images").withVariable("cleaning", cleaning).send().getException();
    }
}
