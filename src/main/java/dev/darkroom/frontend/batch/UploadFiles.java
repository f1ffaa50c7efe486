package dev.darkroom.frontend.batch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The temporary files of photographs that come in forms, in a folder of their own below {@code java.io.tmpdir}. */
final class UploadFiles {

    /** No form takes so long for one photograph. */
    private static final Duration LEFT_OVER = Duration.ofDays(1);

    private final Path folder;

    UploadFiles() {
        this(Path.of(System.getProperty("java.io.tmpdir"), "darkroom-uploads-" + System.getProperty("user.name")));
    }

    UploadFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path create() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "upload-", null);
    }

    /** Deletes what a front end left that was killed, a day after. */
    void deleteLeftOver() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var before = Instant.now().minus(LEFT_OVER);
        DirectoryStream.Filter<Path> old = file -> Files.getLastModifiedTime(file).toInstant().isBefore(before);
        try (var files = Files.newDirectoryStream(folder, old)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
