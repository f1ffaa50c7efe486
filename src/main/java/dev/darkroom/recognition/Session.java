package dev.darkroom.recognition;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model that ONNX Runtime has open, and which was tried once, on black: that it runs, and which shapes its outputs have.
 * All threads share it.
 */
final class Session implements AutoCloseable {

    private final OrtEnvironment environment = environment();
    private final Descriptor descriptor;
    private final OrtSession session;
    private final boolean takesBatches;
    private final List<long[]> outputShapes;

    /**
     * @param onnx    the model
     * @param threads at least 1, that one run is divided among
     * @throws UnusableModelException when it is no model, or not as the descriptor says
     */
    Session(Descriptor descriptor, byte[] onnx, int threads) throws UnusableModelException {
        this.descriptor = descriptor;
        session = open(onnx, threads);
        try {
            takesBatches = input()[0] < 0;
            outputShapes = outputShapes();
        } catch (OrtException e) {
            close();
            throw new UnusableModelException("it does not run: " + e.getMessage(), e);
        } catch (UnusableModelException e) {
            close();
            throw e;
        }
    }

    private static OrtEnvironment environment() {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        UnpackedLibrary.remove();
        return environment;
    }

    private OrtSession open(byte[] onnx, int threads) throws UnusableModelException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            // a thread that waits for the next run leaves its core to others
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new UnusableModelException("it is no model in ONNX format that can be run: " + e.getMessage(), e);
        }
    }

    private long[] input() throws OrtException, UnusableModelException {
        var wanted = descriptor.input();
        var inputs = session.getInputInfo();
        if (!inputs.keySet().equals(Set.of(wanted.name()))) {
            throw new UnusableModelException("its inputs are " + names(inputs) + ", and not " + wanted.name());
        }
        var info = tensor(inputs.get(wanted.name()).getInfo(), "input " + wanted.name());
        long[] shape = info.getShape();
        long[] expected = inputShape(1);
        var fits = shape.length == expected.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || shape[i] == expected[i];
        }
        if (!fits) {
            throw new UnusableModelException("its input " + wanted.name() + " is of " + text(shape)
                    + ", and not of " + text(expected));
        }
        return shape;
    }

    private List<long[]> outputShapes() throws OrtException, UnusableModelException {
        var outputs = session.getOutputInfo();
        var shapes = new ArrayList<long[]>();
        for (var name : descriptor.output().names()) {
            if (!outputs.containsKey(name)) {
                throw new UnusableModelException("its outputs are " + names(outputs) + ", and " + name
                        + " is not among them");
            }
            tensor(outputs.get(name).getInfo(), "output " + name);
        }
        try (var black = OnnxTensor.createTensor(environment, buffer(descriptor.input().length()), inputShape(1));
                var result = session.run(Map.of(descriptor.input().name(), black),
                        Set.copyOf(descriptor.output().names()))) {
            for (var name : descriptor.output().names()) {
                shapes.add(tensor(result.get(name).orElseThrow().getInfo(), "output " + name).getShape());
            }
        }
        return shapes;
    }

    private static TensorInfo tensor(ValueInfo info, String name) throws UnusableModelException {
        if (info instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor;
        }
        throw new UnusableModelException("its " + name + " is not of 32-bit floating-point numbers");
    }

    private static String names(Map<String, NodeInfo> infos) {
        return String.join(", ", infos.keySet());
    }

    static String text(long... shape) {
        return Arrays.stream(shape).mapToObj(size -> size < 0 ? "any" : Long.toString(size))
                .collect(Collectors.joining(" × "));
    }

    private long[] inputShape(int batch) {
        var input = descriptor.input();
        return input.layout() == Descriptor.Layout.NCHW
                ? new long[]{batch, 3, input.height(), input.width()}
                : new long[]{batch, input.height(), input.width(), 3};
    }

    /** Whether it takes several photographs at once. */
    boolean takesBatches() {
        return takesBatches;
    }

    /** Of one photograph, in the order of {@link Descriptor.Output#names()}. */
    List<long[]> shapes() {
        return outputShapes;
    }

    /** Memory for runs of up to so many photographs. One run at a time. */
    Desk desk(int most) {
        return new Desk(most);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model does not close", e);
        }
    }

    private static FloatBuffer buffer(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Inputs and outputs of runs, which ONNX Runtime reads and writes in place. */
    final class Desk implements AutoCloseable {

        private final FloatBuffer input;
        private final List<FloatBuffer> outputs = new ArrayList<>();
        private final OnnxTensor[] inputTensors;
        private final List<Map<String, OnnxTensor>> outputTensors = new ArrayList<>();

        private Desk(int most) {
            input = buffer(most * descriptor.input().length());
            inputTensors = new OnnxTensor[most];
            for (var shape : outputShapes) {
                outputs.add(buffer(most * length(shape)));
            }
            for (int i = 0; i < most; i++) {
                outputTensors.add(null);
            }
        }

        /**
         * @param photographs at least one
         * @return the outputs, in the order of {@link Descriptor.Output#names()}, of these photographs one after the other;
         *         good until the next run
         */
        List<FloatBuffer> run(List<float[]> photographs) throws OrtException {
            var count = photographs.size();
            for (int i = 0; i < count; i++) {
                input.put(i * descriptor.input().length(), photographs.get(i));
            }
            prepare(count);
            session.run(Map.of(descriptor.input().name(), inputTensors[count - 1]), Set.of(),
                    outputTensors.get(count - 1)).close();
            return outputs;
        }

        private void prepare(int count) throws OrtException {
            if (inputTensors[count - 1] != null) {
                return;
            }
            var tensors = new HashMap<String, OnnxTensor>();
            for (int i = 0; i < outputs.size(); i++) {
                var shape = outputShapes.get(i).clone();
                shape[0] = count;
                tensors.put(descriptor.output().names().get(i),
                        OnnxTensor.createTensor(environment, outputs.get(i).slice(0, length(shape)), shape));
            }
            outputTensors.set(count - 1, tensors);
            inputTensors[count - 1] = OnnxTensor.createTensor(environment,
                    input.slice(0, count * descriptor.input().length()), inputShape(count));
        }

        private static int length(long... shape) {
            return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        @Override
        public void close() {
            for (int i = 0; i < inputTensors.length; i++) {
                if (inputTensors[i] != null) {
                    inputTensors[i].close();
                    outputTensors.get(i).values().forEach(OnnxTensor::close);
                }
            }
        }
    }
}
