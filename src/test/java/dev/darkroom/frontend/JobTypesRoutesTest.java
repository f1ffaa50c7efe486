package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.RouteTest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;

@CamelMainTest(
        mainClass = Darkroom.class,
        properties = "routes=frontend/08-job-types",
        replaceRouteFromWith = "fill-job-types=direct:job-types-period-over",
        mockEndpointsAndSkip = "sql:.*|direct:(find-job-type|(create|update|destroy)-named-sequence)")
class JobTypesRoutesTest extends RouteTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> GAMMA = Map.of("id", 1, "job_name", "gamma", "kind", "step");
    private static final Map<String, Object> PACK = Map.of("id", 9, "job_name", "pack", "kind", "sequence", "language",
            "sequence", "description", "", "environment", "GAMMA=0.8", "job_sequence", List.of("gamma", "grayscale"));
    private static final String NAMED = """
            [{"name": "pack", "steps": ["gamma", "grayscale"], "environment": "GAMMA=0.8", "description": "",
              "language": "sequence"}]""";
    private static final String NAMED_WITHIN = """
            [{"name": "pack", "steps": ["gamma", "grayscale"], "environment": "GAMMA=0.8", "description": "",
              "language": "sequence"},
             {"name": "pack_of_packs", "steps": ["pack", "histogram"], "environment": "", "description": "",
              "language": "sequence"}]""";

    @Test
    void writesAllStepsWithWhatTheirRoutesDeclare() throws Exception {
        var gamma = row(written("[]"), "gamma");

        assertEquals("Java", gamma.get("language").asText());
        assertEquals("photograph", gamma.get("inputs").get(0).asText());
        assertEquals("photograph", gamma.get("output").asText());
        var parameter = gamma.get("parameters").get(0);
        assertEquals("GAMMA", parameter.get("name").asText());
        assertEquals("number", parameter.get("type").asText());
        assertEquals(0.05, parameter.get("minimum").asDouble());
        assertEquals("0.7", parameter.get("default").asText());
        assertTrue(parameter.get("description").asText().startsWith("the exponent"));
    }

    @Test
    void writesNamedSequencesWithWhatFollowsFromTheirSteps() throws Exception {
        var pack = row(written(NAMED), "pack");

        assertEquals("[\"gamma\",\"grayscale\"]", pack.get("job_sequence").toString());
        assertEquals("GAMMA_GAMMA", pack.get("parameters").get(0).get("name").asText());
        assertEquals("0.8", pack.get("parameters").get(0).get("default").asText());
    }

    @Test
    void saysOfASequenceWhoseStepHasGoneThatItTakesNothing() throws Exception {
        var rows = written(NAMED.replace("grayscale", "sepia"));

        assertEquals("[]", row(rows, "pack").get("inputs").toString());
        assertEquals("photograph", row(rows, "gamma").get("output").asText());
    }

    @Test
    void storesASequenceUnderItsName() {
        expectSql("list-named-sequences", "[]", NAMED);
        expect("direct:create-named-sequence").whenAnyExchangeReceived(exchange -> {
            var sequence = exchange.getVariable("sequence", Map.class);
            assertEquals("pack", sequence.get("job_name"));
            assertEquals(List.of("gamma", "grayscale"), List.of((Object[]) sequence.get("job_sequence")));
            assertEquals("sequence", sequence.get("language"));
            exchange.setVariable("id", 9L);
        });
        expectSql("fill-job-types");
        expect("direct:find-job-type", PACK).expectedVariableReceived("id", 9L);

        assertEquals(PACK, create("GAMMA=0.8", "gamma", "grayscale").getMessage().getBody());
    }

    @Test
    void refusesASequenceWhoseStepsDoNotFit() {
        expectSql("list-named-sequences", "[]");

        assertTrue(create("", "histogram", "grayscale").getException(Unprocessable.class).getMessage()
                .startsWith("grayscale cannot work on what histogram makes"));
    }

    @Test
    void refusesPresetsThatNoStepTakes() {
        expectSql("list-named-sequences", "[]");

        assertEquals("GAMMA is a number from 0.05 to 20, and not 99",
                create("GAMMA=99", "gamma").getException(Unprocessable.class).getMessage());
    }

    @Test
    void changesASequence() {
        expect("direct:find-job-type", PACK, PACK);
        expectSql("list-named-sequences", NAMED, NAMED);
        expect("direct:update-named-sequence").expectedBodiesReceived(Map.of("environment", "GAMMA=2"));
        expectSql("fill-job-types");

        var exchange = send("update-job-type", Map.of("environment", "GAMMA=2"));

        assertNull(exchange.getException());
        assertEquals("GAMMA=2", exchange.getVariable("sequence", Map.class).get("environment"));
        assertEquals("pack", exchange.getVariable("sequence", Map.class).get("job_name"));
    }

    @Test
    void refusesAChangeWithWhichAnotherSequenceWouldNotFit() {
        expect("direct:find-job-type", PACK);
        expectSql("list-named-sequences", NAMED_WITHIN);

        assertTrue(send("update-job-type", Map.of("job_sequence", List.of("histogram"), "environment", ""))
                .getException(Conflict.class).getMessage().startsWith("The sequence pack_of_packs contains pack, and"
                        + " would not fit any more: histogram cannot work on what histogram makes"));
    }

    @Test
    void changesASequenceWhateverIsWrongWithOthers() {
        expect("direct:find-job-type", PACK, PACK);
        var broken = NAMED_WITHIN.replace("[\"pack\", \"histogram\"]", "[\"pack\", \"sepia\"]");
        expectSql("list-named-sequences", broken, broken);
        expect("direct:update-named-sequence");
        expectSql("fill-job-types");

        assertNull(send("update-job-type", Map.of("environment", "GAMMA=2")).getException());
    }

    @Test
    void refusesAChangeWithWhichASequenceWouldContainItself() {
        expect("direct:find-job-type", PACK);
        expectSql("list-named-sequences", NAMED_WITHIN);

        assertEquals("The sequence pack contains itself: pack contains pack_of_packs contains pack",
                send("update-job-type", Map.of("job_sequence", List.of("pack_of_packs"), "environment", ""))
                        .getException(Unprocessable.class).getMessage());
    }

    @Test
    void refusesToRenameOrDestroyASequenceThatAnotherOneContains() {
        expect("direct:find-job-type", PACK, PACK);
        expectSql("list-named-sequences", NAMED_WITHIN, NAMED_WITHIN);

        assertEquals("The sequence pack_of_packs contains pack",
                send("update-job-type", Map.of("job_name", "bundle")).getException(Conflict.class).getMessage());
        assertEquals("The sequence pack_of_packs contains pack",
                send("destroy-job-type", null).getException(Conflict.class).getMessage());
    }

    @Test
    void destroysASequence() {
        expect("direct:find-job-type", PACK);
        expectSql("list-named-sequences", NAMED);
        expect("direct:destroy-named-sequence");

        assertNull(send("destroy-job-type", null).getException());
    }

    @Test
    void leavesStepsAlone() {
        expect("direct:find-job-type", GAMMA, GAMMA);

        for (var operation : List.of("update-job-type", "destroy-job-type")) {
            assertEquals("gamma is a step, which is here because there is a route of it; only named sequences are"
                    + " changed and destroyed",
                    send(operation, Map.of("language", "C")).getException(Conflict.class).getMessage());
        }
    }

    private JsonNode written(String named) throws Exception {
        expectSql("list-named-sequences", named);
        var write = expectSql("fill-job-types");

        assertNull(to("direct:write-catalogue").send().getException());
        return JSON.readTree((String) parameters(write).get("variable.job_types"));
    }

    private static JsonNode row(JsonNode rows, String name) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.get("job_name").asText().equals(name)).findFirst().orElse(null);
    }

    private Exchange create(String environment, String... steps) {
        return send("create-job-type",
                Map.of("job_name", "pack", "job_sequence", List.of(steps), "environment", environment));
    }

    private Exchange send(String operation, Object body) {
        return to("direct:" + operation).withVariable("id", 9L).withVariable("user", ADMINISTRATOR).withBody(body)
                .send();
    }
}
