package dev.darkroom.frontend;

import dev.darkroom.frontend.problem.Unprocessable;
import dev.darkroom.sequence.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Job sequences as clients send them, held against the steps that there are. */
public final class Sequences {

    private static final String PROCESS = "process";

    private final Catalogue catalogue;
    private final int maxSteps;

    public Sequences(Catalogue catalogue, int maxSteps) {
        this.catalogue = catalogue;
        this.maxSteps = maxSteps;
    }

    /**
     * Completes a job.
     *
     * @param request as {@code NewJob} of the contract has it
     * @return image_id, user_id (null when it is not said), job_sequence (an array of strings, its kind first) and environment
     */
    public Map<String, Object> check(Map<String, Object> request, Map<String, Object> user) {
        Announcements.requireOwn(request, user);
        if (request.containsKey("job_type") == request.containsKey("job_sequence")) {
            throw new Unprocessable("Say what to do: either job_type or job_sequence");
        }
        var job = new HashMap<String, Object>();
        job.put("image_id", request.get("image_id"));
        job.put("user_id", request.get("user_id"));
        job.put("job_sequence", sequence(request.getOrDefault("job_sequence", request.get("job_type"))));
        job.put("environment", request.getOrDefault("environment", ""));
        return job;
    }

    /**
     * A sequence in its full form.
     *
     * @param asked one step, or a list of steps, with or without the kind {@code process} at its head
     * @throws Unprocessable when there are no steps, too many, or unknown ones
     */
    String[] sequence(Object asked) {
        List<?> words = asked instanceof List<?> list ? list : List.of(asked);
        var steps = words.getFirst().equals(PROCESS) ? words.subList(1, words.size()) : words;
        if (steps.isEmpty() || steps.size() > maxSteps) {
            throw new Unprocessable("A sequence has 1 to " + maxSteps + " steps; this one has " + steps.size());
        }
        for (var step : steps) {
            if (catalogue.find((String) step).isEmpty()) {
                throw new Unprocessable("There is no step " + step + "; there are " + catalogue);
            }
        }
        var sequence = new String[steps.size() + 1];
        sequence[0] = PROCESS;
        for (int i = 0; i < steps.size(); i++) {
            sequence[i + 1] = (String) steps.get(i);
        }
        return sequence;
    }
}
