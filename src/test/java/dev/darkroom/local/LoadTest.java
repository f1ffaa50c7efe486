package dev.darkroom.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.Darkroom;
import dev.darkroom.parts.Migrations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * The load test of the second paper, as {@code mvn -Pbench} runs it: batches of 100 photographs, one, two and ten at
 * once, sent by HTTP as a client would to what {@code mvn} starts, but on a local cloud whose PostgreSQL does not wait for
 * the disk of this machine. Prints how long each took, and what the time of a photograph was made of. Every answer is
 * checked; one that is wrong ends the test.
 */
final class LoadTest {

    private static final Path HOME = Path.of("target/load-test");
    private static final int BATCH = 100;
    private static final List<Integer> AT_ONCE = List.of(1, 2, 10);
    private static final int WARM_UPS = 3;
    /** Seconds that the paper's system took for one batch of 100, and for two at once. */
    private static final Map<Integer, Integer> PAPER = Map.of(1, 119, 2, 180);

    private static final String BOUNDARY = "darkroom-load-test";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOTAL = "total";
    private static final String LINE = "%-22s %9s %9s %9s %9s  %s%n";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, JsonNode> known = new ConcurrentHashMap<>();
    private final String address;
    private String token;

    private LoadTest(String address) {
        this.address = address;
    }

