package dev.darkroom.worker;

import dev.darkroom.sequence.Sequence;
import dev.darkroom.sequence.Sequence.Kind;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.Stage;
import dev.darkroom.sequence.UnacceptableSequenceException;
import dev.darkroom.transport.Job;
import java.util.stream.Collectors;

/** Computes the slip of a job: the endpoints that its photograph, or its set, visits, for Camel's Routing Slip. */
public final class Slips {

    private static final String BEGIN = "direct:begin-step";
    private static final String STORE = "direct:store-result";
    private static final String ANSWER = "direct:answer-search";

    private final Sequences sequences;

    public Slips(Sequences sequences) {
        this.sequences = sequences;
    }

    /**
     * The job's sequence, with the steps that this worker has.
     *
     * @throws UnworkableJobException when it has none such step, or the sequence is otherwise not as it must be
     */
    public Sequence read(Job job) {
        try {
            return sequences.read(job.jobSequence(), job.environment());
        } catch (UnacceptableSequenceException e) {
            throw new UnworkableJobException(e.getMessage());
        }
    }

    /**
     * The route of each step, before it {@code direct:begin-step}, and behind it {@code direct:store-result}; a search
     * stores nothing, and {@code direct:answer-search} is its end. Clients name steps, never endpoints.
     *
     * @return e.g. {@code direct:begin-step,direct:step-grayscale,direct:store-result}
     */
    public String of(Sequence sequence) {
        var slip = sequence.stages().stream().map(stage -> visit(stage, sequence.kind()))
                .collect(Collectors.joining(","));
        return sequence.kind() == Kind.SEARCH ? slip + "," + ANSWER : slip;
    }

    private static String visit(Stage stage, Kind kind) {
        var step = BEGIN + ",direct:" + stage.step().route();
        return kind == Kind.SEARCH ? step : step + "," + STORE;
    }
}
