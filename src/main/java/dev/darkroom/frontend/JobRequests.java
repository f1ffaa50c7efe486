package dev.darkroom.frontend;

import dev.darkroom.http.Unprocessable;
import dev.darkroom.sequence.Sequence;
import dev.darkroom.sequence.Sequence.Kind;
import dev.darkroom.sequence.Sequences;
import dev.darkroom.sequence.UnacceptableSequenceException;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs as clients ask for them, held against the steps that there are. */
public final class JobRequests {

    /** The operation whose query string QUERY is. */
    private static final String INDEX = "index-images";
    private static final String ON_BEHALF = "for_job_id";

    private final Sequences sequences;
    private final Contract contract;
    private final Pages pages;

    public JobRequests(Sequences sequences, Contract contract, Pages pages) {
        this.sequences = sequences;
        this.contract = contract;
        this.pages = pages;
    }

    /**
     * Completes a job.
     *
     * @param request as {@code NewJob} of the contract has it
     * @param named   the named sequences that there are
     * @return image_id, or source and query (what the job is about; the other is null), user_id (of a process null when it is not
     *         said), job_sequence (an array of strings, its kind first, without named sequences) and environment
     * @throws Unprocessable when it cannot be done, with the reason
     */
    public Map<String, Object> check(Map<String, Object> request, Map<String, Object> user,
            List<Map<String, Object>> named) {
        Announcements.requireOwn(request, user);
        if (request.containsKey("job_type") == request.containsKey("job_sequence")) {
            throw new Unprocessable("Say what to do: either job_type or job_sequence");
        }
        var asked = request.getOrDefault("job_sequence", request.get("job_type"));
        var expanded = expand(asked, (String) request.getOrDefault("environment", ""), named);
        var isProcess = expanded.sequence().kind() == Kind.PROCESS;
        if (isProcess != request.containsKey("image_id")) {
            throw new Unprocessable(isProcess
                    ? "A process works on a photograph: send its image_id"
                    : "A " + expanded.sequence().kind().word() + " works on what it finds: leave out image_id");
        }
        var job = new HashMap<String, Object>();
        job.put("image_id", request.get("image_id"));
        job.put("user_id", isProcess ? request.get("user_id") : request.getOrDefault("user_id", user.get("id")));
        job.put("source", expanded.sequence().source());
        job.put("query", isProcess ? null : query(expanded.sequence(), job, user));
        job.put("job_sequence", expanded.words().toArray(String[]::new));
        job.put("environment", expanded.environment());
        return job;
    }

    /**
     * A process for an image that is announced.
     *
     * @param asked the steps, with or without the kind {@code process} at their head
     */
    public Sequences.Expanded process(Object asked, String environment, List<Map<String, Object>> named) {
        var expanded = expand(asked, environment, named);
        if (expanded.sequence().kind() != Kind.PROCESS) {
            throw new Unprocessable("An image is announced with a process; a " + expanded.sequence().kind().word()
                    + " is a job of its own");
        }
        return expanded;
    }

    private Sequences.Expanded expand(Object asked, String environment, List<Map<String, Object>> named) {
        List<?> words = asked instanceof List<?> list ? list : List.of(asked);
        try {
            return sequences.expand(words.stream().map(String.class::cast).toList(), environment,
                    JobTypes.read(named));
        } catch (UnacceptableSequenceException e) {
            throw new Unprocessable(e.getMessage());
        }
    }

    private static Map<String, String> asked(String query) {
        var asked = new TreeMap<String, String>();
        try {
            new QueryStringDecoder(query, false).parameters()
                    .forEach((name, values) -> asked.put(name, values.getFirst()));
        } catch (IllegalArgumentException e) {
            throw new Unprocessable("QUERY is no query string: " + e.getMessage());
        }
        return asked;
    }

    /** Who an administrator names, sees what is its own; should it be an administrator too, it asks itself. */
    private static Map<String, Object> asOwner(Map<String, Object> job, Map<String, Object> user) {
        return ((Number) job.get("user_id")).longValue() == ((Number) user.get("id")).longValue()
                ? user
                : Map.of("id", job.get("user_id"), "role", "user");
    }

    /** Checks what is asked for, and writes it in the one form in which two queries are compared. */
    private String query(Sequence sequence, Map<String, Object> job, Map<String, Object> user) {
        var asked = asked(sequence.query());
        contract.problem(INDEX, null, asked, null).ifPresent(problem -> {
            throw new Unprocessable("QUERY is a query string as GET /api/images takes it. " + problem.getMessage());
        });
        if (asked.containsKey(ON_BEHALF)) {
            throw new Unprocessable("QUERY asks on behalf of its own job: leave out " + ON_BEHALF);
        }
        var type = asked.getOrDefault("image_type", sequence.source());
        if (!type.equals(sequence.source())) {
            throw new Unprocessable("The sequence asks for results of " + sequence.source() + ", and its QUERY for "
                    + type);
        }
        pages.page(asked, asOwner(job, user));
        var canonical = new QueryStringEncoder(sequence.source());
        asked.forEach(canonical::addParam);
        return canonical.toString().replace('?', '&');
    }
}
