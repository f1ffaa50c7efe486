package dev.darkroom.worker;

import dev.darkroom.transport.Job;
import dev.darkroom.sequence.Catalogue;
import java.util.stream.Collectors;

/** Computes the slip of a job: the endpoints that its photograph visits, for Camel's Routing Slip. */
public final class Slips {

    private final Catalogue catalogue;

    public Slips(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The route of each step, and behind each {@code direct:store-result}. Clients name steps, never endpoints.
     *
     * @return e.g. {@code direct:step-grayscale,direct:store-result,direct:step-histogram,direct:store-result}
     * @throws UnworkableJobException when the sequence is of a kind or has a step that this worker does not know
     */
    public String of(Job job) {
        if (!job.kind().equals("process")) {
            throw new UnworkableJobException("There is no sequence of the kind " + job.kind());
        }
        for (var step : job.steps()) {
            if (catalogue.find(step).isEmpty()) {
                throw new UnworkableJobException("There is no step " + step + "; there are " + catalogue);
            }
        }
        return job.steps().stream().map(step -> "direct:step-" + step.replace('_', '-') + ",direct:store-result")
                .collect(Collectors.joining(","));
    }
}
