package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps under one name, with parameters preset. */
class NamedSequencesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Client administrator;
    private static Client ansel;

    @BeforeAll
    static void start() {
        var darkroom = SYSTEM.start("both");
        administrator = Client.administrator(darkroom);
        ansel = Client.register(darkroom);
    }

    @BeforeEach
    @AfterEach
    void forget() {
        TestSystem.update("DELETE FROM job_types WHERE job_sequence IS NOT NULL");
    }

    @Test
    void isUsedWhereverAStepCanBe() {
        name("portrait_pack", "RESIZE_WIDTH=32 GAMMA=0.8", "resize", "gamma");
        name("grey_pack", "", "portrait_pack", "grayscale");

        var job = ansel.finished(ansel.createJob(ansel.stored(Photographs.jpeg()), "grey_pack", "histogram"));

        assertEquals("completed", job.get("status").asText(), job::toString);
        assertEquals(List.of("resize", "gamma", "grayscale", "histogram"),
                job.get("results").findValuesAsText("step"));
        assertEquals("RESIZE_WIDTH=32 GAMMA_GAMMA=0.8", job.get("environment").asText());
        assertTrue(job.get("results").get(0).get("s3_key").asText().contains("/resize.width_32-"));
    }

    @Test
    void isDoneWithAnUploadThatWasAnnouncedWithIt() {
        name("small_grey", "WIDTH=16", "resize", "grayscale");
        var photograph = Photographs.jpeg();
        var image = ansel.announce(photograph, "small_grey");

        ansel.upload(image, photograph);

        assertEquals(List.of("resize", "grayscale"),
                ansel.finishedJobOf(image).get("results").findValuesAsText("step"));
    }

    @Test
    void isListedWithWhatItTakesAndMakes() {
        var pack = name("brown_pack", "GAMMA=0.8", "gamma", "histogram");

        var listed = ansel.get("/api/job_types/" + Client.id(pack)).expect(200);

        assertEquals("sequence", listed.get("kind").asText());
        assertEquals("photograph", listed.get("inputs").get(0).asText());
        assertEquals("histogram", listed.get("output").asText());
        assertEquals("GAMMA_GAMMA", listed.get("parameters").get(0).get("name").asText());
        assertEquals("0.8", listed.get("parameters").get(0).get("default").asText());
    }

    @Test
    void aChangeOfItReachesThoseThatContainIt() {
        var inner = name("inner_pack", "GAMMA=0.8", "gamma");
        var outer = name("outer_pack", "", "inner_pack", "histogram");

        administrator.put("/api/job_types/" + Client.id(inner), Map.of("environment", "GAMMA=3")).expect(200);

        assertEquals("3", ansel.get("/api/job_types/" + Client.id(outer)).expect(200).get("parameters").get(0)
                .get("default").asText());
        administrator.put("/api/job_types/" + Client.id(inner), Map.of("job_sequence", List.of("histogram"),
                "environment", "")).expect(409);
        administrator.delete("/api/job_types/" + Client.id(inner)).expect(409);
        administrator.delete("/api/job_types/" + Client.id(outer)).expect(200);
        administrator.delete("/api/job_types/" + Client.id(inner)).expect(200);
    }

    @Test
    void stepsAreNeitherChangedNorDestroyed() {
        var step = await().atMost(TestSystem.PATIENCE)
                .until(() -> TestSystem.rows("SELECT id FROM job_types WHERE job_name = 'gamma'"),
                        rows -> !rows.isEmpty())
                .getFirst().getFirst();

        administrator.put("/api/job_types/" + step, Map.of("description", "mine")).expect(409);
        administrator.delete("/api/job_types/" + step).expect(409);
    }

    @Test
    void anImageTypeThatIsInTheWayOfAStepGetsAnotherName() {
        TestSystem.update("DELETE FROM image_types WHERE type_name = 'edges'");
        TestSystem.update("INSERT INTO image_types (type_name) VALUES ('edge')");

        // which brings the catalogue up to date
        name("some_pack", "", "gamma");

        assertEquals(List.of(List.of("edges")),
                TestSystem.rows("SELECT type_name FROM image_types WHERE plural = 'edges'"));
        assertEquals(1, TestSystem.rows("SELECT id FROM image_types WHERE type_name = 'edge_' || id").size());
        TestSystem.update("DELETE FROM image_types WHERE type_name LIKE 'edge\\__%'");
    }

    @Test
    void whatDoesNotFitIsNotSaved() {
        for (var refused : List.of(List.of("histogram", "gamma"), List.of("sepia"), List.of("wrong_pack"))) {
            administrator.post("/api/job_types", Map.of("job_name", "wrong_pack", "job_sequence", refused))
                    .expect(422);
        }
        administrator.post("/api/job_types", Map.of("job_name", "gamma", "job_sequence", List.of("gamma")))
                .expect(422);
        ansel.post("/api/job_types", Map.of("job_name", "my_pack", "job_sequence", List.of("gamma"))).expect(403);
    }

    private static JsonNode name(String name, String environment, String... steps) {
        return administrator.post("/api/job_types",
                Map.of("job_name", name, "job_sequence", List.of(steps), "environment", environment)).expect(201);
    }
}
