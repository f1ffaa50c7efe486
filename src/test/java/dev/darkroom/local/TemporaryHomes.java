package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where temporary clouds live: each in a folder of its own, beside the PostgreSQL binaries they share. The folders'
 * parent belongs to one user, because programs are run from it.
 */
final class TemporaryHomes {

    private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"),
            "darkroom-" + System.getProperty("user.name"));

    /** A folder and the lock that says it is in use. */
    record Home(Path directory, DirectoryLock lock) {
    }

    private TemporaryHomes() {
    }

    static synchronized Home next() {
        try {
            Path directory = Files.createTempDirectory(root(), "cloud-");
            return new Home(directory, DirectoryLock.take(directory).orElseThrow());
        } catch (IOException problem) {
            throw new LocalCloudException("No folder could be made in " + ROOT, problem);
        }
    }

    static Path binaries() {
        return root().resolve("postgres");
    }

    /**
     * Removes the folders of runs that were killed, and the servers that still run in them. A folder younger than a
     * minute is left alone: its run may be about to lock it.
     */
    static synchronized void removeAbandoned() {
        for (Path home : homes()) {
            Optional<DirectoryLock> lock = DirectoryLock.take(home);
            if (lock.isPresent()) {
                LocalCloud.stopLeftOvers(home);
                Folders.delete(home);
                lock.get().close();
            }
        }
    }

    private static List<Path> homes() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("cloud-"))
                    .filter(folder -> Folders.ageOf(folder).compareTo(Duration.ofMinutes(1)) > 0)
                    .toList();
        } catch (IOException problem) {
            throw new LocalCloudException("The folder %s cannot be read".formatted(ROOT), problem);
        }
    }

    private static Path root() {
        Path root = Folders.create(ROOT);
        if (!Folders.isMine(root)) {
            throw new LocalCloudException("The folder %s belongs to somebody else; remove it".formatted(root));
        }
        return root;
    }
}
