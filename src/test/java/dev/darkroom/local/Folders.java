package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Folders that only their owner may enter: they hold programs that are run and data that is trusted. */
final class Folders {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Folders() {
    }

    static Path create(Path directory) {
        try {
            if (!exists(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            return directory.toRealPath();
        } catch (IOException problem) {
            throw new LocalCloudException("The folder %s could not be made".formatted(directory), problem);
        }
    }

    static boolean exists(Path directory) {
        return Files.isDirectory(directory);
    }

    // Asked of a file rather than of the user's name, which a container need not have.
    static boolean isMine(Path directory) {
        try {
            if (!Files.getPosixFilePermissions(directory).equals(OWNER_ONLY)) {
                return false;
            }
            Path mine = Files.createTempFile(directory, "mine", null);
            boolean same = Files.getOwner(mine).equals(Files.getOwner(directory));
            Files.delete(mine);
            return same;
        } catch (IOException forbidden) {
            return false;
        }
    }

    static Optional<String> lastLineOf(Path log) {
        try {
            return Files.readAllLines(log).stream().filter(line -> !line.isBlank()).reduce((line, next) -> next);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Duration ageOf(Path directory) {
        try {
            return Duration.between(Files.getLastModifiedTime(directory).toInstant(), Instant.now());
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException problem) {
            throw new LocalCloudException("The folder %s could not be removed".formatted(directory), problem);
        }
    }
}
