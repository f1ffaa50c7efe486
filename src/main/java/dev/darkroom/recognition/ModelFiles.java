package dev.darkroom.recognition;

import dev.darkroom.parts.Digests;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files that a model is made of, wherever they are: {@code file:} and {@code classpath:} here, other schemes
 * elsewhere. What comes from elsewhere is kept, under its SHA-256, for the next start; what is kept is believed only as
 * far as it still has that.
 */
final class ModelFiles {

    private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9]+):.*", Pattern.DOTALL);
    /** Bytes; ONNX Runtime takes a model of twice that at most. */
    private static final long MOST = 1L << 30;
    /** Bytes of a descriptor. */
    private static final long MOST_TEXT = 1L << 20;

    private final Path cache;
    private final Map<String, Fetch> elsewhere;

    /**
     * @param cache     a folder, which need not be there yet
     * @param elsewhere by scheme
     */
    ModelFiles(Path cache, Map<String, Fetch> elsewhere) {
        this.cache = cache;
        this.elsewhere = elsewhere;
    }

    /** The address of a file that a descriptor names: as it is, or beside the descriptor. */
    static String address(String descriptor, String file) {
        return SCHEME.matcher(file).matches()
                ? file
                : descriptor.substring(0, 1 + Math.max(descriptor.lastIndexOf('/'), descriptor.indexOf(':'))) + file;
    }

    /** A descriptor, which nothing vouches for but the place where it is. */
    byte[] descriptor(String address) throws UnusableModelException, InterruptedException {
        try {
            var fetch = elsewhere.get(scheme(address));
            if (fetch == null) {
                return here(address);
            }
            var file = Files.createTempFile("darkroom-", ".yaml");
            try {
                fetch.fetch(address, file, MOST_TEXT);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UnusableModelException(e.getMessage(), e);
        }
    }

    /**
     * @param sha256 that the file has, 64 hexadecimal digits; may be null of a file that is here
     * @param field  of the descriptor, that says it
     */
    byte[] read(String address, String sha256, String field) throws UnusableModelException, InterruptedException {
        try {
            var fetch = elsewhere.get(scheme(address));
            if (fetch != null) {
                return elsewhere(address, sha256, field, fetch);
            }
            var bytes = here(address);
            if (sha256 != null) {
                check(address, sha256, bytes);
            }
            return bytes;
        } catch (IOException e) {
            throw new UnusableModelException(e.getMessage(), e);
        }
    }

    private String scheme(String address) throws UnusableModelException {
        var scheme = SCHEME.matcher(address);
        var known = new TreeSet<>(elsewhere.keySet());
        known.add("classpath");
        known.add("file");
        if (!scheme.matches() || !known.contains(scheme.group(1))) {
            throw new UnusableModelException(
                    address + " does not begin with one of " + String.join(":, ", known) + ":");
        }
        return scheme.group(1);
    }

    private static byte[] here(String address) throws IOException {
        var place = address.substring(address.indexOf(':') + 1);
        try (var in = address.startsWith("file:") ? file(place) : resource(place)) {
            return in.readAllBytes();
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new IOException(address + " is not there", e);
        } catch (InvalidPathException e) {
            throw new IOException(address + " is no place of a file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(address + " may not be read", e);
        }
    }

    private static InputStream file(String place) throws IOException {
        var path = Path.of(place.replaceFirst("^//", ""));
        if (Files.isDirectory(path)) {
            throw new IOException("file:" + place + " is a folder");
        }
        return Files.newInputStream(path);
    }

    private static InputStream resource(String place) throws IOException {
        var in = ModelFiles.class.getResourceAsStream(place.startsWith("/") ? place : "/" + place);
        if (in == null) {
            throw new FileNotFoundException(place);
        }
        return in;
    }

    private byte[] elsewhere(String address, String sha256, String field, Fetch fetch)
            throws IOException, UnusableModelException, InterruptedException {
        if (sha256 == null) {
            throw new UnusableModelException("its descriptor does not say, as " + field + ", which SHA-256 " + address
                    + " has; what comes from elsewhere needs one");
        }
        var kept = cache.resolve(sha256);
        if (Files.isRegularFile(kept)) {
            var bytes = Files.readAllBytes(kept);
            if (digest(bytes).equals(sha256)) {
                return bytes;
            }
        }
        var fresh = fresh(sha256);
        try {
            fetch.fetch(address, fresh, MOST);
            var bytes = Files.readAllBytes(fresh);
            check(address, sha256, bytes);
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path fresh(String sha256) throws UnusableModelException {
        try {
            Files.createDirectories(cache);
            return Files.createTempFile(cache, sha256, ".part");
        } catch (IOException e) {
            throw new UnusableModelException("the folder " + cache + ", where models are kept, cannot be written to",
                    e);
        }
    }

    private static void check(String address, String sha256, byte[] bytes) throws UnusableModelException {
        var digest = digest(bytes);
        if (!digest.equals(sha256)) {
            throw new UnusableModelException(address + " has the SHA-256 " + digest + ", and not " + sha256
                    + " as its descriptor says");
        }
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }
}
