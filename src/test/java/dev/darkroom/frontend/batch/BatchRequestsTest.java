package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.frontend.Announcements;
import dev.darkroom.frontend.Contract;
import dev.darkroom.frontend.JobRequests;
import dev.darkroom.frontend.Pages;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.sequence.TestSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRequestsTest {

    private static final Map<String, Object> ANSEL = Map.of("id", 7L, "role", "user");
    private static final Map<String, Object> BEACH = Map.of("name", "beach.jpg");
    private static final List<Map<String, Object>> NAMED = List.of(
            Map.of("name", "pack", "steps", List.of("gamma", "grayscale"), "environment", "GAMMA=0.8"));

    private static BatchRequests requests;

    @BeforeAll
    static void read() throws Exception {
        var jobRequests = new JobRequests(TestSteps.SEQUENCES,
                new Contract(Files.readString(Path.of("src/main/resources/openapi.yaml"))),
                new Pages(1000, ZoneId.of("UTC")));
        requests = new BatchRequests(new Announcements(jobRequests, 100_000), jobRequests, List.of("grayscale"), 3);
    }

    @Test
    void imagesThatAreAnnouncedKeepTheirOrderAndNames() throws Exception {
        var batch = announced(Map.of("name", "am Strand.jpg"), BEACH, BEACH);

        var images = images(batch);
        assertEquals(3, batch.get("size"));
        assertEquals(7L, batch.get("user_id"));
        assertEquals("am Strand.jpg", images.get(0).get("name").asText());
        assertEquals("am_Strand.jpg", images.get(0).get("file").asText());
        assertEquals("beach.jpg", images.get(1).get("name").asText());
        assertEquals("beach.jpg", images.get(2).get("name").asText());
    }

    @Test
    void whatIsSaidOfAnImageIsKept() throws Exception {
        var image = images(announced(Map.of("name", "beach.png", "content_type", "image/png", "byte_size", 1000,
                "sha256", "00".repeat(32)))).get(0);

        assertEquals("image/png", image.get("content_type").asText());
        assertEquals(1000, image.get("byte_size").asInt());
        assertEquals("00".repeat(32), image.get("sha256").asText());
    }

    @Test
    void aBatchThatDoesNotSayItGetsTheUsualSequence() throws Exception {
        assertArrayEquals(new String[]{"process", "grayscale"}, (String[]) announced(BEACH).get("job_sequence"));
        assertArrayEquals(new String[]{"process", "grayscale"}, (String[]) uploaded(Map.of()).get("job_sequence"));
        assertArrayEquals(new String[]{"process", "grayscale"},
                (String[]) uploaded(Map.of("job_sequence", " ")).get("job_sequence"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma,grayscale", " gamma , grayscale ", "process,gamma,grayscale"})
    void aFormSaysItsSequenceInOneText(String sequence) {
        var batch = uploaded(Map.of("job_sequence", sequence, "environment", "GAMMA=0.8"));

        assertArrayEquals(new String[]{"process", "gamma", "grayscale"}, (String[]) batch.get("job_sequence"));
        assertEquals("GAMMA=0.8", batch.get("environment"));
        assertEquals("[]", batch.get("images"));
        assertNull(batch.get("size"));
    }

    @Test
    void namedSequencesAreKnownBothWays() throws Exception {
        var announced = requests.announced(Map.of("images", List.of(BEACH), "job_sequence", List.of("pack")), ANSEL,
                NAMED);
        var uploaded = requests.uploaded(Map.of("job_sequence", "pack"), ANSEL, NAMED);

        for (var batch : List.of(announced, uploaded)) {
            assertArrayEquals(new String[]{"process", "gamma", "grayscale"}, (String[]) batch.get("job_sequence"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sepia", "query,histogram,median", "gamma,,grayscale", ",", "direct:update-job"})
    void whatIsNoProcessIsRefused(String sequence) {
        assertThrows(Unprocessable.class, () -> uploaded(Map.of("job_sequence", sequence)));
        assertThrows(Unprocessable.class, () -> requests.announced(
                Map.of("images", List.of(BEACH), "job_sequence", List.of(sequence.split(",", -1))), ANSEL, List.of()));
    }

    @Test
    void aFieldThatNobodyKnowsIsRefusedByName() {
        assertEquals("A form has job_sequence, environment and files, but no colour", assertThrows(Unprocessable.class,
                () -> uploaded(Map.of("colour", "red", "environment", ""))).getMessage());
    }

    @Test
    void theEnvironmentOfAFormIsNoLongerThanThatOfJson() {
        assertEquals("An environment has at most 4000 characters", assertThrows(Unprocessable.class,
                () -> uploaded(Map.of("environment", "GAMMA=" + "0".repeat(4000)))).getMessage());
    }

    @Test
    void moreImagesThanABatchHasAreRefused() {
        assertEquals("A batch has at most 3 images, these are 4",
                assertThrows(Unprocessable.class, () -> requests.announced(
                        Map.of("images", Collections.nCopies(4, BEACH)), ANSEL, List.of())).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content_type | image/heic | image/heic is not developed here; send image/jpeg or image/png
            byte_size    | 100001     | The photograph has 100001 bytes; at most 100000 are taken
            """)
    void anImageThatCannotBeTakenIsNamed(String field, String value, String reason) {
        Object given = field.equals("byte_size") ? Integer.valueOf(value) : value;

        var problem = assertThrows(Unprocessable.class,
                () -> announced(BEACH, Map.of("name", "dunes.jpg", field, given)));

        assertTrue(problem.getMessage().startsWith("images[1], dunes.jpg: "), problem::getMessage);
        assertTrue(problem.getMessage().endsWith(reason), problem::getMessage);
    }

    private static Map<String, Object> announced(Map<?, ?>... images) throws Exception {
        return requests.announced(Map.of("images", List.of(images)), ANSEL, List.of());
    }

    private static Map<String, Object> uploaded(Map<String, String> fields) {
        return requests.uploaded(fields, ANSEL, List.of());
    }

    private static JsonNode images(Map<String, Object> batch) throws Exception {
        return new ObjectMapper().readTree((String) batch.get("images"));
    }
}
