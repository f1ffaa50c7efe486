package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The five classes: index, create, read, update, destroy; what is valid, unique, and what goes with what. */
class ClassesIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int CALLERS = 20;

    private static Node frontEnd;
    private static Node secondFrontEnd;
    private static Client administrator;
    private static Client ansel;
    private static Client worker;

    /** A class: where it is, a new row of it, and a change of a row. */
    private record Kind(String path, Function<Client, Map<String, ?>> creation,
            Function<JsonNode, Map<String, ?>> change) {
        @Override
        public String toString() {
            return path;
        }
    }

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        secondFrontEnd = SYSTEM.start("frontend");
        administrator = Client.administrator(frontEnd);
        ansel = Client.register(frontEnd);
        worker = Client.worker(frontEnd);
    }

    @AfterEach
    void forgetTypes() {
        TestSystem.update("DELETE FROM job_types WHERE job_sequence IS NOT NULL");
        TestSystem.update("DELETE FROM image_types WHERE id NOT IN (SELECT image_type_id FROM images"
                + " WHERE image_type_id IS NOT NULL)");
    }

    private static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace('-', '_');
    }

    private static Map<String, ?> newUser(String name) {
        return Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD);
    }

    private static JsonNode uploaded(JsonNode image) {
        ansel.upload(image, Photographs.jpeg());
        return image;
    }

    private static JsonNode failed(JsonNode job) {
        worker.put("/api/jobs/" + Client.id(job), Map.of("status", "failed")).expect(200);
        return job;
    }

    static Stream<Arguments> kinds() {
        var images = (Function<JsonNode, Map<String, ?>>) image -> Map.of("s3_key",
                uploaded(image).get("s3_key").asText());
        var kinds = List.of(
                new Kind("/api/users", _ -> newUser(unique("user")), _ -> Map.of("username", unique("changed"))),
                new Kind("/api/image_types", _ -> Map.of("type_name", unique("sepia")),
                        _ -> Map.of("type_name", unique("changed"))),
                new Kind("/api/images", _ -> Map.of("name", "beach.jpg"), images),
                new Kind("/api/photographs", _ -> Map.of("name", "beach.jpg"), images),
                new Kind("/api/job_types",
                        _ -> Map.of("job_name", unique("sepia"), "job_sequence", List.of("grayscale")),
                        _ -> Map.of("job_sequence", List.of("gamma", "grayscale"))),
                new Kind("/api/jobs", client -> Map.of("image_id", Client.id(client.stored(Photographs.jpeg())),
                        "job_type", "grayscale"), job -> {
                            failed(job);
                            return Map.of("status", "job queued");
                        }));
        return kinds.stream().flatMap(kind -> Stream.of("", ".json").map(suffix -> arguments(kind, suffix)));
    }

    @ParameterizedTest(name = "{0}{1}")
    @MethodSource("kinds")
    void aRowIsCreatedListedReadChangedAndDestroyed(Kind kind, String suffix) {
        var created = administrator.post(kind.path() + suffix, kind.creation().apply(administrator)).expect(201);
        var path = kind.path() + "/" + Client.id(created) + suffix;
        assertTrue(listed(administrator.get(kind.path() + suffix).expect(200)).contains(Client.id(created)));
        assertSame(administrator.get(path).expect(200), created, "upload", "authentication_token");

        var changed = administrator.put(path, kind.change().apply(created)).expect(200);
        assertSame(administrator.get(path).expect(200), changed, "url");

        var destroyed = administrator.delete(path).expect(200);
        assertSame(changed, destroyed);
        administrator.get(path).expect(404);
        administrator.delete(path).expect(404);
        assertTrue(!listed(administrator.get(kind.path() + suffix).expect(200)).contains(Client.id(created)));
    }

    private static List<Long> listed(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Client::id).toList();
    }

    /** Every field of the second is in the first one, but for those that are signed anew or shown once. */
    private static void assertSame(JsonNode row, JsonNode expected, String... otherwise) {
        expected.properties().stream().filter(field -> !List.of(otherwise).contains(field.getKey()))
                .forEach(field -> assertEquals(field.getValue(), row.get(field.getKey()), field.getKey()));
    }

    @Test
    void aMissingNameOfAnImageTypeIsToldInThePapersWords() {
        assertComplaint("A name must be assigned to the image type.",
                administrator.post("/api/image_types", Map.of()).expect(422));
        assertComplaint("A name must be assigned to the image type.",
                administrator.post("/api/image_types", Map.of("type_name", "")).expect(422));
    }

    @Test
    void anImageWithoutAUserIsToldInThePapersWords() {
        assertComplaint("A user must be assigned to the image",
                ansel.post("/api/images", Collections.singletonMap("user_id", null)).expect(422));
        assertComplaint("A user must be assigned to the image",
                administrator.post("/api/images", Map.of("user_id", Long.MAX_VALUE)).expect(422));
    }

    @Test
    void aJobWithoutAUserIsToldInThePapersWords() {
        var image = Client.id(ansel.stored(Photographs.jpeg()));

        assertComplaint("A user must be assigned to the job", administrator.post("/api/jobs",
                Map.of("image_id", image, "user_id", administrator.userId(), "job_type", "grayscale")).expect(422));
    }

    private static void assertComplaint(String words, JsonNode problem) {
        assertTrue(problem.toString().contains(words), problem::toString);
    }

    @Test
    void anAdministratorActsForAnyUser() {
        var image = administrator.post("/api/images", Map.of("user_id", ansel.userId(), "name", "beach.jpg"))
                .expect(201);
        ansel.upload(image, Photographs.jpeg());
        administrator.put("/api/images/" + Client.id(image), Map.of("s3_key", image.get("s3_key").asText()))
                .expect(200);
        var job = administrator.post("/api/jobs",
                Map.of("image_id", Client.id(image), "user_id", ansel.userId(), "job_type", "grayscale")).expect(201);

        assertEquals(ansel.userId(), ansel.image(image).get("user_id").asLong());
        assertEquals(ansel.userId(), ansel.job(Client.id(job)).get("user_id").asLong());
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        var name = unique("ansel");
        administrator.post("/api/users", newUser(name)).expect(201);
        var other = Client.register(frontEnd);

        administrator.post("/api/users", Map.of("username", name.toUpperCase(), "email", unique("a") + "@example.org",
                "password", Client.PASSWORD)).expect(409);
        administrator.post("/api/users", Map.of("username", unique("a"), "email", name.toUpperCase() + "@Example.ORG",
                "password", Client.PASSWORD)).expect(409);
        other.put("/api/users/" + other.userId(), Map.of("username", name.toUpperCase())).expect(409);
        other.put("/api/users/" + other.userId(), Map.of("email", name.toUpperCase() + "@example.org")).expect(409);
    }

    @Test
    void aUserMayChangeTheCaseOfItsOwnName() {
        var user = Client.register(frontEnd);

        var changed = user.put("/api/users/" + user.userId(), Map.of("username", user.name().toUpperCase()))
                .expect(200);

        assertEquals(changed.get("username").asText(), user.name());
    }

    @Test
    void ofTwentyUsersWithOneNameAtOnceOneIsRegistered() throws Exception {
        var name = unique("ansel");

        var answers = AtOnce.times(CALLERS, i -> at(i).post("/api/users", Map.of("username",
                i % 4 < 2 ? name : name.toUpperCase(), "email", i + name + "@example.org", "password",
                Client.PASSWORD)));

        assertOneWins(answers);
        assertEquals("1", TestSystem.value("SELECT count(*) FROM users WHERE lower(username) = lower(?)", name));
    }

    @Test
    void ofTwentyUsersWithOneAddressAtOnceOneIsRegistered() throws Exception {
        var name = unique("ansel");

        var answers = AtOnce.times(CALLERS, i -> at(i).post("/api/users", Map.of("username", i + name, "email",
                (i % 4 < 2 ? name : name.toUpperCase()) + "@example.org", "password", Client.PASSWORD)));

        assertOneWins(answers);
    }

    @Test
    void ofTwentyChangesToOneNameAtOnceOneIsMade() throws Exception {
        var name = unique("ansel");
        var users = Stream.generate(() -> Client.register(frontEnd)).limit(5).toList();

        var answers = AtOnce.times(users.size(), i -> users.get(i).put("/api/users/" + users.get(i).userId(),
                Map.of("username", i % 2 == 0 ? name : name.toUpperCase())));

        assertEquals(List.of(200, 409, 409, 409, 409), AtOnce.statuses(answers));
    }

    @ParameterizedTest
    @MethodSource("typesByName")
    void ofTwentyTypesOfOneNameAtOnceOneIsCreated(String path, Function<String, Map<String, ?>> type) throws Exception {
        var name = unique("sepia");

        assertOneWins(AtOnce.times(CALLERS, i -> at(i).post(path, type.apply(name))));

        var other = administrator.post(path, type.apply(unique("sepia"))).expect(201);
        administrator.put(path + "/" + Client.id(other), type.apply(name)).expect(409);
    }

    static Stream<Arguments> typesByName() {
        return Stream.of(
                arguments("/api/image_types", (Function<String, Map<String, ?>>) name -> Map.of("type_name", name)),
                arguments("/api/job_types",
                        (Function<String, Map<String, ?>>) name -> Map.of("job_name", name, "job_sequence",
                                List.of("gamma"))));
    }

    private static Client at(int number) {
        return administrator.at(number % 2 == 0 ? frontEnd : secondFrontEnd);
    }

    private static void assertOneWins(List<Answer> answers) {
        var expected = Stream.concat(Stream.of(201), Collections.nCopies(answers.size() - 1, 409).stream()).toList();
        assertEquals(expected, AtOnce.statuses(answers));
    }

    @Test
    void anImageTypeThatIsInUseStays() {
        var job = ansel.createJob(ansel.stored(Photographs.jpeg()), "grayscale");
        worker.reportCompleted(job).expect(200);
        var type = TestSystem.value("SELECT id FROM image_types WHERE type_name = 'grayscale'");

        administrator.delete("/api/image_types/" + type).expect(409);

        assertEquals("grayscale",
                ansel.job(Client.id(job)).get("results").get(0).get("image_type").asText());
    }

    @Test
    void withAUserGoesAllThatItHas() {
        var user = Client.register(frontEnd);
        worker.reportCompleted(user.createJob(user.stored(Photographs.jpeg()), "grayscale", "histogram")).expect(200);
        user.createJob(user.stored(Photographs.jpeg()), "grayscale");
        var session = user.signedInAgain();

        var destroyed = user.delete("/api/users/" + user.userId()).expect(200);

        assertEquals(4, destroyed.get("images_count").asInt());
        assertEquals(2, destroyed.get("jobs_count").asInt());
        for (var table : List.of("images", "jobs", "tokens")) {
            assertEquals("0", TestSystem.value("SELECT count(*) FROM " + table + " WHERE user_id = ?", user.userId()));
        }
        assertEquals("0", TestSystem.value("SELECT count(*) FROM results WHERE job_id NOT IN (SELECT id FROM jobs)"));
        session.get("/api/images").expect(401);
    }

    @Test
    void withAnOriginalGoItsResultsAndJobs() {
        var image = ansel.stored(Photographs.jpeg());
        var job = ansel.createJob(image, "grayscale", "histogram");
        worker.reportCompleted(job).expect(200);

        ansel.delete("/api/images/" + Client.id(image)).expect(200);

        ansel.get("/api/jobs/" + Client.id(job)).expect(404);
        assertEquals("0", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
        assertEquals("0", TestSystem.value("SELECT count(*) FROM results WHERE job_id = ?", Client.id(job)));
    }

    @Test
    void theResultsOfAJobStayWithoutIt() {
        var image = ansel.stored(Photographs.jpeg());
        var job = ansel.createJob(image, "grayscale");
        worker.reportCompleted(job).expect(200);

        ansel.delete("/api/jobs/" + Client.id(job)).expect(200);

        assertEquals("1", TestSystem.value("SELECT count(*) FROM images WHERE original_id = ?", Client.id(image)));
        assertEquals(1, ansel.get("/api/images?original_id=" + Client.id(image)).expect(200).size());
    }

    @Test
    void aResultThatIsDestroyedIsNoLongerListedWithItsJob() {
        var job = ansel.createJob(ansel.stored(Photographs.jpeg()), "grayscale", "histogram");
        worker.reportCompleted(job).expect(200);
        var result = ansel.job(Client.id(job)).get("results").get(0).get("image_id").asLong();

        ansel.delete("/api/images/" + result).expect(200);

        assertEquals(1, ansel.job(Client.id(job)).get("results").size());
    }

    @Test
    void theLastAdministratorStays() {
        var last = onlyAdministrator();

        assertEquals(409, last.delete("/api/users/" + last.userId()).status());
        assertEquals(409, last.put("/api/users/" + last.userId(), Map.of("role", "user")).status());

        assertEquals("administrator", last.user().get("role").asText());
        administratorAgain();
    }

    @Test
    void twoAdministratorsWhoDestroyEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            var first = onlyAdministrator();
            var second = Client.administrator(secondFrontEnd);

            var answers = AtOnce.both(() -> first.delete("/api/users/" + second.userId()),
                    () -> second.delete("/api/users/" + first.userId()));

            assertOneAdministrator(answers);
        }
        administratorAgain();
    }

    @Test
    void twoAdministratorsWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            var first = onlyAdministrator();
            var second = Client.administrator(secondFrontEnd);

            var answers = AtOnce.both(
                    () -> first.put("/api/users/" + second.userId(), Map.of("role", "user")),
                    () -> second.delete("/api/users/" + first.userId()));

            assertOneAdministrator(answers);
        }
        administratorAgain();
    }

    /** The other one comes too late: it is nobody any more, no administrator any more, or the last one. */
    private static void assertOneAdministrator(List<Answer> answers) {
        var statuses = AtOnce.statuses(answers);
        assertEquals(200, statuses.getFirst());
        assertTrue(List.of(401, 403, 404, 409).contains(statuses.getLast()), statuses::toString);
        assertEquals("1", TestSystem.value("SELECT count(*) FROM users WHERE role = 'administrator'"));
    }

    private static Client onlyAdministrator() {
        TestSystem.update("UPDATE users SET role = 'user'");
        return Client.administrator(frontEnd);
    }

    private static void administratorAgain() {
        TestSystem.update("UPDATE users SET role = 'administrator' WHERE id = ?", administrator.userId());
    }
}
