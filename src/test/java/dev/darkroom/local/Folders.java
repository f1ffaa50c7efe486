package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that only their owner may enter: they hold programs that are run and data that is trusted. */
final class Folders {

    private Folders() {
    }

    static Path create(Path directory) {
        try {
            if (!exists(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rwx------")));
            }
            return directory.toRealPath();
        } catch (IOException problem) {
            throw new LocalCloudException("The folder %s could not be made".formatted(directory), problem);
        }
    }

    static boolean exists(Path directory) {
        return Files.isDirectory(directory);
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
