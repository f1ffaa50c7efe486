package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.sync.RequestBody;

/** How the local cloud starts, keeps its data, and goes. */
class LocalCloudIT {

    @TempDir
    private Path directory;

    @Test
    void givesOutTheConfigurationOfDarkroom() {
        try (LocalCloud cloud = LocalCloud.startTemporary()) {
            assertEquals(Set.of(
                    "darkroom.database.url", "darkroom.database.username", "darkroom.database.password",
                    "darkroom.redis.url", "darkroom.aws.region",
                    "darkroom.s3.endpoint", "darkroom.s3.public-endpoint", "darkroom.s3.path-style",
                    "darkroom.s3.input-bucket", "darkroom.s3.output-bucket",
                    "darkroom.sqs.endpoint", "darkroom.sqs.jobs-url", "darkroom.sqs.dead-jobs-url",
                    "darkroom.sqs.upload-events-url"), cloud.properties().keySet());
            assertEquals(Set.of("aws.accessKeyId", "aws.secretAccessKey"), cloud.credentials().keySet());
        }
    }

    @Test
    void keepsDataBetweenRuns() throws Exception {
        try (LocalCloud first = LocalCloud.startIn(directory); CloudClients clients = new CloudClients(first)) {
            try (Connection database = clients.database(); Statement statement = database.createStatement()) {
                statement.execute("create table kept as select 'a row' as what");
            }
            try (Jedis redis = clients.redis()) {
                redis.set("kept", "a value");
            }
            clients.s3.putObject(put -> put.bucket("darkroom-output").key("kept").contentType("image/png"),
                    RequestBody.fromString("an object"));
        }
        try (LocalCloud second = LocalCloud.startIn(directory); CloudClients clients = new CloudClients(second)) {
            try (Connection database = clients.database();
                    ResultSet rows = database.createStatement().executeQuery("select what from kept")) {
                assertTrue(rows.next());
                assertEquals("a row", rows.getString(1));
            }
            try (Jedis redis = clients.redis()) {
                assertEquals("a value", redis.get("kept"));
            }
            var kept = clients.s3.getObjectAsBytes(get -> get.bucket("darkroom-output").key("kept"));
            assertEquals("an object", kept.asUtf8String());
            assertEquals("image/png", kept.response().contentType());
        }
    }

    @Test
    void stopsALeftOverServerOfAKilledRun() throws Exception {
        KilledRun.startIn(directory).kill();
        List<ProcessHandle> leftOver = serversIn(directory);
        assertFalse(leftOver.isEmpty(), "the run left nothing behind to stop");

        try (LocalCloud next = LocalCloud.startIn(directory); CloudClients clients = new CloudClients(next)) {
            assertTrue(leftOver.stream().noneMatch(serversIn(directory)::contains));
            assertDoesNotThrow(() -> clients.database().close());
            assertDoesNotThrow(() -> clients.redis().ping());
        }
    }

    @Test
    void removesWhatAKilledTestLeftBehind() throws Exception {
        KilledRun killed = KilledRun.startTemporary();
        killed.kill();
        assertFalse(serversIn(killed.directory()).isEmpty(), "the run left nothing behind to remove");
        Files.setLastModifiedTime(killed.directory(), FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        LocalCloud.startTemporary().close();

        assertEquals(List.of(), serversIn(killed.directory()));
        assertTrue(Files.notExists(killed.directory()));
    }

    @Test
    void stopsItsServersWhenTheProcessIsAskedToEnd() throws Exception {
        Process interrupted = KilledRun.startIn(directory).process();
        interrupted.destroy();

        assertTrue(interrupted.waitFor(20, TimeUnit.SECONDS));
        assertEquals(List.of(), serversIn(directory));
    }

    @Test
    void refusesASecondRunInTheSameDirectory() {
        try (LocalCloud first = LocalCloud.startIn(directory)) {
            LocalCloudException refusal = assertThrows(LocalCloudException.class, () -> LocalCloud.startIn(directory));

            assertTrue(refusal.getMessage().startsWith("Another Darkroom is already running in "));
            assertDoesNotThrow(() -> first.postgres().start());
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws IOException {
        try (ServerSocket somebodyElse = listenUnlessTaken(19000); LocalCloud cloud = LocalCloud.startIn(directory)) {
            assertTrue(somebodyElse.isBound());
            assertNotEquals(19000, cloud.s3().port());
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        try (LocalCloud cloud = LocalCloud.startTemporary()) {
            // All of 127.0.0.0/8 is this machine: a server that listens everywhere would answer there as well.
            assertAll(servers(cloud).map(server -> () -> {
                assertDoesNotThrow(() -> new Socket("127.0.0.1", server.port()).close());
                assertThrows(IOException.class, () -> new Socket("127.0.0.2", server.port()).close());
            }));
        }
    }

    @Test
    void leavesNothingBehindOfATemporaryCloud() {
        LocalCloud cloud = LocalCloud.startTemporary();
        Path home = cloud.directory();
        assertFalse(serversIn(home).isEmpty(), "no server was seen to start");

        cloud.close();

        assertEquals(List.of(), serversIn(home));
        assertTrue(Files.notExists(home));
    }

    @Test
    void stopsItsUsersBeforeItsServers() {
        List<String> stopped = new ArrayList<>();
        LocalCloud cloud = LocalCloud.startTemporary();
        try (CloudClients clients = new CloudClients(cloud)) {
            cloud.stopFirst(() -> stopped.add("front end, with Redis " + clients.redis().ping()));
            cloud.stopFirst(() -> stopped.add("worker"));
            cloud.close();
        }
        assertEquals(List.of("worker", "front end, with Redis PONG"), stopped);
    }

    @Test
    void bringsEveryServerBackOnItsPort() {
        try (LocalCloud cloud = LocalCloud.startTemporary()) {
            assertAll(servers(cloud).map(server -> () -> {
                int port = server.port();
                server.stop();
                assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
                server.start();
                assertDoesNotThrow(() -> new Socket("127.0.0.1", port).close());
            }));
        }
    }

    private static Stream<LocalServer> servers(LocalCloud cloud) {
        return Stream.of(cloud.postgres(), cloud.redis(), cloud.s3(), cloud.sqs());
    }

    private static List<ProcessHandle> serversIn(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(ProcessHandle.current()))
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .filter(process -> !process.info().commandLine().orElse("").contains(KilledRun.class.getName()))
                .toList();
    }

    private static ServerSocket listenUnlessTaken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException taken) {
            return new ServerSocket(0);
        }
    }
}
