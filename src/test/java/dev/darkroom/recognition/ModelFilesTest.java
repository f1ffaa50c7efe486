package dev.darkroom.recognition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.parts.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFilesTest {

    private static final String CONTENT = "a model";
    private static final String SHA = Digests.sha256Hex(CONTENT);
    private static final String ELSEWHERE = "https://models.example/model.onnx";

    @TempDir
    Path folder;

    private Path cache;
    private String served = CONTENT;
    private int fetched;
    private ModelFiles files;

    @BeforeEach
    void open() {
        cache = folder.resolve("cache").resolve("models");
        files = new ModelFiles(cache, Map.of("https", (_, to, most) -> {
            fetched++;
            if (served == null) {
                throw new IOException(ELSEWHERE + " cannot be reached");
            }
            assertTrue(most > served.length());
            Files.writeString(to, served);
        }));
    }

    @ParameterizedTest
    @CsvSource({"file:/models/m.yaml, m.onnx, file:/models/m.onnx", "file:m.yaml, m.onnx, file:m.onnx",
            "classpath:m.yaml, a/m.onnx, classpath:a/m.onnx",
            "s3:bucket/models/m.yaml, m.onnx, s3:bucket/models/m.onnx",
            "https://a.example/m.yaml, m.onnx, https://a.example/m.onnx",
            "https://a.example/m.yaml, s3:bucket/m.onnx, s3:bucket/m.onnx",
            "classpath:m.yaml, https://a.example/m.onnx, https://a.example/m.onnx"})
    void aFileIsBesideItsDescriptorUnlessItHasAnAddress(String descriptor, String file, String address) {
        assertEquals(address, ModelFiles.address(descriptor, file));
    }

    @Test
    void readsWhatIsHere() throws Exception {
        var file = Files.writeString(folder.resolve("model.onnx"), CONTENT);

        assertEquals(CONTENT, text(files.read("file:" + file, null, "sha256")));
        assertEquals(CONTENT, text(files.read("file:" + file, SHA, "sha256")));
        assertEquals("person", files.read("classpath:models/centernet/labels.txt", null, "sha256").length > 0
                ? text(files.read("classpath:models/centernet/labels.txt", null, "sha256")).lines().findFirst()
                        .orElseThrow()
                : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"file:/there/is/none.yaml | file:/there/is/none.yaml is not there",
                    "classpath:there/is/none.yaml | classpath:there/is/none.yaml is not there",
                    "file:/tmp | file:/tmp is a folder",
                    "models/m.yaml | models/m.yaml does not begin with one of classpath:, file:, https:",
                    "ftp://a.example/m | ftp://a.example/m does not begin with one of classpath:, file:, https:",
                    "http://a.example/m | http://a.example/m does not begin with one of classpath:, file:, https:"})
    void whatCannotBeReadIsTold(String address, String reason) {
        assertEquals(reason, refusal(() -> files.read(address, null, "sha256")));
        assertEquals(reason, refusal(() -> files.descriptor(address)));
    }

    @Test
    void whatIsHereIsHeldAgainstItsDigestToo() throws Exception {
        var file = Files.writeString(folder.resolve("model.onnx"), "another");

        assertEquals("file:" + file + " has the SHA-256 " + Digests.sha256Hex("another") + ", and not " + SHA
                + " as its descriptor says", refusal(() -> files.read("file:" + file, SHA, "sha256")));
    }

    @Test
    void whatComesFromElsewhereIsFetchedOnce() throws Exception {
        assertEquals(CONTENT, text(files.read(ELSEWHERE, SHA, "sha256")));
        served = null;
        assertEquals(CONTENT, text(files.read(ELSEWHERE, SHA, "sha256")));

        assertEquals(1, fetched);
        assertEquals(List.of(SHA), kept());
    }

    @Test
    void whatComesFromElsewhereNeedsADigest() {
        assertEquals("its descriptor does not say, as labels_sha256, which SHA-256 " + ELSEWHERE
                + " has; what comes from elsewhere needs one",
                refusal(() -> files.read(ELSEWHERE, null, "labels_sha256")));
        assertEquals(0, fetched);
    }

    @Test
    void whatIsNotWhatItShouldBeIsNotKept() throws Exception {
        served = "another";

        assertEquals(ELSEWHERE + " has the SHA-256 " + Digests.sha256Hex("another") + ", and not " + SHA
                + " as its descriptor says", refusal(() -> files.read(ELSEWHERE, SHA, "sha256")));
        assertEquals(List.of(), kept());
    }

    @Test
    void whatWasKeptAndIsDamagedIsFetchedAgain() throws Exception {
        files.read(ELSEWHERE, SHA, "sha256");
        Files.writeString(cache.resolve(SHA), "a mod");

        assertEquals(CONTENT, text(files.read(ELSEWHERE, SHA, "sha256")));

        assertEquals(2, fetched);
        assertEquals(CONTENT, Files.readString(cache.resolve(SHA)));
    }

    @Test
    void whatIsAwayIsTold() throws Exception {
        served = null;

        assertEquals(ELSEWHERE + " cannot be reached", refusal(() -> files.read(ELSEWHERE, SHA, "sha256")));
        assertEquals(List.of(), kept());
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTold() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file in its place");

        assertEquals("the folder " + cache + ", where models are kept, cannot be written to",
                refusal(() -> files.read(ELSEWHERE, SHA, "sha256")));
    }

    @Test
    void aDescriptorIsFetchedEachTime() throws Exception {
        assertArrayEquals(CONTENT.getBytes(StandardCharsets.UTF_8), files.descriptor(ELSEWHERE));
        served = "another";
        assertArrayEquals("another".getBytes(StandardCharsets.UTF_8), files.descriptor(ELSEWHERE));
    }

    private List<String> kept() throws IOException {
        try (var names = Files.list(cache)) {
            return names.map(path -> path.getFileName().toString()).toList();
        }
    }

    private interface Reading {
        byte[] read() throws UnusableModelException, InterruptedException;
    }

    private static String refusal(Reading reading) {
        return assertThrows(UnusableModelException.class, reading::read).getMessage();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
