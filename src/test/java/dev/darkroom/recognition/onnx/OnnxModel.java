package dev.darkroom.recognition.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A model in ONNX format (operator set 13), built node by node; fields are numbered as in {@code onnx.proto}. Where a
 * size of an input or output is {@value #ANY}, any will do.
 */
public final class OnnxModel {

    public static final int ANY = -1;

    private static final long VERSION = 8;
    private static final long OPERATORS = 13;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int FLOAT16 = 10;

    private final Message graph = new Message();
    private int nodes;

    /** An attribute of a node. */
    public record Attribute(String name, Object value) {

        private Message message() {
            var message = new Message().put(1, name);
            switch (value) {
                case Float number -> message.put(2, number).put(20, 1);
                case Long number -> message.put(3, number).put(20, 2);
                case String text -> message.put(4, text).put(20, 3);
                case long[] numbers -> {
                    for (var number : numbers) {
                        message.put(8, number);
                    }
                    message.put(20, 7);
                }
                default -> throw new IllegalArgumentException(name + " = " + value);
            }
            return message;
        }
    }

    public OnnxModel input(String name, long... shape) {
        graph.put(11, value(name, shape));
        return this;
    }

    public OnnxModel output(String name, long... shape) {
        graph.put(12, value(name, shape));
        return this;
    }

    private static Message value(String name, long... shape) {
        var dimensions = new Message();
        for (var size : shape) {
            dimensions.put(1, size == ANY ? new Message().put(2, "n") : new Message().put(1, size));
        }
        return new Message().put(1, name)
                .put(2, new Message().put(1, new Message().put(1, FLOAT).put(2, dimensions)));
    }

    public OnnxModel node(String operator, List<String> inputs, String output, Attribute... attributes) {
        var node = new Message();
        inputs.forEach(input -> node.put(1, input));
        node.put(2, output).put(3, operator + "_" + nodes++).put(4, operator);
        for (var attribute : attributes) {
            node.put(5, attribute.message());
        }
        graph.put(1, node);
        return this;
    }

    /** @param values in rows */
    public OnnxModel constant(String name, long[] shape, float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            bytes.putFloat(value);
        }
        return constant(name, FLOAT, shape, bytes.array());
    }

    public OnnxModel constant(String name, long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            bytes.putLong(value);
        }
        return constant(name, INT64, new long[]{values.length}, bytes.array());
    }

    /** Numbers of 16 bits in the file, which are of 32 bits for the nodes. */
    public OnnxModel halfConstant(String name, long[] shape, short[] values) {
        var bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            bytes.putShort(value);
        }
        constant(name + "/half", FLOAT16, shape, bytes.array());
        return node("Cast", List.of(name + "/half"), name, new Attribute("to", (long) FLOAT));
    }

    private OnnxModel constant(String name, int type, long[] shape, byte[] values) {
        var tensor = new Message();
        for (var size : shape) {
            tensor.put(1, size);
        }
        graph.put(5, tensor.put(2, type).put(8, name).put(9, values));
        return this;
    }

    public byte[] bytes() {
        return new Message().put(1, VERSION).put(2, "darkroom").put(7, graph.put(2, "graph"))
                .put(8, new Message().put(1, "").put(2, OPERATORS)).bytes();
    }
}
