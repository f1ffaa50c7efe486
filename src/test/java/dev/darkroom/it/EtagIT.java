package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client changes and destroys what it has read, not what somebody else has made of it meanwhile. */
class EtagIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String OLD = "\"2001-01-01T00:00:00.000001+00:00\"";

    private static Node frontEnd;
    private static Node secondFrontEnd;
    private static Client administrator;

    /** A class: where it is, how a row of it comes into being, and a change that each row can take again and again. */
    private record Kind(String path, Supplier<Answer> creation, Function<JsonNode, Map<String, ?>> change) {

        private String of(JsonNode row) {
            return path + "/" + Client.id(row);
        }

        private Answer update(JsonNode row, String ifMatch) {
            return administrator.send("PUT", of(row), change.apply(row), "If-Match", ifMatch);
        }

        private String tag(JsonNode row) {
            return administrator.get(of(row)).header("ETag");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        frontEnd = SYSTEM.start("frontend");
        secondFrontEnd = SYSTEM.start("frontend");
        // images change when the client says so, and not besides
        frontEnd.stopRoute("receive-upload-events");
        secondFrontEnd.stopRoute("receive-upload-events");
        administrator = Client.administrator(frontEnd);
    }

    @AfterAll
    static void forgetTypes() {
        TestSystem.update("DELETE FROM job_types WHERE job_sequence IS NOT NULL");
        TestSystem.update("DELETE FROM image_types");
    }

    private static String unique() {
        return "t" + UUID.randomUUID().toString().replace('-', '_');
    }

    private static Answer failedJob() {
        var created = administrator.post("/api/jobs",
                Map.of("image_id", Client.id(administrator.stored(Photographs.jpeg())), "job_type", "grayscale"));
        return new Answer(created.status(), fail(created.json()).headers(), created.text());
    }

    private static Answer fail(JsonNode job) {
        Client.worker(frontEnd).put("/api/jobs/" + Client.id(job), Map.of("status", "failed")).expect(200);
        return administrator.get("/api/jobs/" + Client.id(job));
    }

    private static Answer uploadedImage() {
        var created = administrator.post("/api/images", Map.of("name", "beach.jpg"));
        administrator.upload(created.json(), Photographs.jpeg());
        return created;
    }

    /** Those of which an update makes something new each time. */
    static Stream<Kind> changingKinds() {
        return Stream.of(
                new Kind("/api/users",
                        () -> administrator.post("/api/users",
                                Map.of("username", unique(), "email", unique() + "@example.org", "password",
                                        Client.PASSWORD)),
                        _ -> Map.of("username", unique())),
                new Kind("/api/image_types",
                        () -> administrator.post("/api/image_types", Map.of("type_name", unique())),
                        _ -> Map.of("type_name", unique())),
                new Kind("/api/job_types",
                        () -> administrator.post("/api/job_types",
                                Map.of("job_name", unique(), "job_sequence", List.of("gamma"))),
                        _ -> Map.of("job_name", unique())));
    }

    static Stream<Kind> kinds() {
        return Stream.concat(changingKinds(), Stream.of(
                new Kind("/api/images", EtagIT::uploadedImage,
                        image -> Map.of("s3_key", image.get("s3_key").asText())),
                new Kind("/api/jobs", EtagIT::failedJob, _ -> Map.of("status", "job queued"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyAnswerHasTheTagThatTheNextUpdateTakes(Kind kind) {
        var created = kind.creation().get();
        var row = created.expect(201);
        assertEquals(kind.tag(row), created.header("ETag"));

        var updated = kind.update(row, created.header("ETag"));

        updated.expect(200);
        assertTrue(!updated.header("ETag").isEmpty() && !updated.header("ETag").equals(created.header("ETag")));
        assertEquals(kind.tag(row), updated.header("ETag"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anUpdateWithAnOldTagChangesNothing(Kind kind) {
        var created = kind.creation().get();
        var row = created.expect(201);

        kind.update(row, OLD).expect(412);
        assertEquals(kind.tag(row), created.header("ETag"));

        kind.update(row, created.header("ETag")).expect(200);
        var tag = kind.tag(row);
        var late = kind.update(row, created.header("ETag"));
        // a job that is queued is not queued again, whatever the tag
        assertTrue(late.status() == 412 || late.status() == 409 && kind.path().equals("/api/jobs"), late::text);
        assertEquals(tag, kind.tag(row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aDestructionWithAnOldTagDestroysNothing(Kind kind) {
        var created = kind.creation().get();
        var row = created.expect(201);

        administrator.delete(kind.of(row), "If-Match", OLD).expect(412);
        administrator.get(kind.of(row)).expect(200);

        administrator.delete(kind.of(row), "If-Match", created.header("ETag")).expect(200);
        administrator.get(kind.of(row)).expect(404);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anyVersionIsTakenWithAnAsterisk(Kind kind) {
        kind.update(kind.creation().get().expect(201), "*").expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void oneTagOfAListIsEnough(Kind kind) {
        var created = kind.creation().get();

        kind.update(created.expect(201), OLD + ", \"another\" ," + created.header("ETag")).expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void weakTagsAndWhatIsNoTagMatchNothing(Kind kind) {
        var created = kind.creation().get();
        var row = created.expect(201);
        var tag = created.header("ETag");

        for (var other : List.of("W/" + tag, tag.replace("\"", ""), "\"\"", "\"", "banana", "\"banana\"", ",", "\"*\"",
                "'; DROP TABLE users; --")) {
            assertEquals(412, kind.update(row, other).status(), other);
        }
        assertEquals(tag, kind.tag(row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changingKinds")
    void ofTwoUpdatesAtOnceOneWins(Kind kind) throws Exception {
        var row = kind.creation().get().expect(201);
        for (int round = 0; round < 5; round++) {
            var tag = kind.tag(row);

            var answers = AtOnce.times(2, i -> administrator.at(i == 0 ? frontEnd : secondFrontEnd).send("PUT",
                    kind.of(row), kind.change().apply(row), "If-Match", tag));

            assertEquals(List.of(200, 412), AtOnce.statuses(answers));
            var winner = answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow();
            assertEquals(winner.json(), administrator.get(kind.of(row)).json());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changingKinds")
    void ofAnUpdateAndADestructionAtOnceOneWins(Kind kind) throws Exception {
        var created = kind.creation().get();
        var row = created.expect(201);

        var statuses = AtOnce.both(() -> kind.update(row, created.header("ETag")).status(),
                () -> administrator.at(secondFrontEnd).delete(kind.of(row), "If-Match", created.header("ETag"))
                        .status());

        assertTrue(List.of(List.of(200, 412), List.of(412, 200), List.of(404, 200)).contains(statuses),
                statuses::toString);
        administrator.get(kind.of(row)).expect(statuses.getFirst() == 200 ? 200 : 404);
    }
}
