package dev.darkroom.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files into which ONNX Runtime unpacks its native library at each start. It removes them when the process ends, but
 * not their folder, and of a process that is killed 28 MB stay; yet once loaded they are not needed any more.
 */
final class UnpackedLibrary {

    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final String FOLDER = "onnxruntime-java";

    private UnpackedLibrary() {
    }

    /** Where the system tells which files are loaded (Linux); elsewhere they stay until the end. */
    static void remove() {
        try {
            if (Files.isReadable(MAPPED)) {
                for (var file : loaded()) {
                    Files.deleteIfExists(file);
                    removeFolder(file.getParent());
                }
            }
        } catch (IOException _) {
            // then they stay until the end
        }
    }

    private static TreeSet<Path> loaded() throws IOException {
        try (var lines = Files.lines(MAPPED)) {
            return lines.filter(line -> line.indexOf('/') > 0).map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(path -> path.getNameCount() > 1 && path.getParent().getFileName().toString()
                            .startsWith(FOLDER) && Files.exists(path))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        try (var rest = Files.list(folder)) {
            if (rest.findAny().isEmpty()) {
                Files.deleteIfExists(folder);
            }
        }
    }
}
