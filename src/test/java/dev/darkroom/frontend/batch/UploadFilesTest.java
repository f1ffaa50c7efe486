package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFilesTest {

    @TempDir
    private Path temporary;

    @Test
    void deletesWhatAFrontEndLeftThatWasKilledADayAgo() throws IOException {
        var files = new UploadFiles(temporary.resolve("uploads"));
        var old = files.create();
        var young = files.create();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        files.deleteLeftOver();

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void hasNothingToDeleteBeforeTheFirstFile() throws IOException {
        new UploadFiles(temporary.resolve("none")).deleteLeftOver();

        assertFalse(Files.exists(temporary.resolve("none")));
    }
}
