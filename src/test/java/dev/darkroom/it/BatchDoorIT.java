package dev.darkroom.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the front door does with forms: which it takes, which it refuses, and that whoever sends one hears why. */
@Timeout(120)
class BatchDoorIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final String FORM = "multipart/form-data; boundary=seam";
    /** More than all the buffers on the way hold. */
    private static final int MUCH = 32_000_000;

    private static Node frontEnd;
    private static Client ansel;

    @BeforeAll
    static void start() {
        frontEnd = SYSTEM.start("frontend", "darkroom.batch.images=3", "darkroom.batch.idle-seconds=2",
                "darkroom.batch.job-sequence=grayscale", "darkroom.limits.bytes=10000");
        ansel = Client.register(frontEnd);
    }

    @Test
    void takesAFormWithPhotographs() {
        var batch = send(form(field("job_sequence", "thumbnail, grayscale"), file("am Strand.jpg"), file("beach.jpg"),
                file("beach.jpg"))).expect(202);

        assertEquals("[\"process\",\"thumbnail\",\"grayscale\"]", batch.get("job_sequence").toString());
        assertEquals(List.of("am Strand.jpg", "beach.jpg", "beach.jpg"), batch.findValuesAsText("name"));
        assertEquals(List.of("job queued", "job queued", "job queued"),
                batch.get("images").valueStream().map(image -> image.get("status").asText()).toList());
        assertEquals("{\"images\":3,\"completed\":0,\"failed\":0,\"unfinished\":3}", batch.get("counts").toString());
        assertEquals(3,
                batch.get("images").valueStream().map(image -> image.get("s3_key").asText()).distinct().count());
        batch.get("images").forEach(image -> assertEquals("a photograph",
                new String(TestSystem.object(TestSystem.INPUT, image.get("s3_key").asText()), UTF_8)));
    }

    @Test
    void makesABatchOfThePhotographsThatCameBeforeThereWereTooMany() {
        var problem = send(form(file("1.jpg"), file("2.jpg"), file("3.jpg"), file("4.jpg"))).expect(413);

        var detail = problem.get("detail").asText();
        assertTrue(detail.startsWith("A batch has at most 3 images. 3 of its images came, as batch "), detail);
        var batch = ansel.get("/api/batches/" + detail.replaceAll(".* ", "")).expect(200);
        assertEquals(List.of("1.jpg", "2.jpg", "3.jpg"), batch.findValuesAsText("name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour       | red   | 422 | A form has job_sequence, environment and files, but no colour
            job_sequence | sepia | 422 | sepia
            environment  | X=1   | 422 | X
            """)
    void refusesFieldsThatItDoesNotKnow(String name, String value, int status, String word) {
        var before = batches();

        var problem = send(form(field(name, value), file("beach.jpg"))).expect(status);

        assertTrue(problem.get("detail").asText().contains(word), problem::toString);
        assertEquals(before, batches());
    }

    @Test
    void refusesAFieldAfterPhotographsAndKeepsThem() {
        var problem = send(form(file("beach.jpg"), field("environment", ""))).expect(400);

        assertTrue(problem.get("detail").asText()
                .startsWith("Send environment before the photographs. 1 of its images came, as batch "),
                problem::toString);
    }

    @Test
    void refusesAPartWithoutNameAndKeepsThePhotographsBeforeIt() {
        var problem = send(
                form(file("beach.jpg"), file("dunes.jpg").replace("name=\"images\"; ", ""), file("rocks.jpg")))
                .expect(400);

        var detail = problem.get("detail").asText();
        assertTrue(detail.startsWith("Part 2 of the form has no name"), detail);
        assertTrue(detail.contains(". 1 of its images came, as batch "), detail);
    }

    @ParameterizedTest
    @CsvSource({"400, multipart/form-data", "400, multipart/form-data; boundary=other",
            "415, multipart/form-datax; boundary=seam", "415, multipart/mixed; boundary=seam"})
    void refusesWhatIsNoForm(int status, String contentType) {
        assertEquals(status,
                ansel.sendBytes("POST", "/api/batches", form(file("beach.jpg")), "Content-Type", contentType).status());
    }

    @Test
    void refusesFormsElsewhere() {
        assertEquals(415,
                ansel.sendBytes("POST", "/api/images", form(file("beach.jpg")), "Content-Type", FORM).status());
    }

    @Test
    void remembersNoFormByAKey() {
        assertEquals(400, ansel.sendBytes("POST", "/api/batches", form(file("beach.jpg", "x".repeat(MUCH))),
                "Content-Type", FORM, "Idempotency-Key", "k3y").status());
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/batches.json, 200", "POST, /api/batches.json, 202", "POST, /api/batches/, 202",
            "POST, /api/batches/12, 405", "PUT, /api/batches, 405", "POST, /api/batchesX, 405",
            "POST, /api/batches/12/images, 404", "POST, /api/batches%20, 405"})
    void knowsItsPaths(String method, String path, int status) {
        var body = method.equals("GET") ? null : "{\"images\":[{\"name\":\"beach.jpg\"}]}".getBytes(UTF_8);

        var answer = body == null
                ? ansel.sendBytes(method, path, null)
                : ansel.sendBytes(method, path, body, "Content-Type", "application/json");
        assertEquals(status, answer.status(), answer.text());
    }

    @Test
    void letsWhoeverMayNotHearItThoughHeSendsMuch() {
        var nobody = Client.withToken(frontEnd.url(), null);
        var much = form(file("beach.jpg", "x".repeat(MUCH)));

        assertEquals(401, nobody.sendBytes("POST", "/api/batches", much, "Content-Type", FORM).status());
        assertEquals(413, ansel.sendBytes("POST", "/api/batches", much, "Content-Type", "image/jpeg").status());
        assertEquals(405, ansel.sendBytes("POST", "/api/batches/12", much, "Content-Type", FORM).status());
        assertEquals(413, ansel.sendBytes("POST", "/api/batches", much, "Content-Type", "application/json").status());
        assertEquals(202, send(form(file("beach.jpg"))).status());
    }

    @Test
    void letsWhoeverMayNotHearItBeforeHeSendsAnything() throws IOException {
        try (var client = connect()) {
            write(client, head("Content-Length: " + MUCH, "Expect: 100-continue"));

            var answer = readHead(client);
            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
            assertTrue(answer.toLowerCase().contains("connection: close"), answer);
        }
    }

    @Test
    void saysToSendWhoeverAsksFirst() throws IOException {
        var form = form(file("beach.jpg"));
        try (var client = connect()) {
            write(client, head("Authorization: Bearer " + ansel.token(), "Content-Length: " + form.length,
                    "Expect: 100-continue"));
            assertTrue(readHead(client).startsWith("HTTP/1.1 100 "));

            client.getOutputStream().write(form);
            assertTrue(readHead(client).startsWith("HTTP/1.1 202 "));
        }
    }

    @Test
    void makesABatchOfWhatCameWhenNothingComesAnyMore() throws IOException {
        var form = form(file("beach.jpg"), file("dunes.jpg"));
        try (var client = connect()) {
            write(client, head("Authorization: Bearer " + ansel.token(), "Content-Length: " + form.length));
            client.getOutputStream().write(form, 0, form.length - 20);

            var answer = readHead(client);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
        var batch = ansel.get("/api/batches?n=1").expect(200).get(0);
        assertEquals(1, batch.at("/counts/images").asInt());
        assertNotNull(batch.get("ends_at"));
    }

    @Test
    void usesAConnectionForSeveralForms() throws IOException {
        var form = form(file("beach.jpg"));
        try (var client = connect()) {
            for (int i = 0; i < 5; i++) {
                write(client, head("Authorization: Bearer " + ansel.token(), "Content-Length: " + form.length));
                client.getOutputStream().write(form);

                var answer = readHead(client);
                assertTrue(answer.startsWith("HTTP/1.1 202 "), answer);
                assertTrue(answer.toLowerCase().contains("transfer-encoding: chunked"), answer);
                assertTrue(!answer.toLowerCase().contains("connection: close"), answer);
                readUntil(client, "\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void namesTheImageThatCannotBeAnnounced() {
        var problem = ansel.post("/api/batches", Map.of("images", List.of(Map.of("name", "beach.jpg"),
                Map.of("name", "dunes.heic", "content_type", "image/heic")))).expect(422);

        assertTrue(problem.get("detail").asText().startsWith("images[1], dunes.heic: "), problem::toString);
    }

    @Test
    void announcesNoMoreThanABatchHas() {
        var images = IntStream.range(0, 4).mapToObj(_ -> Map.of("name", "beach.jpg")).toList();

        assertEquals("A batch has at most 3 images, these are 4",
                ansel.post("/api/batches", Map.of("images", images)).expect(422).get("detail").asText());
    }

    private static String batches() {
        return TestSystem.value("SELECT count(*) FROM batches");
    }

    private static Answer send(byte[] form) {
        return ansel.sendBytes("POST", "/api/batches", form, "Content-Type", FORM);
    }

    private static byte[] form(String... parts) {
        return (Arrays.stream(parts).map(part -> "--seam\r\n" + part + "\r\n").collect(Collectors.joining())
                + "--seam--\r\n").getBytes(UTF_8);
    }

    private static String field(String name, String value) {
        return "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    private static String file(String name) {
        return file(name, "a photograph");
    }

    private static String file(String name, String photograph) {
        return "Content-Disposition: form-data; name=\"images\"; filename=\"" + name
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n" + photograph;
    }

    private static Socket connect() throws IOException {
        var address = URI.create(frontEnd.url());
        return new Socket(address.getHost(), address.getPort());
    }

    private static String head(String... lines) {
        return "POST /api/batches HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM + "\r\n"
                + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** The first line of an answer, and its headers. */
    private static String readHead(Socket client) throws IOException {
        return readUntil(client, "\r\n\r\n");
    }

    private static String readUntil(Socket client, String end) throws IOException {
        var read = new StringBuilder();
        var in = client.getInputStream();
        while (read.length() < end.length() || !read.substring(read.length() - end.length()).equals(end)) {
            var character = in.read();
            if (character < 0) {
                throw new IOException("The connection ended after " + read);
            }
            read.append((char) character);
        }
        return read.toString();
    }
}
