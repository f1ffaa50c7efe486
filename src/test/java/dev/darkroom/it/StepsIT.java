package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.sequence.TestSteps;
import dev.darkroom.sequence.Catalogue;
import dev.darkroom.sequence.ImageTypes;
import dev.darkroom.sequence.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step of the catalogue, in a job of a client, with nothing said but what has to be. */
class StepsIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Catalogue CATALOGUE = TestSteps.darkrooms();
    /** The content type of each kind of result. */
    private static final Map<String, String> CONTENT_TYPES = Map.of("photograph", "image/(jpeg|png)", "document",
            "application/json", "perceptual hash", "application/json", "histogram", "application/octet-stream",
            "colour histogram", "application/octet-stream", "average histogram", "application/octet-stream");

    private static Client ansel;
    private static JsonNode image;

    @BeforeAll
    static void develop() {
        ansel = Client.register(SYSTEM.start("both"));
        for (int i = 0; i < 3; i++) {
            image = ansel.stored(Photographs.jpeg(40 + i, 30));
            ansel.finished(ansel.createJob(image, "histogram"));
            ansel.finished(ansel.createJob(image, "perceptual_hash"));
        }
    }

    static Stream<String> steps() {
        return CATALOGUE.steps().stream().map(Step::name);
    }

    @ParameterizedTest
    @MethodSource
    void steps(String name) {
        var step = CATALOGUE.find(name).orElseThrow();

        var job = ansel.finished(ansel.post("/api/jobs", request(step)).expect(201));

        assertEquals("completed", job.get("status").asText(), job::toString);
        var result = job.get("results").get(job.get("results").size() - 1);
        assertEquals(name, result.get("image_type").asText());
        assertTrue(result.get("content_type").asText().matches(CONTENT_TYPES.get(step.output())), result::toString);
        assertEquals(result.get("image_id"), ansel.get("/api/" + ImageTypes.plural(name) + "?n=1").expect(200)
                .get(ImageTypes.plural(name)).get(0).get("id"));
    }

    @Test
    void theCatalogueIsThereWithAllThatAFormNeeds() {
        var listed = await().atMost(TestSystem.PATIENCE).until(StepsIT::listed,
                rows -> rows.size() == CATALOGUE.steps().size());
        for (var row : listed) {
            var step = CATALOGUE.find(row.get("job_name").asText()).orElseThrow();
            assertEquals(step.description(), row.get("description").asText());
            assertEquals(step.inputs(), StreamSupport.stream(row.get("inputs").spliterator(), false)
                    .map(JsonNode::asText).toList());
            assertEquals(List.copyOf(step.parameters().keySet()), row.get("parameters").findValuesAsText("name"));
        }
    }

    /** Of the job types, those that are steps. */
    private static List<JsonNode> listed() {
        return StreamSupport.stream(ansel.get("/api/job_types?n=all").expect(200).spliterator(), false)
                .filter(row -> row.get("kind").asText().equals("step")).toList();
    }

    /** A job with what has to come before the step. */
    private static Map<String, Object> request(Step step) {
        var request = new HashMap<String, Object>();
        var input = step.inputs().getFirst();
        var sequence = new ArrayList<String>();
        if (input.startsWith("set of ")) {
            sequence.addAll(List.of("query", input.contains("histogram") ? "histogram" : "perceptual_hash"));
        } else {
            request.put("image_id", Client.id(image));
            if (!input.equals("photograph")) {
                sequence.add(CATALOGUE.steps().stream()
                        .filter(other -> other.output().equals(input) && other.takes("photograph")).findFirst()
                        .orElseThrow().name());
            }
        }
        sequence.add(step.name());
        request.put("job_sequence", sequence);
        if (step.parameters().containsKey("TARGET_IMAGE_ID")) {
            request.put("environment", "TARGET_IMAGE_ID=" + Client.id(image));
        }
        return request;
    }
}
