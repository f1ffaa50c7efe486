package dev.darkroom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, Redis, S3 and SQS on this machine: what Darkroom needs to run, for development and for tests, without
 * Docker and without an account anywhere. PostgreSQL and Redis are the real servers; S3 and SQS are emulators that
 * speak the AWS wire protocol. Everything comes with the test classpath, listens on 127.0.0.1 only, and is reached
 * through the same properties as the real thing, so that nothing in the application knows of it.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.startTemporary()) {
 *     cloud.credentials().forEach(System::setProperty);
 *     cloud.properties().forEach(darkroom::setProperty);
 *     cloud.redis().stop();      // an outage
 *     cloud.redis().start();     // over: same port, same data
 * }
 * }</pre>
 *
 * <p>{@link #startIn} keeps database, buckets and Redis in a directory from run to run, and prefers the ports 15432
 * (PostgreSQL), 16379 (Redis), 19000 (S3) and 19324 (SQS). One run at a time may use a directory. If a run was killed
 * and its PostgreSQL or Redis still lives, the next run stops it before it starts its own.
 *
 * <p>{@link #startTemporary} takes free ports and a folder of its own, which {@link #close} removes.
 *
 * <p>Objects that are created in the input bucket are told of in the queue {@code upload-events}, as S3 does it. What
 * the emulators lack: SQS forgets its messages when it stops; S3 has no lifecycle rules, tags or bucket policies.
 *
 * <p>The end of the JVM closes the cloud too. What uses it is still busy at that moment: name it by {@link #stopFirst},
 * so that it drains before its servers go.
 */
public final class LocalCloud implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCloud.class);

    private final Path directory;
    private final Durability durability;
    private final DirectoryLock lock;
    private final LocalPostgres postgres;
    private final LocalRedis redis;
    private final LocalSqs sqs;
    private final UploadEvents uploadEvents;
    private final LocalS3 s3;
    private final List<Runnable> users = new ArrayList<>();
    private final Thread atExit = new Thread(this::close, "local-cloud-at-exit");
    private boolean closed;

    private LocalCloud(Path directory, Durability durability, DirectoryLock lock, Path binaries, JobQueue jobQueue) {
        this.directory = directory;
        this.durability = durability;
        this.lock = lock;
        this.postgres = new LocalPostgres(postgresIn(directory), binaries, port("PostgreSQL", 15432), durability);
        this.redis = new LocalRedis(redisIn(directory), port("Redis", 16379), durability);
        this.sqs = new LocalSqs(port("SQS", 19324), jobQueue);
        this.uploadEvents = new UploadEvents(sqs);
        this.s3 = new LocalS3(directory.resolve("s3"), port("S3", 19000), uploadEvents);
    }

    /**
     * Starts a local cloud that keeps its data in this directory.
     *
     * @throws LocalCloudException when another run uses the directory, or a server does not start
     */
    public static LocalCloud startIn(Path directory) {
        return startIn(directory, JobQueue.DEFAULT, Duration.ZERO);
    }

    /**
     * Like {@link #startIn(Path)}, with a job queue that redelivers at its own pace.
     *
     * @param patience how long to wait for another run in this directory to end
     */
    public static LocalCloud startIn(Path directory, JobQueue jobQueue, Duration patience) {
        Path home = Folders.create(directory);
        DirectoryLock lock = DirectoryLock.take(home, patience).orElseThrow(() -> new LocalCloudException(
                "Another Darkroom is already running in %s; stop it first".formatted(home)));
        try {
            stopLeftOvers(home);
            Path binaries = postgresIn(home).resolve("binaries");
            return new LocalCloud(home, Durability.KEPT, lock, binaries, jobQueue).start();
        } catch (RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /**
     * Starts a local cloud for tests, which stores nothing for longer than it runs.
     *
     * @throws LocalCloudException when a server does not start
     */
    public static LocalCloud startTemporary() {
        return startTemporary(JobQueue.DEFAULT);
    }

    /** Like {@link #startTemporary()}, with a job queue that redelivers at its own pace. */
    public static LocalCloud startTemporary(JobQueue jobQueue) {
        TemporaryHomes.removeAbandoned();
        TemporaryHomes.Home home = TemporaryHomes.next();
        return new LocalCloud(home.directory(), Durability.TEMPORARY, home.lock(), TemporaryHomes.binaries(), jobQueue)
                .start();
    }

    /** Stops what a killed run left running on this directory. */
    static void stopLeftOvers(Path directory) {
        LocalPostgres.stopLeftOver(postgresIn(directory));
        LocalRedis.stopLeftOver(redisIn(directory));
    }

    /** Darkroom's own configuration for this cloud. */
    public Map<String, String> properties() {
        return Map.ofEntries(
                Map.entry("darkroom.database.url", postgres.jdbcUrl()),
                Map.entry("darkroom.database.username", LocalPostgres.USERNAME),
                Map.entry("darkroom.database.password", LocalPostgres.PASSWORD),
                Map.entry("darkroom.redis.url", redis.url()),
                Map.entry("darkroom.aws.region", LocalAws.REGION.id()),
                Map.entry("darkroom.s3.endpoint", s3.endpoint()),
                Map.entry("darkroom.s3.public-endpoint", s3.endpoint()),
                Map.entry("darkroom.s3.path-style", "true"),
                Map.entry("darkroom.s3.input-bucket", LocalS3.INPUT_BUCKET),
                Map.entry("darkroom.s3.output-bucket", LocalS3.OUTPUT_BUCKET),
                Map.entry("darkroom.sqs.endpoint", sqs.endpoint()),
                Map.entry("darkroom.sqs.jobs-url", sqs.jobsUrl()),
                Map.entry("darkroom.sqs.dead-jobs-url", sqs.deadJobsUrl()),
                Map.entry("darkroom.sqs.upload-events-url", sqs.uploadEventsUrl()));
    }

    /** System properties in which the AWS SDK's default chain finds the credentials; they open nothing else. */
    public Map<String, String> credentials() {
        return Map.of("aws.accessKeyId", LocalAws.ACCESS_KEY_ID, "aws.secretAccessKey", LocalAws.SECRET_ACCESS_KEY);
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalRedis redis() {
        return redis;
    }

    public LocalS3 s3() {
        return s3;
    }

    public LocalSqs sqs() {
        return sqs;
    }

    Path directory() {
        return directory;
    }

    /** Has {@link #close()} stop this user of the cloud before the servers go, the latest user first. */
    public synchronized void stopFirst(Runnable user) {
        users.addFirst(user);
    }

    /** Stops the users, then the servers, and returns when all are gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        users.forEach(LocalCloud::stopUser);
        try {
            Together.run(List.of(postgres::stop, redis::stop, sqs::stop, s3::stop));
        } finally {
            giveBack();
        }
    }

    // As long as this runs, close() waits: Ctrl-C in the middle of a start leaves nothing behind either.
    private synchronized LocalCloud start() {
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Together.run(List.of(sqs::start, s3::start, postgres::start, redis::start));
        } catch (RuntimeException problem) {
            close();
            throw problem;
        }
        LOG.info("Local cloud in {} after {} ms: PostgreSQL on port {}, Redis {}, S3 {}, SQS {}", directory,
                (System.nanoTime() - begin) / 1_000_000, postgres.port(), redis.port(), s3.port(), sqs.port());
        return this;
    }

    private void giveBack() {
        uploadEvents.close();
        Stream.of(postgres, redis, s3, sqs).map(LocalServer::port).forEach(Ports::giveBack);
        if (durability == Durability.TEMPORARY) {
            Folders.delete(directory);
        }
        lock.close();
        forgetExit();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            LOG.debug("The JVM is on its way out");
        }
    }

    private int port(String server, int preferred) {
        return durability == Durability.KEPT ? Ports.preferred(server, preferred) : Ports.free();
    }

    private static void stopUser(Runnable user) {
        try {
            user.run();
        } catch (RuntimeException problem) {
            LOG.warn("A user of the local cloud did not stop in order", problem);
        }
    }

    private static Path postgresIn(Path directory) {
        return directory.resolve("postgres");
    }

    private static Path redisIn(Path directory) {
        return directory.resolve("redis");
    }
}