    /** @param args how many batches at once, e.g. {@code 1 2 10}, which it is without any */
    public static void main(String... args) throws Exception {
        if (Folders.exists(HOME)) {
            Folders.delete(HOME);
        }
        var main = new Main(Darkroom.class);
        Folders.create(HOME);
        var cloud = LocalCloud.startTemporary();
        cloud.stopFirst(main::stop);
        var settings = LocalDarkroom.settings(cloud, HOME);
        LocalDarkroom.start(main, cloud, settings, false);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> main.getCamelContext().hasService(Migrations.class).done());
        new LoadTest("http://localhost:" + settings.get("darkroom.port"))
                .run(args.length == 0 ? AT_ONCE : Stream.of(args).map(Integer::valueOf).toList());
        System.exit(0);
    }

    private void run(List<Integer> atOnce) throws Exception {
        register();
        for (int i = 0; i < WARM_UPS; i++) {
            together(1);
        }
        var runs = new LinkedHashMap<Integer, Run>();
        for (int count : atOnce) {
            runs.put(count, together(count));
        }
        print(runs);
    }

    /**
     * Batches that were sent at once.
     *
     * @param seconds until the last of them was answered with all its predictions
     * @param processor seconds of all cores, with PostgreSQL, S3 and the clients
     * @param upload  seconds until the last of them was taken in
     * @param phases  milliseconds of a photograph, on average
     */
    private record Run(double seconds, double processor, double upload, Map<String, Double> phases) {
    }

    private record Sent(double upload, JsonNode batch) {
    }

    private Run together(int count) throws Exception {
        var batches = new ArrayList<Sent>();
        double seconds;
        double processor;
        var ready = new CyclicBarrier(count + 1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Collections.nCopies(count, (Callable<Sent>) () -> {
                var form = form();
                ready.await();
                return send(form);
            }).stream().map(clients::submit).toList();
            ready.await();
            var cpu = cpu();
            var begin = System.nanoTime();
            for (var answer : answers) {
                batches.add(answer.get());
            }
            seconds = since(begin);
            processor = cpu() - cpu;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        for (var sent : batches) {
            check(sent.batch());
        }
        return new Run(seconds, processor, batches.stream().mapToDouble(Sent::upload).max().orElseThrow(),
                phases(count * BATCH));
    }

    /** Sends a form and waits until its photographs are recognised. */
    private Sent send(List<byte[]> form) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var batch = answer(request("/api/batches").header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArrays(form)), 202);
        var upload = since(begin);
        while (!batch.path("status").asText().equals("completed")) {
            batch = answer(request("/api/batches/" + batch.get("id") + "?wait=60"), 200);
        }
        return new Sent(upload, batch);
    }

    private static List<byte[]> form() {
        var parts = new ArrayList<byte[]>();
        var samples = Samples.all();
        for (int i = 0; i < BATCH; i++) {
            var sample = samples.get(i % samples.size());
            parts.add(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"images\"; filename=\"" + name(i)
                    + "\"\r\nContent-Type: " + sample.contentType() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            parts.add(sample.content());
            parts.add("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        parts.add(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return parts;
    }

    private static String name(int position) {
        var samples = Samples.all();
        return "%03d-%s".formatted(position, samples.get(position % samples.size()).name());
    }

    /** Whether the counts add up, each photograph is in its place, and the same one was always recognised as the same. */
    private void check(JsonNode batch) {
        require(batch.get("counts").toString()
                .equals("{\"images\":%d,\"completed\":%1$d,\"failed\":0,\"unfinished\":0}".formatted(BATCH)),
                batch.get("counts"));
        require(batch.get("images").size() == BATCH, batch);
        for (int i = 0; i < BATCH; i++) {
            var image = batch.get("images").get(i);
            require(image.get("name").asText().equals(name(i)) && image.path("predictions").isArray(), image);
            var first = known.putIfAbsent(name(i).substring(4), image.get("predictions"));
            require(first == null || first.equals(image.get("predictions")), image);
        }
    }

    private static void require(boolean right, Object wrong) {
        if (!right) {
            throw new IllegalStateException("This is not as it should be: " + wrong);
        }
    }

    /** Of the newest jobs. */
    private Map<String, Double> phases(int count) throws IOException, InterruptedException {
        var jobs = answer(request("/api/jobs?n=" + count), 200);
        var phases = new LinkedHashMap<String, Double>();
        for (var job : jobs) {
            job.get("timings_ms").properties().forEach(
                    part -> phases.merge(part.getKey(), part.getValue().asDouble() / jobs.size(), Double::sum));
        }
        return phases;
    }

    private void register() throws IOException, InterruptedException {
        var name = "load-test-" + UUID.randomUUID();
        token = answer(request("/api/users").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("username", name, "email",
                        name + "@example.org", "password", UUID.randomUUID().toString())))),
                201)
                .get("authentication_token").asText();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        require(answer.statusCode() == expected, answer + ": " + answer.body());
        return JSON.readTree(answer.body());
    }

    private static double cpu() {
        return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toNanos() / 1e9).sum();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(Map<Integer, Run> runs) {
        System.out.printf(
                "%n%d photographs in a batch, after %d batches to warm up, on %d cores; load average %.1f%n%n",
                BATCH, WARM_UPS, Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(LINE, "batches at once", "seconds", "images/s", "CPU s", "upload s",
                "ms per photograph, and share");
        runs.forEach((count, run) -> {
            System.out.printf(LINE, count, "%.1f".formatted(run.seconds()), rate(count, run.seconds()),
                    "%.1f".formatted(run.processor()),
                    "%.1f".formatted(run.upload()), shares(run.phases()));
            if (PAPER.containsKey(count)) {
                System.out.printf(LINE, "  in the paper", PAPER.get(count), rate(count, PAPER.get(count)), "", "", "");
            }
        });
    }

    private static String rate(int count, double seconds) {
        return "%.1f".formatted(count * BATCH / seconds);
    }

    private static String shares(Map<String, Double> phases) {
        var all = phases.entrySet().stream().filter(phase -> !phase.getKey().equals(TOTAL))
                .mapToDouble(Map.Entry::getValue).sum();
        return phases.entrySet().stream().filter(phase -> !phase.getKey().equals(TOTAL))
                .map(phase -> "%s %.0f (%.0f %%)".formatted(phase.getKey(), phase.getValue(),
                        100 * phase.getValue() / all))
                .collect(Collectors.joining(", "));
    }
}
