package dev.darkroom.it;

import static dev.darkroom.it.TestSystem.value;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A front end in a process of its own, killed in the middle of a batch: another one finishes it. */
class KilledFrontEndIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final byte[] COFFEE = Samples.named("coffee.jpg").content();
    private static final byte[] ASTRONAUT = Samples.named("astronaut.jpg").content();

    private static final String PLACES = """
            SELECT count(*) FROM batch_images JOIN batches ON batches.id = batch_id WHERE user_id = ? AND job_id IS NOT NULL""";

    private DarkroomProcess doomed;
    private Node heir;
    private Client ansel;

    @BeforeEach
    void startFrontEnds() {
        Map<String, String> settings = new HashMap<>(TestSystem.settings());
        settings.put("darkroom.batch.idle-seconds", "1");
        settings.put("darkroom.batch.period", "300");
        doomed = SYSTEM.endsWithTest(new DarkroomProcess("frontend", settings));
        heir = SYSTEM.start("frontend", "darkroom.batch.idle-seconds=1", "darkroom.batch.period=300");
        ansel = Client.register(heir);
    }

    @Test
    void whatItHadGatheredOthersGoOnWith() throws Exception {
        var first = SYSTEM.start("worker", "darkroom.front-end.url=" + doomed.url(), "darkroom.worker.concurrency=1");
        var atWork = new Gate();
        var batch = new Form().file("a.jpg", COFFEE).file("b.jpg", ASTRONAUT).file("c.jpg", COFFEE)
                .sendTo(ansel.at(doomed.url())).expect(202);
        await().atMost(TestSystem.PATIENCE).until(() -> ended(batch) >= 1);
        first.before("step-classify", atWork);
        atWork.shut();

        doomed.kill();

        atWork.open();
        first.stop();
        SYSTEM.start("worker", "darkroom.front-end.url=" + heir.url());
        assertEquals(List.of("cup", "person", "cup"), BatchesIT.labels(BatchesIT.completed(ansel, batch)));
    }

    @Test
    void whatCameOfTheFormThatItWasReadingIsABatch() throws IOException {
        SYSTEM.start("worker", "darkroom.front-end.url=" + heir.url());
        var form = new Form().file("came.jpg", COFFEE).file("came too.jpg", ASTRONAUT).brokenOff(1000);
        try (var _ = Form.begin(ansel, doomed.url(), form)) {
            await().atMost(TestSystem.PATIENCE).until(() -> value(PLACES, ansel.userId()).equals("1"));

            doomed.kill();
        }

        await().atMost(TestSystem.PATIENCE).until(
                () -> value("SELECT size FROM batches WHERE user_id = ?", ansel.userId()),
                "1"::equals);
        var batch = BatchesIT.completed(ansel, ansel.get("/api/batches").expect(200).get(0));
        assertEquals(List.of("cup"), BatchesIT.labels(batch));
    }

    private int ended(JsonNode batch) {
        var counts = ansel.get("/api/batches/" + Client.id(batch)).expect(200).get("counts");
        return counts.get("completed").asInt();
    }
}
