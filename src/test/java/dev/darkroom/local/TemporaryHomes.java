package dev.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where temporary clouds live: each in a folder of its own, beside the PostgreSQL binaries they share. */
final class TemporaryHomes {

    private static final Path ROOT =
            Path.of(System.getProperty("java.io.tmpdir"), "darkroom-" + System.getProperty("user.name"));

    private TemporaryHomes() {
    }

    static Path next() {
        try {
            return Files.createTempDirectory(Folders.create(ROOT), "cloud-").toRealPath();
        } catch (IOException problem) {
            throw new LocalCloudException("No folder could be made in " + ROOT, problem);
        }
    }

    static Path binaries() {
        return Folders.create(ROOT).resolve("postgres");
    }
}
