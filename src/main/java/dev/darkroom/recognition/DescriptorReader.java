package dev.darkroom.recognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the descriptor of a model, and tells everything that is wrong with it. */
final class DescriptorReader {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LARGEST_SIDE = 4096;

    private final List<String> wrong = new ArrayList<>();

    private DescriptorReader() {
    }

    /**
     * @param yaml as docs/recognition.md describes it
     * @throws UnusableModelException when it is not so, with all that is wrong
     */
    static Descriptor read(String yaml) throws UnusableModelException {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new UnusableModelException("its descriptor is no YAML" + at, e);
        }
        return new DescriptorReader().descriptor(root);
    }

    private Descriptor descriptor(JsonNode root) throws UnusableModelException {
        known("", root, "name", "licence", "task", "model", "sha256", "labels", "labels_sha256", "input", "output");
        var name = text(root, "", "name");
        var task = word(root, "", "task", Descriptor.Task.class, null);
        var descriptor = new Descriptor(name, root.path("licence").asText(""), task,
                text(root, "", "model"), digest(root, "sha256"), text(root, "", "labels"),
                digest(root, "labels_sha256"), input(root.path("input")), output(root.path("output"), task));
        if (!wrong.isEmpty()) {
            throw new UnusableModelException("in its descriptor, " + String.join("; ", wrong));
        }
        return descriptor;
    }

    private Descriptor.Input input(JsonNode input) {
        known("input.", input, "name", "width", "height", "layout", "colours", "resize", "shorter_side", "scale",
                "mean", "std");
        var width = side(input, "width", MissingNode.getInstance());
        var height = side(input, "height", MissingNode.getInstance());
        var resize = word(input, "input.", "resize", Descriptor.Resize.class, Descriptor.Resize.STRETCH);
        var shorterSide = resize == Descriptor.Resize.CROP ? side(input, "shorter_side", input.path("height")) : 0;
        if (resize == Descriptor.Resize.CROP && shorterSide > 0 && shorterSide < Math.max(width, height)) {
            wrong.add("input.shorter_side is less than the width or height that is to be cut out of it");
        }
        var deviation = three(input, "std", 1);
        if (deviation.contains(0f)) {
            wrong.add("input.std must not be 0");
        }
        return new Descriptor.Input(text(input, "input.", "name"), width, height,
                word(input, "input.", "layout", Descriptor.Layout.class, null),
                word(input, "input.", "colours", Descriptor.Colours.class, Descriptor.Colours.RGB), resize, shorterSide,
                number(input.path("scale"), "scale", 1), three(input, "mean", 0), deviation);
    }

    private Descriptor.Output output(JsonNode output, Descriptor.Task task) {
        if (task == Descriptor.Task.CENTERNET) {
            known("output.", output, "scores", "edges");
            return new Descriptor.Output(text(output, "output.", "scores"), text(output, "output.", "edges"), false);
        }
        known("output.", output, "scores", "softmax");
        var softmax = output.path("softmax");
        if (!softmax.isMissingNode() && !softmax.isBoolean()) {
            wrong.add("output.softmax is true or false, and not " + softmax.asText());
        }
        return new Descriptor.Output(text(output, "output.", "scores"), null, softmax.asBoolean(false));
    }

    private void known(String prefix, JsonNode node, String... names) {
        var unknown = new TreeSet<String>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(names));
        unknown.forEach(name -> wrong.add("there is no field " + prefix + name));
    }

    private String text(JsonNode node, String prefix, String name) {
        var value = node.path(name);
        if (!value.isValueNode() || value.asText().isBlank()) {
            wrong.add(prefix + name + " is missing");
            return "";
        }
        return value.asText().strip();
    }

    private String digest(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        var digest = value.asText().strip().toLowerCase(Locale.ROOT);
        if (!SHA_256.matcher(digest).matches()) {
            wrong.add(name + " is no SHA-256 of 64 hexadecimal digits");
        }
        return digest;
    }

    /** @param otherwise what it says where there is nothing of that name */
    private <E extends Enum<E>> E word(JsonNode node, String prefix, String name, Class<E> words, E otherwise) {
        var value = node.path(name).asText("");
        if (value.isBlank() && otherwise != null) {
            return otherwise;
        }
        for (var word : words.getEnumConstants()) {
            if (word.name().equalsIgnoreCase(value)) {
                return word;
            }
        }
        wrong.add(prefix + name + " is one of " + Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))
                + (value.isBlank() ? "" : ", and not " + value));
        return null;
    }

    private int side(JsonNode node, String name, JsonNode otherwise) {
        var value = node.has(name) ? node.path(name) : otherwise;
        if (!value.canConvertToInt() || !value.isInt() || value.asInt() < 1 || value.asInt() > LARGEST_SIDE) {
            wrong.add("input." + name + " is a whole number from 1 to " + LARGEST_SIDE
                    + (value.isMissingNode() ? "" : ", and not " + value.asText()));
            return 0;
        }
        return value.asInt();
    }

    private float number(JsonNode value, String name, float otherwise) {
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            wrong.add("input." + name + " is a number, and not " + value.asText());
        }
        return value.floatValue();
    }

    /** One number for all three colours, or a list of three. */
    private List<Float> three(JsonNode node, String name, float otherwise) {
        var value = node.path(name);
        if (value.isArray()) {
            if (value.size() != 3) {
                wrong.add("input." + name + " has a number for each of R, G and B, and not " + value.size());
            }
            var numbers = new ArrayList<Float>();
            value.forEach(each -> numbers.add(number(each, name, otherwise)));
            return List.copyOf(numbers);
        }
        var number = number(value, name, otherwise);
        return List.of(number, number, number);
    }
}
