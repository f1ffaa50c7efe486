package dev.darkroom.recognition.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.recognition.onnx.OnnxModel.Attribute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph model of TensorFlow.js with weights of 16 bits: a {@code .json} and the one {@code .bin} that it names. Becomes
 * an ONNX model of the same numbers, with the picture's channels before its rows and columns, and any number of pictures
 * at once.
 *
 * <p>Of TensorFlow's operators it knows those that convolutional networks without variables are made of; it stops at any
 * other.
 */
final class TensorFlowModel {

    /** Where TensorFlow has what ONNX has: pictures, rows, columns, channels. */
    private static final int ROWS = 1;
    private static final int CHANNELS = 3;
    private static final long[] SCALAR = {};
    private static final float SIXTH = 1 / 6f;

    private final Map<String, JsonNode> nodes = new HashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final OnnxModel onnx = new OnnxModel();

    /** @param halves numbers of 16 bits, or null of whole numbers */
    private record Constant(int[] shape, short[] halves, int[] wholes) {
    }

    TensorFlowModel(Path json) throws IOException {
        var model = new ObjectMapper().readTree(json.toFile());
        model.at("/modelTopology/node").forEach(node -> nodes.put(node.get("name").asText(), node));
        for (var group : model.get("weightsManifest")) {
            var file = json.resolveSibling(group.at("/paths/0").asText());
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            group.get("weights").forEach(weight -> constants.put(weight.get("name").asText(), constant(weight, bytes)));
            if (bytes.hasRemaining()) {
                throw new IOException(file + " has " + bytes.remaining() + " bytes too many");
            }
        }
    }

