package dev.darkroom.frontend.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.http.BadRequest;
import dev.darkroom.http.TooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final int MOST = 1000;
    private static final int MOST_BYTES = 100_000;

    @Test
    void photographsComeOneAfterTheOther() {
        var uploads = read(new FormBody().file("beach.jpg", "the first").file("dunes.jpg", "the second")
                .file("beach.jpg", "the third").end());

        assertEquals(List.of("1 beach.jpg: the first", "2 dunes.jpg: the second", "3 beach.jpg: the third"),
                rest(uploads));
        assertEquals(3, uploads.taken());
        assertThrows(NoSuchElementException.class, uploads::next);
    }

    @Test
    void theNextOneIsReadWhenTheOneBeforeIsDealtWith() throws IOException {
        var body = new FormBody().file("beach.jpg", "the first").file("dunes.jpg", new byte[50_000])
                .file("rocks.jpg", new byte[50_000]).end();
        var uploads = read(body);

        try (var first = uploads.next()) {
            assertEquals(1, first.position());
            assertTrue(body.available() > 90_000, () -> body.available() + " bytes are left");
        }
    }

    @Test
    void fieldsComeBeforeThePhotographs() {
        var uploads = read(
                new FormBody().field("job_sequence", "thumbnail,classify").field("environment", "GAMMA=0.8 é")
                        .file("beach.jpg", "the first").end());

        assertEquals(Map.of("job_sequence", "thumbnail,classify", "environment", "GAMMA=0.8 é"), uploads.fields());
        assertEquals(0, uploads.taken());
        assertEquals(List.of("1 beach.jpg: the first"), rest(uploads));
    }

    @Test
    void ofTwoFieldsOfANameTheLastCounts() {
        assertEquals(Map.of("environment", "GAMMA=2"),
                read(new FormBody().field("environment", "GAMMA=1").field("environment", "GAMMA=2").end()).fields());
    }

    @Test
    void aFieldAfterPhotographsIsTooLate() throws IOException {
        var uploads = read(new FormBody().file("beach.jpg", "the first").field("environment", "GAMMA=2").end());
        uploads.next().close();

        assertEquals("Send environment before the photographs",
                assertThrows(BadRequest.class, uploads::hasNext).getMessage());
    }

    @Test
    void aFileThatNobodyChoseIsNone() {
        var uploads = read(new FormBody().file("", "").file("beach.jpg", "the first").file("", "").end());

        assertEquals(List.of("1 beach.jpg: the first"), rest(uploads));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Disposition: form-data; filename=\"dunes.jpg\"", "Content-Disposition: form-data",
                    "Content-Disposition: attachment; name=\"images\"; filename=\"dunes.jpg\"",
                    "Content-Type: image/jpeg"})
    void aPartWithoutNameIsNotPassedBy(String header) throws IOException {
        var form = new FormBody().part(header, new byte[9]).end();
        assertTrue(assertThrows(BadRequest.class, () -> read(form)).getMessage()
                .startsWith("Part 1 of the form has no name"));

        var uploads = read(new FormBody().field("environment", "TOP=1").file("beach.jpg", "the first")
                .part(header, new byte[9]).file("rocks.jpg", "the third").end());
        uploads.next().close();

        assertEquals("Part 3 of the form has no name: its header begins with"
                + " Content-Disposition: form-data; name=\"...\"",
                assertThrows(BadRequest.class, uploads::hasNext).getMessage());
        assertEquals(1, uploads.taken());
    }

    @Test
    void severalFilesMayComeInOnePartIfTheyHaveNames() {
        var several = "Content-Disposition: form-data; name=\"images\"\r\nContent-Type: multipart/mixed; boundary=fold";
        var named = "--fold\r\nContent-Disposition: attachment; filename=\"beach.jpg\"\r\n\r\nthe first\r\n";
        var nameless = "--fold\r\nContent-Disposition: attachment\r\n\r\nthe second\r\n";
        var end = "--fold--\r\n";

        assertEquals(List.of("1 beach.jpg: the first"),
                rest(read(new FormBody().part(several, (named + end).getBytes(UTF_8)).end())));
        var uploads = read(new FormBody().part(several, (named + nameless + end).getBytes(UTF_8)).end());
        assertEquals("A file in part 1 of the form has no filename",
                assertThrows(BadRequest.class, () -> rest(uploads)).getMessage());
        assertEquals(1, uploads.taken());
    }

    @Test
    void anEmptyFileIsAPhotographThatAWorkerWillRefuse() throws IOException {
        try (var part = read(new FormBody().file("beach.jpg", "").end()).next()) {
            assertEquals(0, part.byteSize());
            assertNull(part.refusal());
        }
    }

    @Test
    void aFormOfFieldsHasNoPhotograph() {
        assertFalse(read(new FormBody().field("environment", "").end()).hasNext());
    }

    @Test
    void theFirstBytesSayWhichKindItIs() throws IOException {
        var uploads = read(new FormBody().file("beach.jpg", new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10})
                .file("beach.png", "ÿØÿ").file("beach.gif", "GIF89a").end());

        for (var type : List.of("image/png", "image/jpeg", "image/jpeg")) {
            try (var part = uploads.next()) {
                assertEquals(type, part.contentType());
            }
        }
    }

    @Test
    void oneThatIsTooLargeIsNotTakenAndTheNextOneIs() throws IOException {
        var uploads = read(new FormBody().file("beach.jpg", new byte[MOST_BYTES]).file("dunes.jpg",
                new byte[5 * MOST_BYTES]).file("rocks.jpg", "small").end());

        uploads.next().close();
        try (var large = uploads.next()) {
            assertEquals("It has more than 100000 bytes", large.refusal());
            assertEquals(2, large.position());
            assertTrue(Files.size(large.file()) <= MOST_BYTES + 1);
        }
        assertEquals(List.of("3 rocks.jpg: small"), rest(uploads));
    }

    @Test
    void moreThanABatchHasAreNotTaken() throws IOException {
        var form = new FormBody();
        for (int i = 0; i <= MOST; i++) {
            form.file("beach.jpg", "");
        }
        var uploads = read(form.end());
        for (int i = 0; i < MOST; i++) {
            uploads.next().close();
        }

        assertTrue(uploads.hasNext());
        assertEquals("A batch has at most 1000 images", assertThrows(TooLarge.class, uploads::next).getMessage());
        assertEquals(MOST, uploads.taken());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 10, 12, 20, 60, 150})
    void whatBreaksOffIsNotTakenForTheEnd(int missing) throws IOException {
        var before = files();
        var uploads = read(new FormBody().file("beach.jpg", "the first").file("dunes.jpg", "the second one of these")
                .brokenOff(missing));

        assertTrue(
                assertThrows(BadRequest.class, () -> rest(uploads)).getMessage().startsWith("The request broke off"));
        assertTrue(uploads.taken() <= 1, () -> uploads.taken() + " were taken");
        // those of somebody else at this machine go, too
        await().until(() -> before.containsAll(files()));
    }

    @Test
    void whatTheConnectionSaysIsTold() {
        var uploads = new Uploads(new InputStream() {
            private final ByteArrayInputStream beginning = new FormBody().file("beach.jpg", new byte[20_000])
                    .brokenOff(5000);

            @Override
            public int read() throws IOException {
                return beginning.available() > 0 ? beginning.read() : silence();
            }

            private static int silence() throws IOException {
                throw new IOException("Nothing came for 60 seconds");
            }
        }, FormBody.TYPE, MOST, MOST_BYTES);

        assertEquals("The request broke off: Nothing came for 60 seconds",
                assertThrows(BadRequest.class, uploads::next).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"multipart/form-data", "multipart/form-data; boundary=other",
            "multipart/form-data; boundary=", "application/json"})
    void anotherTypeIsNoForm(String contentType) {
        var body = new FormBody().file("beach.jpg", "the first").end();

        var problem = assertThrows(BadRequest.class, () -> new Uploads(body, contentType, MOST, MOST_BYTES));
        assertTrue(problem.getMessage().startsWith("This is not multipart/form-data: "), problem::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--seam--\r\n", "{\"images\":[]}", "--seam", "--seam\r\n", "--seam\r\nContent-Dispo"})
    void whatHasNoPartsIsNoForm(String body) {
        assertThrows(BadRequest.class, () -> read(new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    @Test
    void aPartWithoutHeaderEndsNowhere() {
        assertThrows(BadRequest.class,
                () -> read(new ByteArrayInputStream("--seam\r\nno header\r\n--seam--\r\n".getBytes(UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Strand bei Ebbe é.jpg         | Strand bei Ebbe é.jpg | Strand_bei_Ebbe__.jpg
            浜辺.jpg                        | 浜辺.jpg                | jpg
            C:\\fakepath\\beach.jpg       | beach.jpg             | beach.jpg
            ../../etc/passwd              | passwd                | passwd
            holiday/2026/beach.jpg        | beach.jpg             | beach.jpg
            """)
    void namesAreAsTheClientCallsItsFiles(String sent, String shown, String key) throws IOException {
        try (var part = read(new FormBody().file(sent.replace("\\", "\\\\"), "the first").end()).next()) {
            assertEquals(shown, part.name());
            assertEquals(key, part.fileName());
        }
    }

    @Test
    void namesMayComeEncoded() throws IOException {
        try (var part = read(new FormBody().part(
                "Content-Disposition: form-data; name=\"images\"; filename*=UTF-8''%E6%B5%9C%E8%BE%BA.jpg", new byte[9])
                .end()).next()) {
            assertEquals("浜辺.jpg", part.name());
        }
    }

    @Test
    void longNamesHaveRoom() throws IOException {
        try (var part = read(new FormBody().file("浜".repeat(251) + ".jpg", "the first").end()).next()) {
            assertEquals("浜".repeat(251) + ".jpg", part.name());
        }
    }

    @Test
    void aNameWithNulIsStillOne() throws IOException {
        try (var part = read(new FormBody().file("a\0b.jpg", "the first").end()).next()) {
            assertEquals("a_b.jpg", part.name());
        }
    }

    @Test
    void headersWithoutEndAreRefused() {
        var form = new FormBody().part("X: " + "a".repeat(100_000), new byte[9]).end();

        assertThrows(BadRequest.class, () -> read(form));
    }

    @Test
    void fieldsHaveRoomTogetherForNoMoreThanTheyNeed() {
        var form = new FormBody();
        for (int i = 0; i < 20; i++) {
            form.field("field-" + i, "a".repeat(9_000));
        }

        assertEquals("The fields of a form have at most 100000 bytes together",
                assertThrows(TooLarge.class, () -> read(form.end())).getMessage());
    }

    /** 300 MB in 30 photographs, of which never more than one is on the disk, nor more than a little in memory. */
    @Test
    void howLongARequestIsDoesNotMatter() throws IOException {
        var generated = new Generated(30, 10_000_000);
        var uploads = new Uploads(generated, FormBody.TYPE, MOST, 20_000_000);
        var ahead = 0L;

        while (uploads.hasNext()) {
            var part = uploads.next();
            assertEquals(10_000_000, Files.size(part.file()));
            ahead = Math.max(ahead, generated.sent() - 10_000_000L * part.position());
            part.close();
            assertFalse(Files.exists(part.file()));
        }

        assertEquals(30, uploads.taken());
        assertTrue(ahead < 100_000, ahead + " bytes were read ahead");
    }

    private static Set<Path> files() throws IOException {
        try (var files = Files.newDirectoryStream(Files.createDirectories(new UploadFiles().folder()))) {
            return Set.copyOf(StreamSupport.stream(files.spliterator(), false).toList());
        }
    }

    private static Uploads read(InputStream body) {
        return new Uploads(body, FormBody.TYPE, MOST, MOST_BYTES);
    }

    private static List<String> rest(Uploads uploads) {
        var parts = new ArrayList<String>();
        while (uploads.hasNext()) {
            try (var part = uploads.next()) {
                parts.add(part.position() + " " + part.name() + ": " + Files.readString(part.file()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return parts;
    }
}
