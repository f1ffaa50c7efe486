package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user's counters say what a count would say, whatever comes and goes at once. */
class CountersIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final int THREADS = 4;
    private static final int ACTIONS = 12;

    private static List<Node> frontEnds;
    private static List<Client> users;
    private static Client administrator;

    @BeforeAll
    static void start() {
        frontEnds = List.of(SYSTEM.start("frontend"), SYSTEM.start("frontend"));
        users = Stream.generate(() -> Client.register(frontEnds.getFirst())).limit(3).toList();
        administrator = Client.administrator(frontEnds.getFirst());
    }

    private static void assertCounted() {
        assertEquals(List.of(), TestSystem.rows("""
                SELECT id, images_count, jobs_count FROM users
                 WHERE images_count <> (SELECT count(*) FROM images WHERE user_id = users.id)
                    OR jobs_count <> (SELECT count(*) FROM jobs WHERE user_id = users.id)"""));
    }

    @Test
    void theyCountWhatComesAndGoesAtOnceAtTwoFrontEnds() throws Exception {
        var lives = new ArrayList<Callable<List<Integer>>>();
        for (int life = 0; life < users.size() * THREADS; life++) {
            var random = new Random(life);
            var user = users.get(life % users.size()).at(frontEnds.get(life / users.size() % 2));
            lives.add(() -> live(user, random));
        }

        AtOnce.all(lives).forEach(CountersIT::assertAnswered);

        assertCounted();
        for (var user : users) {
            assertTrue(user.user().get("images_count").asInt() > 0, user.user()::toString);
        }
    }

    private static List<Integer> live(Client user, Random random) {
        var statuses = new ArrayList<Integer>();
        var images = new ArrayList<JsonNode>();
        var worker = Client.worker(frontEnds.get(random.nextInt(2)));
        images.add(user.stored(Photographs.jpeg()));
        for (int action = 0; action < ACTIONS; action++) {
            var image = images.get(random.nextInt(images.size()));
            switch (random.nextInt(5)) {
                case 0 -> images.add(user.announce(Map.of("name", "beach.jpg")));
                case 1 -> statuses.add(user.delete("/api/images/" + Client.id(image)).status());
                default -> {
                    var created = user.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type",
                            List.of("grayscale", "histogram")));
                    statuses.add(created.status());
                    if (created.status() == 201) {
                        statuses.add(worker.reportCompleted(created.json()).status());
                        if (random.nextBoolean()) {
                            statuses.add(user.delete("/api/jobs/" + Client.id(created.json())).status());
                        }
                    }
                }
            }
        }
        statuses.add(user.post("/api/images", Map.of()).status());
        return statuses;
    }

    @Test
    void anImageThatIsDestroyedWhileItsJobsAreReportedLeavesNothing() throws Exception {
        var user = users.getFirst();
        for (int round = 0; round < 5; round++) {
            var image = user.stored(Photographs.jpeg());
            var jobs = Stream.generate(() -> user.createJob(image, "grayscale", "histogram")).limit(6).toList();
            var calls = new ArrayList<Callable<Integer>>();
            jobs.forEach(job -> calls.add(() -> Client.worker(frontEnds.getLast()).reportCompleted(job).status()));
            calls.add(() -> user.delete("/api/images/" + Client.id(image)).status());
            calls.add(() -> user.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale"))
                    .status());

            assertAnswered(AtOnce.all(calls));

            assertEquals("0", TestSystem.value("SELECT count(*) FROM images WHERE id = ? OR original_id = ?",
                    Client.id(image), Client.id(image)));
            assertCounted();
        }
    }

    @Test
    void aUserThatIsDestroyedWhileAllGoesOnLeavesNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            var user = Client.register(frontEnds.getFirst());
            var image = user.stored(Photographs.jpeg());
            var announced = user.announce(Map.of("name", "beach.jpg"));
            user.upload(announced, Photographs.jpeg());
            var other = user.stored(Photographs.jpeg());
            var jobs = Stream.generate(() -> user.createJob(image, "grayscale", "histogram")).limit(4).toList();
            var name = user.name();
            var calls = new ArrayList<Callable<Integer>>();
            jobs.forEach(job -> calls.add(() -> Client.worker(frontEnds.getLast()).reportCompleted(job).status()));
            calls.add(() -> user.delete("/api/images/" + Client.id(other)).status());
            calls.add(() -> user.delete("/api/jobs/" + Client.id(jobs.getFirst())).status());
            calls.add(() -> user.put("/api/images/" + Client.id(announced),
                    Map.of("s3_key", announced.get("s3_key").asText())).status());
            calls.add(() -> user.post("/api/images", Map.of("job_sequence", List.of("grayscale"))).status());
            calls.add(() -> user.post("/api/jobs", Map.of("image_id", Client.id(image), "job_type", "grayscale"))
                    .status());
            calls.add(() -> Client.signIn(frontEnds.getLast().url(), name, Client.PASSWORD).status());
            calls.add(() -> administrator.at(frontEnds.getLast()).delete("/api/users/" + user.userId()).status());

            assertAnswered(AtOnce.all(calls));

            for (var table : List.of("images", "jobs", "tokens")) {
                assertEquals("0",
                        TestSystem.value("SELECT count(*) FROM " + table + " WHERE user_id = ?", user.userId()));
            }
            user.get("/api/images").expect(401);
        }
    }

    private static void assertAnswered(List<Integer> statuses) {
        assertTrue(statuses.stream().allMatch(status -> status < 500), statuses::toString);
    }
}
