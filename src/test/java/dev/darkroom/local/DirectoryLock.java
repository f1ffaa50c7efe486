package dev.darkroom.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Reserves a directory for one run. The system gives the lock back when the run ends, however it ends. */
final class DirectoryLock implements AutoCloseable {

    private static final Duration BETWEEN_TWO_TRIES = Duration.ofMillis(100);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or gives up when somebody else still has it after so long. */
    static Optional<DirectoryLock> take(Path directory, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<DirectoryLock> lock = take(directory);
        while (lock.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_TWO_TRIES.toNanos());
            lock = take(directory);
        }
        return lock;
    }

    static Optional<DirectoryLock> take(Path directory) {
        try {
            FileChannel channel = FileChannel.open(directory.resolve("lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DirectoryLock(channel));
        } catch (IOException problem) {
            throw new LocalCloudException("The folder %s could not be locked".formatted(directory), problem);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException takenInThisProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException problem) {
            throw new LocalCloudException("The lock could not be given back", problem);
        }
    }
}
