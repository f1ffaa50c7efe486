package dev.darkroom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker asks on behalf of a job's owner, and tries to see more than the owner may. */
class OnBehalfIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static Node frontEnd;
    private static Client worker;

    private final Client ansel = Client.register(frontEnd);
    private final Client dorothea = Client.register(frontEnd);
    private long jobId;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend");
        worker = Client.worker(frontEnd);
    }

    @BeforeEach
    void workOnAQuery() {
        for (var client : List.of(ansel, dorothea)) {
            histogram(client);
        }
        jobId = query(ansel);
        worker.put("/api/jobs/" + jobId, Map.of("status", "processing")).expect(200);
    }

    @Test
    void aWorkerSeesWhatTheOwnerSees() {
        assertEquals(ids(ansel.get("/api/histograms")), ids(asked("")));
        assertEquals(1, asked("").expect(200).get("histograms").size());
        assertEquals(0, asked("&s3_key=" + ansel.get("/api/images?status=original+stored").expect(200).get(0)
                .get("s3_key").asText()).expect(200).get("histograms").size());
    }

    @Test
    void aWorkerSeesNothingOfOthers() {
        assertEquals(403, asked("&user_id=" + dorothea.userId()).status());
        var hers = dorothea.get("/api/histograms").expect(200).get("histograms").get(0);
        assertEquals(0, asked("&s3_key=" + hers.get("s3_key").asText()).expect(200).get("histograms").size());
        assertEquals(0,
                asked("&original_id=" + hers.get("original_id").asLong()).expect(200).get("histograms").size());
    }

    @Test
    void aWorkerSeesNothingOnItsOwnBehalf() {
        assertEquals(403, worker.get("/api/histograms").status());
        assertEquals(403, worker.get("/api/images").status());
        assertEquals(403, worker.get("/api/images/1?for_job_id=" + jobId).status());
        assertEquals(403, worker.get("/api/jobs?for_job_id=" + jobId).status());
        assertEquals(403, worker.get("/api/users").status());
    }

    @Test
    void aWorkerSeesNothingOnBehalfOfAJobThatNobodyWorksOn() {
        var queued = query(ansel);
        assertEquals(403, worker.get("/api/histograms?for_job_id=" + queued).status());
        assertEquals(403, worker.get("/api/histograms?for_job_id=999999").status());

        worker.put("/api/jobs/" + jobId, Map.of("status", "failed")).expect(200);
        assertEquals(403, asked("").status());
    }

    @Test
    void aWorkerSeesNothingOnBehalfOfAProcess() {
        var image = ansel.stored(Photographs.jpeg());
        var process = ansel.createJob(image, "grayscale");
        worker.put("/api/jobs/" + Client.id(process), Map.of("status", "processing")).expect(200);

        assertEquals(403, worker.get("/api/histograms?for_job_id=" + Client.id(process)).status());
    }

    @Test
    void whatCameAfterTheJobIsNotFound() {
        var before = ids(asked(""));

        histogram(ansel);

        assertEquals(before, ids(asked("")));
        assertEquals(before, ids(asked("&before_id=999999999")));
        assertEquals(2, ansel.get("/api/histograms").expect(200).get("histograms").size());
    }

    @Test
    void nobodyElseAsksOnBehalfOfAJob() {
        assertEquals(403, ansel.get("/api/histograms?for_job_id=" + jobId).status());
        assertEquals(403, Client.administrator(frontEnd).get("/api/images?for_job_id=" + jobId).status());
    }

    @Test
    void anAdministratorWhoIsOneNoMoreSeesItsOwnOnly() {
        var administrator = Client.administrator(frontEnd);
        jobId = query(administrator);
        worker.put("/api/jobs/" + jobId, Map.of("status", "processing")).expect(200);
        assertEquals(1, asked("&user_id=" + ansel.userId()).expect(200).get("histograms").size());

        TestSystem.update("UPDATE users SET role = 'user' WHERE id = ?", administrator.userId());

        assertEquals(403, asked("&user_id=" + ansel.userId()).status());
        assertEquals(0, asked("").expect(200).get("histograms").size());
    }

    private static void histogram(Client client) {
        var job = client.createJob(client.stored(Photographs.jpeg()), "histogram");
        worker.put("/api/jobs/" + Client.id(job), Map.of("status", "processing")).expect(200);
        worker.reportCompleted(job).expect(200);
    }

    private static long query(Client client) {
        return Client.id(client.post("/api/jobs", Map.of("job_sequence", List.of("query", "histogram", "median")))
                .expect(201));
    }

    private Answer asked(String more) {
        return worker.get("/api/histograms?for_job_id=" + jobId + more);
    }

    private static List<String> ids(Answer answer) {
        JsonNode rows = answer.expect(200).get("histograms");
        return rows.findValuesAsText("id");
    }
}
