package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How PostgreSQL is set up. */
class LocalPostgresIT {

    @TempDir
    private Path directory;

    @Test
    void losesNoCommitOfKeptData() throws SQLException {
        try (LocalCloud cloud = LocalCloud.startIn(directory); CloudClients clients = new CloudClients(cloud)) {
            assertEquals("on", setting(clients, "fsync"));
            assertEquals("on", setting(clients, "synchronous_commit"));
        }
    }

    @Test
    void looksAsInProduction() throws SQLException {
        try (LocalCloud cloud = LocalCloud.startTemporary(); CloudClients clients = new CloudClients(cloud)) {
            assertEquals("UTC", setting(clients, "log_timezone"));
            assertEquals("100", setting(clients, "max_connections"));
            assertEquals("UTF8", setting(clients, "server_encoding"));
            assertEquals("off", setting(clients, "is_superuser"));
        }
    }

    private static String setting(CloudClients clients, String name) throws SQLException {
        try (Connection database = clients.database();
                ResultSet rows = database.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
