package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.imaging.Resources;
import dev.darkroom.parts.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The step classify in jobs: with a model from S3, and where there is none. */
class ClassifyIT {

    private static final String MODEL = "models/centernet/";

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    @TempDir
    Path cache;

    @Test
    void aModelFromS3SaysWhatIsInAPhotographOfAClient() throws Exception {
        var labels = Resources.bytes("/models/centernet/labels.txt");
        var digest = HexFormat.of().formatHex(Digests.sha256(labels));
        var descriptor = new String(Resources.bytes("/models/centernet/centernet.yaml"), StandardCharsets.UTF_8)
                + "labels_sha256: " + digest + "\n";
        TestSystem.put(TestSystem.OUTPUT, MODEL + "centernet.yaml", descriptor.getBytes(StandardCharsets.UTF_8));
        TestSystem.put(TestSystem.OUTPUT, MODEL + "labels.txt", labels);
        TestSystem.put(TestSystem.OUTPUT, MODEL + "centernet.onnx",
                Resources.bytes("/models/centernet/centernet.onnx"));
        var ansel = Client.register(SYSTEM.start("both",
                "darkroom.recognition.model=s3:" + TestSystem.OUTPUT + "/" + MODEL + "centernet.yaml",
                "darkroom.recognition.cache=" + cache));

        var job = ansel.finished(ansel.createJob(ansel.stored(Resources.bytes("/photos/coffee.jpg")), "classify"));

        assertEquals("completed", job.get("status").asText(), job::toString);
        assertTrue(job.get("timings_ms").has("inference"), job::toString);
        var predictions = Answer.json(new String(
                Client.follow(job.get("results").get(0).get("url").asText()).body(), StandardCharsets.UTF_8));
        assertEquals("cup", predictions.get(0).get("label").asText());
        assertEquals(2, predictions.size());
        try (var kept = Files.list(cache)) {
            assertEquals(2, kept.count());
        }
    }

    @Test
    void withoutAModelTheStepIsNotOffered() {
        var ansel = Client.register(SYSTEM.start("both",
                "darkroom.recognition.model=s3:" + TestSystem.OUTPUT + "/there/is/none.yaml"));

        var image = ansel.stored(Photographs.jpeg());
        var refused = ansel.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "classify"))
                .expect(422);

        assertTrue(refused.get("detail").asText().contains("classify"), refused::toString);
        await().atMost(TestSystem.PATIENCE).until(() -> names(ansel),
                names -> names.contains("grayscale") && !names.contains("classify"));
    }

    private static List<String> names(Client client) {
        return StreamSupport.stream(client.get("/api/job_types?n=all").expect(200).spliterator(), false)
                .map((JsonNode row) -> row.get("job_name").asText()).toList();
    }
}
