package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Npy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that work on what a query finds, over pages of two rows. */
class QueriesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final List<String> MEDIAN = List.of("query", "histogram", "median");
    private static final List<String> NEIGHBOURS = List.of("search", "histogram", "nearest_neighbor");

    private static Node frontEnd;
    private static Client ansel;
    private static Client dorothea;
    private static Client administrator;
    /** Ansel's photographs, the oldest first. */
    private static final List<JsonNode> IMAGES = new ArrayList<>();

    @BeforeAll
    static void develop() {
        frontEnd = SYSTEM.start("both", "darkroom.limits.page=2");
        ansel = Client.register(frontEnd);
        dorothea = Client.register(frontEnd);
        administrator = Client.administrator(frontEnd);
        for (int i = 0; i < 5; i++) {
            IMAGES.add(histogramOf(ansel, 10 + i * i));
        }
        histogramOf(dorothea, 60);
    }

    /** A photograph of so many columns that has its histogram. */
    private static JsonNode histogramOf(Client client, int width) {
        var image = client.stored(Photographs.jpeg(width, 20));
        assertEquals("completed", client.finished(client.createJob(image, "histogram")).get("status").asText());
        return image;
    }

    @Test
    void theMedianIsThatOfAllHistogramsOfTheUserOverAllPages() {
        var job = ansel.finished(create(ansel, MEDIAN, ""));

        assertArrayEquals(median(histogramsOf(ansel)), stored(job, 0));
        assertEquals("median", job.get("results").get(0).get("image_type").asText());
        assertTrue(job.get("image_id").isNull());
    }

    @Test
    void anAdministratorsQueryFindsEverybodysHistograms() {
        var all = new ArrayList<>(histogramsOf(ansel));
        all.addAll(histogramsOf(dorothea));

        assertArrayEquals(median(all), stored(administrator.finished(create(administrator, MEDIAN,
                "QUERY='days=today'")), 0));
        assertArrayEquals(median(histogramsOf(dorothea)), stored(administrator.finished(create(administrator, MEDIAN,
                "QUERY='n=all&user_id=" + dorothea.userId() + "'")), 0));
    }

    @Test
    void aQueryIsNarrowedByItsFilters() {
        var newest = histogramsOf(ansel).subList(3, 5);

        assertArrayEquals(median(newest.subList(1, 2)), stored(ansel.finished(create(ansel, MEDIAN, "QUERY=n=1")), 0));
        assertArrayEquals(median(newest), stored(ansel.finished(create(ansel, MEDIAN, "QUERY='n=2&days=1'")), 0));
        assertArrayEquals(median(histogramsOf(ansel).subList(0, 1)), stored(ansel.finished(create(ansel, MEDIAN,
                "QUERY=original_id=" + Client.id(IMAGES.getFirst()))), 0));
    }

    @Test
    void whatIsFoundGoesFromStepToStep() {
        var job = ansel.finished(create(ansel, List.of("query", "histogram", "median", "plot"), ""));

        assertEquals(List.of("median", "plot"), job.get("results").findValuesAsText("step"));
        assertEquals("image/png", job.get("results").get(1).get("content_type").asText());
    }

    @Test
    void resultsLieUnderTheirOwnerWithADigestOfTheQuery() {
        var keys = List.of("QUERY='n=all&days=today'", "QUERY='days=today&n=all'", "QUERY=n=2").stream()
                .map(environment -> ansel.finished(create(ansel, MEDIAN, environment)).get("results").get(0)
                        .get("s3_key").asText())
                .toList();

        assertTrue(
                keys.getFirst()
                        .matches("queries/" + ansel.userId() + "/median-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{16}\\.npy"),
                keys::toString);
        assertEquals(3, keys.stream().distinct().count(), keys::toString);
    }

    @Test
    void aJobThatIsDoneAgainStoresTheSameInTheSamePlace() {
        var job = create(ansel, MEDIAN, "QUERY='n=3'");
        var first = stored(ansel.finished(job), 0);
        var key = ansel.job(Client.id(job)).get("results").get(0).get("s3_key");
        histogramOf(ansel, 11);
        TestSystem.update("UPDATE jobs SET status = 'failed' WHERE id = ?", Client.id(job));
        ansel.put("/api/jobs/" + Client.id(job), Map.of("status", "job queued")).expect(200);

        var again = ansel.finished(job);

        assertArrayEquals(first, stored(again, 0));
        assertEquals(key, again.get("results").get(0).get("s3_key"));
        ansel.delete("/api/images/" + Client.id(ansel.get("/api/images?n=1&status=original+stored").expect(200).get(0)))
                .expect(200);
    }

    @Test
    void aSearchWhoseStepMakesAnObjectAnswersAnArrayOfOne() {
        var job = ansel.finished(create(ansel, List.of("search", "histogram", "cluster"), "CLUSTERS=2"));

        assertEquals(1, job.get("result").size(), job::toString);
        assertEquals(2, job.get("result").get(0).get("clusters").size(), job::toString);
    }

    @Test
    void aSearchAnswersTheNearestAndStoresNothing() {
        var target = IMAGES.get(2);
        var job = ansel.finished(create(ansel, NEIGHBOURS, "TARGET_IMAGE_ID=" + Client.id(target) + " K=3"));

        var histograms = histogramsOf(ansel);
        var nearest = IntStream.of(0, 1, 3, 4).boxed()
                .sorted((one, other) -> Double.compare(distance(histograms.get(one), histograms.get(2)),
                        distance(histograms.get(other), histograms.get(2))))
                .limit(3).map(i -> Client.id(IMAGES.get(i))).toList();
        assertEquals(nearest, StreamSupport.stream(job.get("result").spliterator(), false)
                .map(found -> found.get("image_id").asLong()).toList());
        assertEquals(0, job.get("results").size());
        assertEquals(ansel.userId(), job.get("result").get(0).get("user_id").asLong());
    }

    @Test
    void theTargetIsNamedByItsKeyToo() {
        var key = histogramRows(ansel).get(2).get("s3_key").asText();

        assertEquals(
                ansel.finished(create(ansel, NEIGHBOURS, "TARGET_IMAGE_ID=" + Client.id(IMAGES.get(2)))).get("result"),
                ansel.finished(create(ansel, NEIGHBOURS, "TARGET_S3_HIST=" + key)).get("result"));
    }

    @Test
    void aTargetThatTheOwnerMayNotSeeIsNone() {
        var hidden = histogramRows(dorothea).getFirst();
        for (var target : List.of("TARGET_S3_HIST=" + hidden.get("s3_key").asText(),
                "TARGET_IMAGE_ID=" + hidden.get("original_id").asLong(),
                "USER=" + dorothea.userId() + " TARGET_IMAGE_ID=" + Client.id(IMAGES.getFirst()))) {
            var job = ansel.finished(create(ansel, NEIGHBOURS, target));

            assertEquals("failed", job.get("status").asText());
            assertEquals("nearest_neighbor", job.get("problem").get("step").asText());
            assertTrue(job.get("problem").get("detail").asText().startsWith("There is no such target"), job::toString);
        }
    }

    @Test
    void aQueryThatFindsNothingFailsWithTheReason() {
        var job = ansel.finished(create(ansel, MEDIAN, "QUERY=original_id=999999"));

        assertEquals("failed", job.get("status").asText());
        assertEquals("The query found no histograms", job.get("problem").get("detail").asText());
    }

    @Test
    void whatCannotBeDoneIsRefusedAtOnce() {
        for (var refused : List.of(Map.of("job_sequence", List.of("query", "histogram", "grayscale")),
                Map.of("job_sequence", MEDIAN, "environment", "QUERY='user_id=x'"),
                Map.of("job_sequence", MEDIAN, "environment", "K=3"),
                Map.of("job_sequence", MEDIAN, "image_id", Client.id(IMAGES.getFirst())),
                Map.of("job_sequence", NEIGHBOURS))) {
            ansel.post("/api/jobs", refused).expect(422);
        }
        ansel.post("/api/jobs", Map.of("job_sequence", MEDIAN, "environment",
                "QUERY='user_id=" + dorothea.userId() + "'")).expect(403);
        ansel.post("/api/jobs", Map.of("job_sequence", MEDIAN, "user_id", dorothea.userId())).expect(403);
    }

    @Test
    void theResultsOfQueriesGoWithTheirUser() {
        var imogen = Client.register(frontEnd);
        histogramOf(imogen, 12);
        var key = imogen.finished(create(imogen, MEDIAN, "")).get("results").get(0).get("s3_key").asText();

        TestSystem.update("DELETE FROM users WHERE id = ?", imogen.userId());

        TestSystem.awaitGone(TestSystem.OUTPUT, key);
    }

    private static JsonNode create(Client client, List<String> sequence, String environment) {
        return client.post("/api/jobs", Map.of("job_sequence", sequence, "environment", environment)).expect(201);
    }

    /** Of a user, the oldest first. */
    private static List<long[]> histogramsOf(Client client) {
        return histogramRows(client).stream()
                .map(row -> Numpy.counts(TestSystem.object(TestSystem.OUTPUT, row.get("s3_key").asText()))).toList();
    }

    private static List<JsonNode> histogramRows(Client client) {
        var rows = new ArrayList<JsonNode>();
        for (var last = ""; rows.size() < 20; last = "&before_id=" + Client.id(rows.getLast())) {
            var page = client.get("/api/histograms?n=2" + last).expect(200).get("histograms");
            if (page.isEmpty()) {
                break;
            }
            page.forEach(rows::add);
        }
        return rows.reversed();
    }

    private static double[] median(List<long[]> histograms) {
        return IntStream.range(0, 256).mapToDouble(bin -> {
            var sorted = histograms.stream().mapToLong(counts -> counts[bin]).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
        }).toArray();
    }

    private static double distance(long[] one, long[] other) {
        return Math.sqrt(Arrays.stream(IntStream.range(0, 256).mapToDouble(bin -> Math.pow(one[bin] - other[bin], 2))
                .toArray()).sum());
    }

    private static double[] stored(JsonNode job, int result) {
        assertEquals("completed", job.get("status").asText(), job::toString);
        return Npy.readDoubles(
                TestSystem.object(TestSystem.OUTPUT, job.get("results").get(result).get("s3_key").asText()));
    }
}
