package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
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
 * Statements about batches and images that meet the destruction of their user in its middle, where somebody else's transaction
 * holds one of them up. Where each waits for what the other has, PostgreSQL ends one of them.
 */
class LockOrderIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{([^}]+)}");

    private static Node frontEnd;

    private final Client ansel = Client.register(frontEnd);
    private final Map<String, Object> parameters = new HashMap<>(Map.of("variable.if_match", "NULL",
            "variable.part.position", 1, "variable.problem", "'{}'", "properties:darkroom.batch.idle-seconds", 60,
            "properties:darkroom.batch.period", 5000, "properties:darkroom.upload.expire-hours", 24));
    private long batch;

    @BeforeAll
    static void start() {
        // whose own looks find nothing to do
        frontEnd = SYSTEM.start("frontend", "darkroom.batch.idle-seconds=86400");
    }

    @BeforeEach
    void beginABatch() {
        batch = brokenOff(ansel);
        parameters.putAll(Map.of("variable.id", ansel.userId(), "variable.batch_id", batch, "variable.open_batches",
                "'{" + batch + "}'"));
    }

    /** A batch whose form broke off an hour ago, with a photograph that was not stored. */
    private static long brokenOff(Client client) {
        var begun = Client.id(client.announceBatch("beach.jpg"));
        breakOff(begun);
        return begun;
    }

    private static void breakOff(long begun) {
        TestSystem.update("UPDATE batches SET size = NULL, updated_at = now() - interval '1 hour' WHERE id = ?", begun);
    }

    /** The look comes to them in the order in which they lie in the table, the destruction by their ids. */
    @Test
    void aLookForBrokenFormsAndADestructionMeetInTheMiddle() throws SQLException {
        var second = brokenOff(ansel);
        var others = brokenOff(Client.register(frontEnd));
        List.of(second, others, batch).forEach(LockOrderIT::breakOff);
        try (var look = new Session("enable_indexscan", "enable_bitmapscan");
                var destruction = new Session("enable_seqscan", "enable_bitmapscan")) {
            CompletableFuture<Void> closed;
            CompletableFuture<Void> destroyed;
            try (var obstacle = new Session()) {
                obstacle.keep("SELECT FROM batches WHERE id = " + others + " FOR UPDATE");
                closed = look.runFile("take-due-batches");
                await().atMost(TestSystem.PATIENCE).until(() -> closed.isDone() || look.waits());
                destroyed = destruction.runFile("destroy-user");
                await().atMost(TestSystem.PATIENCE).until(() -> destroyed.isDone() || destruction.waits());
            }
            closed.join();
            destroyed.join();
        }
        assertEquals(List.of(), TestSystem.rows("SELECT FROM batches WHERE user_id = ?", ansel.userId()));
    }

    @Test
    void aLookDoesNotWaitForADestruction() throws SQLException {
        try (var destruction = new Session(); var look = new Session()) {
            CompletableFuture<Void> destroyed;
            try (var obstacle = new Session()) {
                obstacle.keep("SELECT FROM batch_images WHERE batch_id = " + batch + " FOR UPDATE");
                destroyed = destruction.runFile("destroy-user");
                await().atMost(TestSystem.PATIENCE).until(destruction::waits);
                assertEndsAtOnce(look, "take-due-batches");
            }
            destroyed.join();
        }
    }

    @Test
    void aPhotographThatFailsWhileItsUserIsDestroyedGoesWithHim() throws SQLException {
        try (var destruction = new Session(); var failure = new Session()) {
            CompletableFuture<Void> destroyed;
            CompletableFuture<Void> failed;
            try (var obstacle = new Session()) {
                obstacle.keep("SELECT FROM images WHERE user_id = " + ansel.userId() + " FOR UPDATE");
                destroyed = destruction.runFile("destroy-user");
                await().atMost(TestSystem.PATIENCE).until(destruction::waits);
                failed = failure.runFile("fail-batch-image");
                await().atMost(TestSystem.PATIENCE).until(failure::waits);
            }
            destroyed.join();
            failed.join();
        }
    }

    @Test
    void aFormThatIsReadKeepsNobodyWaiting() throws SQLException {
        try (var reading = new Session(); var other = new Session()) {
            other.keep("SELECT FROM batches WHERE id = " + batch + " FOR UPDATE");

            assertEndsAtOnce(reading, "keep-batches-open");
        }
    }

    @Test
    void whatExpiresKeepsNobodyWaiting() throws SQLException {
        var images = " WHERE user_id = " + ansel.userId();
        TestSystem.update("UPDATE images SET created_at = now() - interval '1 year'" + images);
        try (var expiry = new Session(); var other = new Session()) {
            other.keep("SELECT FROM images" + images + " FOR UPDATE");

            assertEndsAtOnce(expiry, "expire-images");
        }
    }

    @Test
    void whatNobodyHasIsClosedAndItsLostPhotographsSaySo() throws SQLException {
        try (var look = new Session()) {
            look.runFile("take-due-batches").join();
        }

        var closed = ansel.get("/api/batches/" + batch).expect(200);
        assertEquals("{\"images\":1,\"completed\":0,\"failed\":1,\"unfinished\":0}", closed.get("counts").toString());
        assertEquals("The photograph was not taken",
                closed.get("images").get(0).get("problem").get("title").asText());
    }

    private void assertEndsAtOnce(Session session, String statement) {
        var ended = session.runFile(statement);
        await().atMost(TestSystem.PATIENCE).until(() -> ended.isDone() || session.waits());
        assertTrue(ended.isDone(), () -> statement + " waits");
        ended.join();
    }

    /** A connection as a front end has one, where each statement is a transaction, but for what is to be kept. */
    private final class Session implements AutoCloseable {

        private final Connection connection;
        private final String process;

        /** @param without ways to find rows that PostgreSQL is not to go */
        Session(String... without) throws SQLException {
            var properties = TestSystem.cloud().properties();
            connection = DriverManager.getConnection(properties.get("darkroom.database.url"),
                    properties.get("darkroom.database.username"), properties.get("darkroom.database.password"));
            try (var statement = connection.createStatement()) {
                for (var way : without) {
                    statement.execute("SET " + way + " = off");
                }
                try (var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                    row.next();
                    process = row.getString(1);
                }
            }
        }

        /** Keeps what a statement locks until this is closed. */
        void keep(String sql) throws SQLException {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** Runs a statement of {@code sql/}. */
        CompletableFuture<Void> runFile(String name) {
            var sql = statement(name);
            return CompletableFuture.runAsync(() -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            }, Thread::startVirtualThread);
        }

        private String statement(String name) {
            try (var sql = Objects.requireNonNull(getClass().getResourceAsStream("/sql/" + name + ".sql"))) {
                return PARAMETER.matcher(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                        .replaceAll(parameter -> Objects.requireNonNull(parameters.get(parameter.group(1))).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean waits() {
            return !TestSystem.value("SELECT pg_blocking_pids(?::integer)::text", process).equals("{}");
        }

        @Override
        public void close() throws SQLException {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        }
    }
}
