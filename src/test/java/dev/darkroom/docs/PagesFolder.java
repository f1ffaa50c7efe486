package dev.darkroom.docs;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The files of a folder, and what they should be. */
final class PagesFolder {

    /** Pixels a side of the squares in which pictures are compared. */
    private static final int BLOCK = 16;
    /** Levels by which a square may differ in the mean: encoders of JPEG round differently, by less than one level. */
    private static final double TOLERANCE = 3;
    /** Of a model's answers, which other processors add up in another order. */
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
    private static final double ROUNDING = 0.0011;

    private final Path folder;

    PagesFolder(Path folder) {
        this.folder = folder;
    }

    /** What is not as it should be, a line for each file. */
    List<String> complaints(Map<String, byte[]> files) throws IOException {
        var complaints = new ArrayList<String>();
        for (var file : files.entrySet()) {
            complaint(file.getKey(), file.getValue())
                    .ifPresent(complaint -> complaints.add(folder.resolve(file.getKey()) + " " + complaint));
        }
        return complaints;
    }

    /** Those that nobody makes any more. */
    List<String> superfluous(Collection<String> names) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var there = Files.list(folder)) {
            return there.map(file -> file.getFileName().toString()).filter(name -> !names.contains(name)).sorted()
                    .toList();
        }
    }

    /** Files that are as they should be stay untouched. */
    void write(Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            if (complaint(file.getKey(), file.getValue()).isPresent()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    void delete(List<String> names) throws IOException {
        for (var name : names) {
            Files.delete(folder.resolve(name));
        }
    }

    private Optional<String> complaint(String name, byte[] made) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.of("is missing");
        }
        return name.endsWith(".md")
                ? lines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                        new String(made, StandardCharsets.UTF_8))
                : pixels(picture(Files.readAllBytes(file)), picture(made));
    }

    private static Optional<String> lines(String there, String made) {
        var before = there.lines().toList();
        var now = made.lines().toList();
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            var was = i < before.size() ? before.get(i) : "(nothing)";
            var is = i < now.size() ? now.get(i) : "(nothing)";
            if (!sameButForRounding(was, is)) {
                return Optional.of("says in line " + (i + 1) + "\n    " + was + "\n  in the place of\n    " + is);
            }
        }
        return there.endsWith("\n") == made.endsWith("\n") ? Optional.empty() : Optional.of("ends otherwise");
    }

    private static boolean sameButForRounding(String was, String is) {
        if (!DECIMAL.matcher(was).replaceAll("0.0").equals(DECIMAL.matcher(is).replaceAll("0.0"))) {
            return false;
        }
        var now = decimals(is);
        var before = decimals(was);
        return IntStream.range(0, now.length).allMatch(i -> Math.abs(now[i] - before[i]) < ROUNDING);
    }

    private static double[] decimals(String line) {
        return DECIMAL.matcher(line).results().mapToDouble(found -> Double.parseDouble(found.group())).toArray();
    }

    private static BufferedImage picture(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static Optional<String> pixels(BufferedImage there, BufferedImage made) {
        if (there == null || there.getWidth() != made.getWidth() || there.getHeight() != made.getHeight()) {
            return Optional.of("has not the size of the picture that is made now");
        }
        for (int y = 0; y < made.getHeight(); y += BLOCK) {
            for (int x = 0; x < made.getWidth(); x += BLOCK) {
                double difference = difference(there, made, x, y);
                if (difference > TOLERANCE) {
                    return Optional.of("shows something else than what is made now: around (%d, %d), it differs by %.1f"
                            .formatted(x, y, difference) + " levels");
                }
            }
        }
        return Optional.empty();
    }

    /** Of the samples of a square, in the mean. */
    private static double difference(BufferedImage one, BufferedImage other, int left, int top) {
        int right = Math.min(one.getWidth(), left + BLOCK);
        int bottom = Math.min(one.getHeight(), top + BLOCK);
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
                }
            }
        }
        return sum / 3.0 / ((right - left) * (bottom - top));
    }
}
