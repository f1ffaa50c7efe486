package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Statements about batches that meet the destruction of their user in its middle, where a third transaction holds it up.
 * Where each waited for what the other has, PostgreSQL would end one of them.
 */
class LockOrderIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{([^}]+)}");

    private static Node frontEnd;

    private final Client ansel = Client.register(frontEnd);
    private long batch;
    private Map<String, Object> parameters;

    @BeforeAll
    static void start() {
        // whose own looks find nothing to do
        frontEnd = SYSTEM.start("frontend", "darkroom.batch.idle-seconds=86400");
    }

    /** A batch whose form broke off an hour ago, with a photograph that was not stored. */
    @BeforeEach
    void beginABatch() {
        batch = Client.id(ansel.announceBatch("beach.jpg"));
        TestSystem.update("UPDATE batches SET size = NULL, updated_at = now() - interval '1 hour' WHERE id = ?", batch);
        parameters = Map.of("variable.id", ansel.userId(), "variable.if_match", "NULL", "variable.batch_id", batch,
                "variable.part.position", 1, "variable.problem", "'{}'", "variable.open_batches",
                "'{" + batch + "}'", "properties:darkroom.batch.idle-seconds", 60,
                "properties:darkroom.batch.period", 5000);
    }

    @Test
    void aDestructionThatHasThePlacesOfABatchIsNotWaitedFor() throws SQLException {
        try (var destruction = new Transaction(); var look = new Transaction()) {
            CompletableFuture<Void> destroyed;
            try (var obstacle = new Transaction()) {
                obstacle.run("SELECT FROM tokens WHERE user_id = " + ansel.userId() + " FOR UPDATE").join();
                destroyed = destruction.runFile("destroy-user");
                destruction.awaitWait();
                assertEndsAtOnce(look, "take-due-batches");
            }
            destroyed.join();
        }
        assertEquals(List.of(), TestSystem.rows("SELECT FROM batches WHERE id = ?", batch));
    }

    @Test
    void aDestructionWaitsForALookThatWasFirst() throws SQLException {
        try (var look = new Transaction(); var destruction = new Transaction()) {
            CompletableFuture<Void> closed;
            CompletableFuture<Void> destroyed;
            try (var obstacle = new Transaction()) {
                obstacle.run("SELECT FROM batch_images WHERE batch_id = " + batch + " FOR UPDATE").join();
                closed = look.runFile("take-due-batches");
                look.awaitWait();
                destroyed = destruction.runFile("destroy-user");
                destruction.awaitWait();
            }
            closed.join();
            look.end();
            destroyed.join();
        }
        assertEquals(List.of(), TestSystem.rows("SELECT FROM batches WHERE id = ?", batch));
    }

    @Test
    void aPhotographThatFailsWhileItsUserIsDestroyedFailsWithHim() throws SQLException {
        try (var destruction = new Transaction(); var failure = new Transaction()) {
            CompletableFuture<Void> destroyed;
            CompletableFuture<Void> failed;
            try (var obstacle = new Transaction()) {
                obstacle.run("SELECT FROM images WHERE user_id = " + ansel.userId() + " FOR UPDATE").join();
                destroyed = destruction.runFile("destroy-user");
                destruction.awaitWait();
                failed = failure.runFile("fail-batch-image");
                failure.awaitWait();
            }
            destroyed.join();
            destruction.end();
            failed.join();
        }
    }

    @Test
    void aFormThatIsReadKeepsNobodyWaiting() throws SQLException {
        try (var reading = new Transaction(); var other = new Transaction()) {
            other.run("SELECT FROM batches WHERE id = " + batch + " FOR UPDATE").join();

            assertEndsAtOnce(reading, "keep-batches-open");
        }
    }

    @Test
    void whatNobodyHasIsClosedAndItsLostPhotographsSaySo() throws SQLException {
        try (var look = new Transaction()) {
            look.runFile("take-due-batches").join();
        }

        var closed = ansel.get("/api/batches/" + batch).expect(200);
        assertEquals("{\"images\":1,\"completed\":0,\"failed\":1,\"unfinished\":0}", closed.get("counts").toString());
        assertEquals("The photograph was not taken",
                closed.get("images").get(0).get("problem").get("title").asText());
    }

    private void assertEndsAtOnce(Transaction transaction, String statement) {
        var ended = transaction.runFile(statement);
        await().atMost(TestSystem.PATIENCE).until(() -> ended.isDone() || transaction.waits());
        assertTrue(ended.isDone(), () -> statement + " waits");
        assertFalse(ended.isCompletedExceptionally(), () -> statement + " failed");
    }

    /** A connection in the middle of a transaction, which is committed as it is closed. */
    private final class Transaction implements AutoCloseable {

        private final Connection connection;
        private final String process;

        Transaction() throws SQLException {
            var properties = TestSystem.cloud().properties();
            connection = DriverManager.getConnection(properties.get("darkroom.database.url"),
                    properties.get("darkroom.database.username"), properties.get("darkroom.database.password"));
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                process = row.getString(1);
            }
        }

        CompletableFuture<Void> run(String sql) {
            return CompletableFuture.runAsync(() -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            }, Thread::startVirtualThread);
        }

        /** Runs a statement of {@code sql/}. */
        CompletableFuture<Void> runFile(String name) {
            try (var sql = Objects.requireNonNull(getClass().getResourceAsStream("/sql/" + name + ".sql"))) {
                return run(PARAMETER.matcher(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                        .replaceAll(
                                parameter -> Objects.requireNonNull(parameters.get(parameter.group(1))).toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean waits() {
            return !TestSystem.value("SELECT pg_blocking_pids(?::integer)::text", process).equals("{}");
        }

        void awaitWait() {
            await().atMost(TestSystem.PATIENCE).until(this::waits);
        }

        void end() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.commit();
            connection.close();
        }
    }
}