    private static Constant constant(JsonNode weight, ByteBuffer bytes) {
        var shape = new int[weight.get("shape").size()];
        var length = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = weight.get("shape").get(i).asInt();
            length *= shape[i];
        }
        var type = weight.has("quantization")
                ? weight.at("/quantization/dtype").asText()
                : weight.get("dtype").asText();
        switch (type) {
            case "float16" -> {
                var halves = new short[length];
                bytes.asShortBuffer().get(halves);
                bytes.position(bytes.position() + length * Short.BYTES);
                return new Constant(shape, halves, null);
            }
            case "int32" -> {
                var wholes = new int[length];
                bytes.asIntBuffer().get(wholes);
                bytes.position(bytes.position() + length * Integer.BYTES);
                return new Constant(shape, null, wholes);
            }
            default -> throw new IllegalArgumentException(weight.get("name") + " is of " + type);
        }
    }

    /**
     * @param outputs the nodes that the ONNX model answers with, each of pictures of any number of channels; what they do
     *                not need is left out
     */
    byte[] toOnnx(String... outputs) {
        for (var output : outputs) {
            make(output);
            onnx.output(output, OnnxModel.ANY, OnnxModel.ANY, OnnxModel.ANY, OnnxModel.ANY);
        }
        return onnx.bytes();
    }

    private void make(String name) {
        if (!done.add(name)) {
            return;
        }
        var node = nodes.get(name);
        var gated = gated(node);
        if (gated.isPresent()) {
            gate(name, gated.get());
            return;
        }
        var inputs = inputs(node);
        inputs.stream().filter(input -> !constants.containsKey(input)).forEach(this::make);
        var operator = node.get("op").asText();
        switch (operator) {
            case "Placeholder" -> placeholder(name, node);
            case "Conv2D", "_FusedConv2D" -> convolution(name, node, inputs, false);
            case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" -> convolution(name, node, inputs, true);
            case "Add", "Mul" -> onnx.node(operator, inputs.stream().map(this::operand).toList(), name);
            case "Relu", "Sigmoid", "Identity" -> onnx.node(operator, inputs, name);
            case "Mean" -> onnx.node("GlobalAveragePool", List.of(ofPictures(inputs, node)), name);
            case "ConcatV2" -> onnx.node("Concat", channels(inputs), name, new Attribute("axis", 1L));
            case "ResizeBilinear" -> resize(name, node, inputs);
            default -> throw new IllegalArgumentException("The operator " + operator + " of " + name);
        }
    }

    /**
     * A product that TensorFlow makes of relu6(x + 3), either with the sixth or with the sixth of x.
     *
     * @param swish whether it is x · hard sigmoid(x), and not the hard sigmoid alone
     */
    private record Gated(String x, boolean swish) {
    }

    private Optional<Gated> gated(JsonNode node) {
        if (!isOf("Mul", node)) {
            return Optional.empty();
        }
        var factors = inputs(node);
        for (int i = 0; i < factors.size(); i++) {
            var clipped = nodes.get(factors.get(i));
            if (isOf("Relu6", clipped)) {
                var x = other(inputs(clipped).getFirst(), "Add", 3);
                var factor = factors.get(1 - i);
                if (isNumber(SIXTH, factor)) {
                    return x.map(it -> new Gated(it, false));
                }
                return x.filter(it -> other(factor, "Mul", SIXTH).equals(x)).map(it -> new Gated(it, true));
            }
        }
        return Optional.empty();
    }

    /** The operand beside this number, when it is there. */
    private Optional<String> other(String name, String operator, float number) {
        var operands = isOf(operator, nodes.get(name)) ? inputs(nodes.get(name)) : List.<String>of();
        return operands.stream().anyMatch(operand -> isNumber(number, operand))
                ? operands.stream().filter(operand -> !isNumber(number, operand)).findFirst()
                : Optional.empty();
    }

    private static boolean isOf(String operator, JsonNode node) {
        return node != null && node.get("op").asText().equals(operator);
    }

    private boolean isNumber(float number, String name) {
        var constant = constants.get(name);
        return constant != null && constant.shape.length == 0
                && constant.halves[0] == Float.floatToFloat16(number);
    }

    /** With operators that ONNX Runtime has in its own order of channels: between convolutions nothing is put in order then. */
    private void gate(String name, Gated gated) {
        make(gated.x);
        var gate = gated.swish ? name + "/gate" : name;
        onnx.node("HardSigmoid", List.of(gated.x), gate, new Attribute("alpha", SIXTH), new Attribute("beta", 0.5f));
        if (gated.swish) {
            onnx.node("Mul", List.of(gated.x, gate), name);
        }
    }

    private List<String> inputs(JsonNode node) {
        var inputs = new ArrayList<String>();
        node.path("input").forEach(input -> inputs.add(input.asText()));
        return inputs;
    }

    private void placeholder(String name, JsonNode node) {
        var shape = node.at("/attr/shape/shape/dim");
        onnx.input(name, OnnxModel.ANY, shape.get(CHANNELS).get("size").asLong(), shape.get(ROWS).get("size").asLong(),
                shape.get(ROWS + 1).get("size").asLong());
    }

    private void convolution(String name, JsonNode node, List<String> inputs, boolean depthwise) {
        var kernel = constants.get(inputs.get(1));
        var groups = depthwise ? kernel.shape[2] : 1;
        var operands = new ArrayList<>(List.of(inputs.getFirst(), kernel(name + "/kernel", kernel, depthwise)));
        var fused = new ArrayList<String>();
        node.at("/attr/fused_ops/list/s").forEach(each -> fused.add(text(each)));
        if (fused.remove("BiasAdd")) {
            var bias = constants.get(inputs.get(2));
            onnx.halfConstant(name + "/bias", new long[]{bias.halves.length}, bias.halves);
            operands.add(name + "/bias");
        }
        if (!fused.isEmpty() && !fused.equals(List.of("Relu"))) {
            throw new IllegalArgumentException(name + " does " + fused + " too");
        }
        var out = fused.isEmpty() ? name : name + "/before";
        onnx.node("Conv", operands, out, new Attribute("strides", alongSides(node, "strides")),
                new Attribute("dilations", alongSides(node, "dilations")),
                new Attribute("kernel_shape", new long[]{kernel.shape[0], kernel.shape[1]}),
                new Attribute("auto_pad", text(node.at("/attr/padding/s")).equals("SAME") ? "SAME_UPPER" : "VALID"),
                new Attribute("group", (long) groups));
        if (!fused.isEmpty()) {
            onnx.node("Relu", List.of(out), name);
        }
    }

    /** TensorFlow's are in the order rows, columns, in, out; ONNX wants out, in, rows, columns. */
    private String kernel(String name, Constant kernel, boolean depthwise) {
        int in = kernel.shape[2];
        int out = kernel.shape[3];
        int area = kernel.shape[0] * kernel.shape[1];
        var turned = new short[kernel.halves.length];
        for (int place = 0; place < area; place++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    var to = depthwise ? i * out + o : o * in + i;
                    turned[to * area + place] = kernel.halves[(place * in + i) * out + o];
                }
            }
        }
        var shape = depthwise
                ? new long[]{(long) in * out, 1, kernel.shape[0], kernel.shape[1]}
                : new long[]{out, in, kernel.shape[0], kernel.shape[1]};
        onnx.halfConstant(name, shape, turned);
        return name;
    }

    private static long[] alongSides(JsonNode node, String attribute) {
        var list = node.at("/attr/" + attribute + "/list/i");
        return new long[]{list.get(ROWS).asLong(), list.get(ROWS + 1).asLong()};
    }

    private String operand(String input) {
        var constant = constants.get(input);
        if (constant == null) {
            return input;
        }
        if (constant.shape.length > 0) {
            throw new IllegalArgumentException(input + " is more than a number");
        }
        if (done.add(input)) {
            onnx.halfConstant(input, SCALAR, constant.halves);
        }
        return input;
    }

    private String ofPictures(List<String> inputs, JsonNode node) {
        var over = constants.get(inputs.get(1)).wholes;
        if (over.length != 2 || over[0] != ROWS || over[1] != ROWS + 1 || !node.at("/attr/keep_dims/b").asBoolean()) {
            throw new IllegalArgumentException(node.get("name") + " is no mean of pictures");
        }
        return inputs.getFirst();
    }

    private List<String> channels(List<String> inputs) {
        if (constants.get(inputs.getLast()).wholes[0] != CHANNELS) {
            throw new IllegalArgumentException(inputs.getLast() + " does not lead to the channels");
        }
        return inputs.subList(0, inputs.size() - 1);
    }

    /** To twice the size, which is all that is asked for; the pictures' number stays open that way. */
    private void resize(String name, JsonNode node, List<String> inputs) {
        if (node.at("/attr/half_pixel_centers/b").asBoolean() || node.at("/attr/align_corners/b").asBoolean()) {
            throw new IllegalArgumentException(name + " has its pixels elsewhere");
        }
        if (done.add("/twice")) {
            onnx.constant("/twice", new long[]{4}, 1, 1, 2, 2);
        }
        onnx.node("Resize", List.of(inputs.getFirst(), "", "/twice"), name, new Attribute("mode", "linear"),
                new Attribute("coordinate_transformation_mode", "asymmetric"));
    }

    private static String text(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }
}
