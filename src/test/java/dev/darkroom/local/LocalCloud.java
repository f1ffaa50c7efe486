package dev.darkroom.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, Redis, S3 and SQS on this machine.
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
        boolean kept = durability == Durability.KEPT;
        this.postgres = new LocalPostgres(directory.resolve("postgres"), binaries,
                kept ? Ports.preferred("PostgreSQL", 15432) : Ports.free(), durability);
        this.redis = new LocalRedis(directory.resolve("redis"),
                kept ? Ports.preferred("Redis", 16379) : Ports.free(), durability);
        this.sqs = new LocalSqs(kept ? Ports.preferred("SQS", 19324) : Ports.free(), jobQueue);
        this.uploadEvents = new UploadEvents(sqs);
        this.s3 = new LocalS3(directory.resolve("s3"), kept ? Ports.preferred("S3", 19000) : Ports.free(),
                uploadEvents);
    }

    /** Starts a local cloud that keeps its data in this directory, on the same ports each time if they are free. */
    public static LocalCloud startIn(Path directory) {
        return startIn(directory, JobQueue.DEFAULT);
    }

    public static LocalCloud startIn(Path directory, JobQueue jobQueue) {
        Path home = Folders.create(directory);
        DirectoryLock lock = DirectoryLock.take(home).orElseThrow(() -> new LocalCloudException(
                "Another Darkroom is already running in %s; stop it first".formatted(home)));
        try {
            LocalPostgres.stopLeftOver(home.resolve("postgres"));
            LocalRedis.stopLeftOver(home.resolve("redis"));
            return new LocalCloud(home, Durability.KEPT, lock, home.resolve("postgres/binaries"), jobQueue).start();
        } catch (RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /** Starts a local cloud for tests, on free ports; closing it removes everything it stored. */
    public static LocalCloud startTemporary() {
        return startTemporary(JobQueue.DEFAULT);
    }

    public static LocalCloud startTemporary(JobQueue jobQueue) {
        Path home = TemporaryHomes.next();
        DirectoryLock lock = DirectoryLock.take(home).orElseThrow();
        return new LocalCloud(home, Durability.TEMPORARY, lock, TemporaryHomes.binaries(), jobQueue).start();
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

    /** System properties in which the AWS SDK's default chain finds the credentials. */
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

    /** Has {@link #close()} stop this user of the cloud before the servers go, the latest user first. */
    public synchronized void stopFirst(Runnable user) {
        users.addFirst(user);
    }

    /** Stops the users, then the servers; returns when all are gone. The end of the JVM does the same. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        users.forEach(this::attempt);
        inParallel(List.of(postgres::stop, redis::stop, sqs::stop, s3::stop));
        uploadEvents.close();
        servers().map(LocalServer::port).forEach(Ports::giveBack);
        if (durability == Durability.TEMPORARY) {
            Folders.delete(directory);
        }
        lock.close();
        forgetExit();
    }

    private java.util.stream.Stream<LocalServer> servers() {
        return java.util.stream.Stream.of(postgres, redis, sqs, s3);
    }

    private LocalCloud start() {
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            inParallel(List.of(postgres::start, redis::start, sqs::start, s3::start));
        } catch (RuntimeException problem) {
            close();
            throw problem;
        }
        LOG.info("Local cloud in {}: PostgreSQL on port {}, Redis {}, S3 {}, SQS {}, started in {} ms", directory,
                postgres.port(), redis.port(), s3.port(), sqs.port(), (System.nanoTime() - begin) / 1_000_000);
        return this;
    }

    private void attempt(Runnable user) {
        try {
            user.run();
        } catch (RuntimeException problem) {
            LOG.warn("A user of the local cloud did not stop in order", problem);
        }
    }

    private void forgetExit() {
        if (Thread.currentThread() == atExit) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyExiting) {
            LOG.debug("The JVM is on its way out");
        }
    }

    private static void inParallel(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            RuntimeException first = null;
            for (Future<?> task : running) {
                try {
                    task.get();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException problem) {
                    if (problem.getCause() instanceof LocalCloudException plain) {
                        first = first == null ? plain : first;
                    } else {
                        first = new LocalCloudException("The local cloud failed", problem.getCause());
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
